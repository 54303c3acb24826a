namespace Simulator.Work;

/// <summary>What becomes of the pieces of a node that is given back. Pod managers differ in it (Intel RSD, DELETE on a node).</summary>
/// <param name="KeepsVolumes">Volumes stay in their pools, and so do targets, for any initiator (up to 2.2); else they are initialized and deleted.</param>
/// <param name="ClearsSecrets">Trusted modules and persistent memory are cleared where the node says so (since 2.3).</param>
public sealed record ReleasePolicy(PowerAtRelease Power, bool KeepsVolumes, bool ClearsSecrets)
{
    /// <summary>As 2.4 does it, but the next holder does not find a running machine.</summary>
    public static ReleasePolicy Newest { get; } = new(PowerAtRelease.Off, KeepsVolumes: false, ClearsSecrets: true);
}
