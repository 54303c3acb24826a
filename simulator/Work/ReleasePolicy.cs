namespace Simulator.Work;

/// <summary>What becomes of the pieces of a node that is given back. Pod managers differ in it (Intel RSD, DELETE on a node).</summary>
/// <param name="KeepsVolumes">Volumes stay in their pools, and so do targets, for any initiator (up to 2.2); else they are initialized and deleted.</param>
/// <param name="ClearsTpm">Trusted modules are cleared where the node says so (since 2.2, when every node says so).</param>
/// <param name="ClearsMemory">Likewise persistent memory (since 2.4).</param>
/// <param name="AsksEraseOnDetach">A drive or volume that says so is spared: it stays as it is (2.1 to 2.3).</param>
public sealed record ReleasePolicy(PowerAtRelease Power, bool KeepsVolumes, bool ClearsTpm, bool ClearsMemory, bool AsksEraseOnDetach = false)
{
    /// <summary>As 2.4 does it, but the next holder does not find a running machine.</summary>
    public static ReleasePolicy Newest { get; } = new(PowerAtRelease.Off, KeepsVolumes: false, ClearsTpm: true, ClearsMemory: true);
}
