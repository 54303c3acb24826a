using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>What a PATCH of <c>Links.ResourceBlocks</c> comes to.</summary>
internal sealed record BlockLinksPatch(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyDictionary<string, string> Pointers)
{
    private static readonly BlockLinksPatch Nothing = new([], [], new Dictionary<string, string>(StringComparer.Ordinal));

    private static readonly string[] OtherLinks = ["Chassis", "ManagedBy", "Endpoints", "PoweredBy", "CooledBy", "ResourceBlocks@odata.count"];

    public bool IsEmpty => Added.Count == 0 && Removed.Count == 0;

    public string PointerTo(string blockId) => Pointers.GetValueOrDefault(blockId, "#/Links/ResourceBlocks");

    public static BlockLinksPatch Read(BodyReader body, Pod pod, ComputerSystem system)
    {
        if (body.Object("Links") is not { } links)
        {
            return Nothing;
        }

        var before = pod.BlocksOf(system).Select(b => b.Id).ToList();
        var sent = SentLinks.ReadArray(links, "ResourceBlocks", [.. before.Select(CompositionUris.Block)]);
        links.ReadOnly(OtherLinks);
        links.NothingElse();
        if (sent is null)
        {
            return Nothing;
        }

        var pointers = sent.GroupBy(l => CompositionUris.BlockIn(l.Uri) ?? l.Uri, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First().Pointer, StringComparer.Ordinal);
        return new BlockLinksPatch([.. pointers.Keys.Except(before)], [.. before.Except(pointers.Keys)], pointers);
    }
}
