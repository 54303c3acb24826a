using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PCIeDevice v1_21_0 in a slot of a sled or drawer.</summary>
internal sealed class PcieDeviceJson(string chassisId, PcieCard card, Status status)
    : Resource(PcieUris.Device(chassisId, card.Id), Type, card.Id, card.Name), IResource
{
    public static string Type => "#PCIeDevice.v1_21_0.PCIeDevice";

    public string DeviceType => card.Functions.Count == 1 ? "SingleFunction" : "MultiFunction";

    public string Manufacturer => card.Manufacturer;

    public string Model => card.Model;

    public string SerialNumber => card.SerialNumber;

    public string PartNumber => Catalog.PartNumber(card.Model);

    [JsonPropertyName("SKU")]
    public string Sku => Catalog.Sku(card.Model);

    [JsonPropertyName("PCIeInterface")]
    public PcieInterfaceJson PcieInterface => PcieInterfaceJson.Of(card);

    public PcieSlotValue Slot => new(card.Lanes, PcieSlotJson.TypeOf(card), card.Kind == PcieKind.NVMe);

    public Status Status => status;

    [JsonPropertyName("PCIeFunctions")]
    public Link PcieFunctions => new(PcieUris.Functions(chassisId, card.Id));

    public required PcieDeviceLinks Links { get; init; }

    public static PcieDeviceJson Of(Pod pod, ComputerSystem sled, PcieCard card) => new(sled.Id, card, Status.Of(sled.State.Health))
    {
        Links = new PcieDeviceLinks([new Link(ChassisUris.Of(sled.Id))], PcieUris.FunctionsOf(sled.Id, card))
        {
            ConnectedPciePorts = card.Id == PcieCard.HostId ? Link.All(FabricUris.UpstreamPorts(pod, sled)) : null,
        },
    };

    public static PcieDeviceJson Of(Pod pod, Drawer drawer, PcieCard card)
    {
        var device = pod.Devices.GetValueOrDefault(card.Id);
        var links = new PcieDeviceLinks(
            [new Link(ChassisUris.Of(drawer.Id)), .. device is { Kind: PooledDeviceKind.Expansion } ? [new Link(ChassisUris.Of(device.Id))] : Array.Empty<Link>()],
            PcieUris.FunctionsOf(drawer.Id, card));
        return new PcieDeviceJson(drawer.Id, card, device is null ? new Status("Enabled", "OK") : Status.Of(device.State.Health))
        {
            Links = device is null
                ? links with { Switch = new Link(FabricUris.PcieSwitch(card.Id)) }
                : links with
                {
                    ConnectedPciePorts = [new Link(FabricUris.PciePort(PcieSwitch.IdOf(drawer), PcieSwitch.PortTo(device)))],
                    Processors = device.IsProcessor ? [new Link(ChassisUris.Of(device))] : null,
                },
        };
    }
}

/// <param name="PcieFunctions">The deprecated form of the collection.</param>
internal sealed record PcieDeviceLinks(
    IReadOnlyList<Link> Chassis, [property: JsonPropertyName("PCIeFunctions")] IReadOnlyList<Link> PcieFunctions)
{
    [JsonPropertyName("ConnectedPCIePorts")]
    public IReadOnlyList<Link>? ConnectedPciePorts { get; init; }

    public IReadOnlyList<Link>? Processors { get; init; }

    public Link? Switch { get; init; }
}

/// <summary>PCIeDevice v1_21_0, <c>PCIeInterface</c>; a network adapter has the same.</summary>
internal sealed record PcieInterfaceJson(
    [property: JsonPropertyName("PCIeType")] string PcieType,
    [property: JsonPropertyName("MaxPCIeType")] string MaxPcieType,
    int LanesInUse,
    int MaxLanes)
{
    public static PcieInterfaceJson Of(PcieCard card) => new(PcieCard.Generation, PcieCard.Generation, card.Lanes, card.Lanes);
}

internal sealed record PcieSlotValue(int Lanes, string SlotType, bool HotPluggable)
{
    [JsonPropertyName("PCIeType")]
    public string PcieType => PcieCard.Generation;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PcieDeviceJson))]
[JsonSerializable(typeof(PcieFunctionJson))]
[JsonSerializable(typeof(PcieSlotsJson))]
internal sealed partial class PcieJsonContext : JsonSerializerContext;
