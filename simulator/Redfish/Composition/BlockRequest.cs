using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>What is posted to the resource blocks: blocks that are to become one, by name, by what they are like, or both.</summary>
/// <param name="Name">Null leaves it to the pod.</param>
/// <param name="BlockIds">As they were named, in order; an address that is none of a block stands as it was sent.</param>
/// <param name="Parts">Null when nothing is described.</param>
internal sealed record BlockRequest(string? Name, string? Description, IReadOnlyList<string> BlockIds, AllocationRequest? Parts)
{
    public const string Suppliers = "SupplyingResourceBlocks";

    public CompositionRequest For(CompositionClient client, string? reservationId = null) =>
        new(Name ?? "", Description, BlockIds, client.Name, client.SeesAll, reservationId);

    /// <summary>Where in the request a block is named.</summary>
    public string PointerTo(string blockId) =>
        BlockIds.Index().Where(b => b.Item == blockId).Select(b => $"#/Links/{Suppliers}/{b.Index}").FirstOrDefault($"#/Links/{Suppliers}");
}
