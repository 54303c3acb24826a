using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Zone v1_6_3 as a resource zone: the blocks that can be cabled together. Wiring decides, so nobody else can.</summary>
internal sealed class ResourceZoneJson(Pod pod, Rack rack) : Resource(CompositionUris.Zone(rack.Id), Type, rack.Id, $"Resource zone of {rack.Name}"), IResource
{
    public static string Type => "#Zone.v1_6_3.Zone";

    public string ZoneType => "ZoneOfResourceBlocks";

    public Status Status => new("Enabled", "OK");

    [JsonPropertyName("@Redfish.CollectionCapabilities")]
    public CollectionCapabilitiesJson Capabilities => CollectionCapabilitiesJson.OfZone(pod, rack);

    public ResourceZoneLinks Links => new(Link.All(pod.BlocksIn(rack.Id).Select(b => CompositionUris.Block(b.Id))));
}

internal sealed record ResourceZoneLinks(IReadOnlyList<Link> ResourceBlocks)
{
    [JsonPropertyName("ResourceBlocks@odata.count")]
    public int Count => ResourceBlocks.Count;
}

internal static class ResourceZonesRoutes
{
    public static RedfishRoutes MapResourceZones(this RedfishRoutes routes, Pod pod) => routes
        .Collection(CompositionUris.Zones, "Zone", _ => ResourceCollection.Of(CompositionUris.Zones, "Resource Zone Collection", pod.Racks.Select(r => r.Id)))
        .Resource($"{CompositionUris.Zones}/{{id}}", ResourceZonesJsonContext.Default.ResourceZoneJson, context =>
            pod.Racks.FirstOrDefault(r => r.Id == RedfishRoutes.Id(context)) is { } rack ? new ResourceZoneJson(pod, rack) : null);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ResourceZoneJson))]
internal sealed partial class ResourceZonesJsonContext : JsonSerializerContext;
