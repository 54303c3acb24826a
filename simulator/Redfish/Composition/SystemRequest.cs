using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>What is posted to the systems: blocks by name, parts by what they are like, or both.</summary>
/// <param name="Name">Of the system.</param>
/// <param name="BlockIds">As they were named, in order; an address that is none of a block stands as it was sent.</param>
/// <param name="Parts">Null when nothing is described.</param>
/// <param name="Boot">Null leaves it.</param>
internal sealed record SystemRequest(
    string Name, string? Description, string? HostName, BootOverride? Boot, IReadOnlyList<string> BlockIds, AllocationRequest? Parts)
{
    public CompositionRequest For(CompositionClient client, string? reservationId = null) =>
        new(Name, Description, BlockIds, client.Name, client.SeesAll, reservationId);

    /// <summary>Where in the request a block is named.</summary>
    public string PointerTo(string blockId) =>
        BlockIds.Index().Where(b => b.Item == blockId).Select(b => $"#/Links/ResourceBlocks/{b.Index}").FirstOrDefault("#/Links/ResourceBlocks");
}
