using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class FabricAdapterUris
{
    public const string AdapterId = PcieCard.HostId;

    public static string Adapters(string sledId) => $"{ChassisUris.Of(sledId)}/FabricAdapters";

    public static string Adapter(string sledId) => $"{Adapters(sledId)}/{AdapterId}";

    public static string Ports(string sledId) => $"{Adapter(sledId)}/Ports";

    /// <summary>The port to a switch has the name of that.</summary>
    public static string Port(string sledId, string switchId) => $"{Ports(sledId)}/{switchId}";

    /// <summary>The same adapter, seen from the system.</summary>
    public static string OfSystem(ComputerSystem system) => $"{SystemUris.Of(system)}/FabricAdapters";
}

/// <summary>
/// FabricAdapter v1_5_3: the card by which a sled reaches the PCIe switches, with one port (Port v1_18_0) to each. It has one address, in the
/// sled; the collection of its system leads there.
/// </summary>
internal static class FabricAdaptersRoutes
{
    private const string Sled = $"{ChassisUris.Chassis}/{{id}}/FabricAdapters";
    private const string Card = $"{Sled}/{FabricAdapterUris.AdapterId}";

    public static RedfishRoutes MapFabricAdapters(this RedfishRoutes routes, Pod pod) => routes
        .Collection(Sled, "FabricAdapter", context => ChassisRoutes.FindSled(pod, context) is { } s
            ? ResourceCollection.Of(FabricAdapterUris.Adapters(s.Id), $"Fabric adapters of {s.Name}", [FabricAdapterUris.AdapterId]) : null)
        .Resource(Card, FabricAdaptersJsonContext.Default.FabricAdapterJson, context =>
            ChassisRoutes.FindSled(pod, context) is { } s ? new FabricAdapterJson(s) : null)
        .Collection($"{Card}/Ports", "Port", context => ChassisRoutes.FindSled(pod, context) is { } s
            ? ResourceCollection.Of(FabricAdapterUris.Ports(s.Id), $"Fabric ports of {s.Name}", pod.PcieSwitches.ReachedFrom(s.RackId).Select(r => r.Id)) : null)
        .Resource($"{Card}/Ports/{{switch}}", PortJsonContext.Default.PortJson, context =>
            ChassisRoutes.FindSled(pod, context) is { } s
            && pod.PcieSwitches.ReachedFrom(s.RackId).FirstOrDefault(r => r.Id == RedfishRoutes.Id(context, "switch")) is { } reached
                ? PortJson.Of(s, reached) : null)
        .Collection($"{SystemUris.Systems}/{{id}}/FabricAdapters", "FabricAdapter", context => SystemsRoutes.Find(pod, context) is { } s
            ? new ResourceCollection(FabricAdapterUris.OfSystem(s), $"Fabric adapters of {s.Name}", [new Link(FabricAdapterUris.Adapter(s.Id))]) : null);
}

/// <summary>FabricAdapter v1_5_3.</summary>
internal sealed class FabricAdapterJson(ComputerSystem system)
    : Resource(FabricAdapterUris.Adapter(system.Id), Type, FabricAdapterUris.AdapterId, $"Host adapter of {system.Name}"), IResource
{
    private readonly PcieCard _card = PcieCard.HostOf(system);

    public static string Type => "#FabricAdapter.v1_5_3.FabricAdapter";

    public string Manufacturer => _card.Manufacturer;

    public string Model => _card.Model;

    public string SerialNumber => _card.SerialNumber;

    public string PartNumber => Catalog.PartNumber(_card.Model);

    [JsonPropertyName("SKU")]
    public string Sku => Catalog.Sku(_card.Model);

    public string FabricType => "PCIe";

    public IReadOnlyList<string> FabricTypeCapabilities => [FabricType];

    [JsonPropertyName("PCIeInterface")]
    public PcieInterfaceJson PcieInterface => PcieInterfaceJson.Of(_card);

    public Status Status => Status.Of(system.State.Health);

    public Link Ports => new(FabricAdapterUris.Ports(system.Id));

    public FabricAdapterLinks Links => new([new Link(FabricUris.Endpoint(system.Id))], [new Link(PcieUris.Device(system.Id, _card.Id))]);
}

internal sealed record FabricAdapterLinks(IReadOnlyList<Link> Endpoints, [property: JsonPropertyName("PCIeDevices")] IReadOnlyList<Link> PcieDevices)
{
    [JsonPropertyName("Endpoints@odata.count")]
    public int EndpointCount => Endpoints.Count;

    [JsonPropertyName("PCIeDevices@odata.count")]
    public int DeviceCount => PcieDevices.Count;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FabricAdapterJson))]
internal sealed partial class FabricAdaptersJsonContext : JsonSerializerContext;
