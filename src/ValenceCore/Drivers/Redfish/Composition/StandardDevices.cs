using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>The pooled devices of a service that composes by the standard: what is in its resource blocks but for those that carry a system.</summary>
internal static class StandardDevices
{
    /// <summary>Blocks with their parts.</summary>
    private static readonly ExpandWish Blocks = new(2, "ResourceBlockType,Links,Drives,Processors,EthernetInterfaces");

    public static async Task<IReadOnlyList<PooledDevice>> ReadAsync(
        ResourceReader reader, string path, string stage, CancellationToken cancellation)
    {
        var blocks = await reader.CollectionAsync(path, stage, cancellation, Blocks);
        var homes = new Dictionary<string, JsonElement?>();
        var links = new List<JsonElement?>();
        foreach (var block in blocks.Where(block => block.Id() is not null && !CarriesSystem(block)))
        {
            string[] kinds = ["Drives", "Processors", "EthernetInterfaces"];
            links.AddRange(kinds.SelectMany(kind => block.Items(kind)).Where(part => part.Id() is { } uri && homes.TryAdd(uri, block)));
        }

        var parts = await reader.LinkedAsync(links, stage, cancellation);
        return
        [
            .. parts.Where(part => part.Id() is { } uri && part.Text("ProcessorType") is not ("CPU" or "Core" or "Thread") && homes.ContainsKey(uri))
                .Select(part => DeviceOf(part, homes[part.Id()!])),
        ];
    }

    private static bool CarriesSystem(JsonElement? block) =>
        block.Items("ResourceBlockType").Select(type => type?.GetString()).Any(type => type is "Compute" or "ComputerSystem");

    private static PooledDevice DeviceOf(JsonElement? part, JsonElement? block)
    {
        var uri = part.Id()!;
        var systems = block.Child("Links").Links("ComputerSystems");
        return new PooledDevice(
            uri, part.Text("Id") ?? RedfishJson.LastSegment(uri), KindOf(part), systems is [var holder, ..] ? RedfishJson.LastSegment(holder) : null,
            block.Child("Links").Links("Zones") is [var zone, ..] ? RedfishJson.LastSegment(zone) : null,
            part.Text("Model"), part.Text("Manufacturer"), part.Text("Name"), part.Number("CapacityBytes"))
        {
            Mac = part.Text("MACAddress"),
            Protocol = part.Text("Protocol"),
        };
    }

    private static string? KindOf(JsonElement? part) =>
        part.Text("ProcessorType") is { } type ? type
        : part.Text("MACAddress") is not null ? "NIC"
        : part.Text("MediaType") is "HDD" or "SMR" ? "HDD"
        : "SSD";
}
