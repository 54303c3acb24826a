using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// What a PATCH of <c>Links.ResourceBlocks</c> comes to, by the rules for arrays (DSP0266, PATCH): an empty object keeps what is at its
/// place, null removes it, a link replaces it or is added; a shorter array removes the rest.
/// </summary>
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

        var given = links.Find("ResourceBlocks");
        links.ReadOnly(OtherLinks);
        links.NothingElse();
        if (given is not { } array)
        {
            return Nothing;
        }

        var pointer = links.Pointer("ResourceBlocks");
        if (array.ValueKind != JsonValueKind.Array)
        {
            links.Problem(RedfishMessages.PropertyValueTypeError(pointer, array.GetRawText(), "an array of links"));
            return Nothing;
        }

        var before = pod.BlocksOf(system).Select(b => b.Id).ToList();
        var (after, pointers) = (new List<string>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var (index, item) in array.EnumerateArray().Index())
        {
            var there = index < before.Count ? before[index] : null;
            if (item.ValueKind != JsonValueKind.Null && Element(links, item, $"{pointer}/{index}", there) is { } id)
            {
                after.Add(id);
                pointers.TryAdd(id, $"{pointer}/{index}");
            }
        }

        return new BlockLinksPatch([.. after.Except(before)], [.. before.Except(after)], pointers);
    }

    private static string? Element(BodyReader links, JsonElement item, string pointer, string? there)
    {
        if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("@odata.id", out var uri) && uri.ValueKind == JsonValueKind.String)
        {
            return CompositionUris.BlockIn(uri.GetString()!) ?? uri.GetString();
        }

        if (item.ValueKind == JsonValueKind.Object && there is not null && !item.EnumerateObject().Any())
        {
            return there;
        }

        links.Problem(RedfishMessages.PropertyValueTypeError(pointer, item.GetRawText(), "a link, {} for what is at its place, or null"));
        return null;
    }
}
