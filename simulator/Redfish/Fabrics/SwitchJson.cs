using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Switch v1_11_0: a top-of-rack Ethernet switch, or the PCIe switch of a drawer.</summary>
internal sealed class SwitchJson(string uri, string switchId, string switchName) : Resource(uri, Type, switchId, switchName), IResource
{
    public static string Type => "#Switch.v1_11_0.Switch";

    private const double MbpsPerGbps = 1000;

    public required string SwitchType { get; init; }

    public IReadOnlyList<string> SupportedProtocols => [SwitchType];

    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    public required string SerialNumber { get; init; }

    public string PartNumber => Catalog.PartNumber(Model);

    [JsonPropertyName("SKU")]
    public string Sku => Catalog.Sku(Model);

    public string? FirmwareVersion { get; init; }

    public bool IsManaged => true;

    public string PowerState => "On";

    public Status Status => new("Enabled", "OK");

    public double? MaxBandwidthGbps { get; init; }

    /// <summary>In lanes, of PCIe alone.</summary>
    public int? TotalSwitchWidth { get; init; }

    [JsonPropertyName("DomainID")]
    public int? DomainId { get; init; }

    public required PlaceJson Location { get; init; }

    public Link Ports => new($"{ODataId}/Ports");

    public Link? Metrics { get; init; }

    public required SwitchLinks Links { get; init; }

    public static SwitchJson Of(Pod pod, Rack rack, EthernetSwitch made) => new(FabricUris.Switch(made.Id), made.Id, made.Name)
    {
        SwitchType = "Ethernet",
        Manufacturer = EthernetSwitch.Manufacturer,
        Model = made.Model,
        SerialNumber = made.SerialNumber,
        FirmwareVersion = pod.FirmwareOf(FirmwareKind.Switch, made.Id).Version,
        MaxBandwidthGbps = made.Ports * made.SpeedMbps / MbpsPerGbps,
        Location = new PlaceJson(new PlacementJson(rack.Id, made.Unit)),
        Links = new SwitchLinks(new Link(ChassisUris.Of(rack.Id))),
    };

    public static SwitchJson Of(PcieSwitch made) => new(FabricUris.PcieSwitch(made.Id), made.Id, made.Name)
    {
        SwitchType = "PCIe",
        Manufacturer = PcieSwitch.Manufacturer,
        Model = PcieSwitch.Model,
        SerialNumber = made.SerialNumber,
        TotalSwitchWidth = made.TotalLanes,
        DomainId = 1,
        Metrics = new Link(FabricUris.PcieSwitchMetrics(made.Id)),
        Location = PlaceJson.Of(made.Drawer),
        Links = new SwitchLinks(new Link(ChassisUris.Of(made.Drawer.Id)))
        {
            PcieDevice = new Link(PcieUris.Device(made.Drawer.Id, made.Id)),
            Endpoints = Link.All(made.Drawer.Devices.Select(d => FabricUris.Endpoint(d.Id))),
        },
    };
}

internal sealed record SwitchLinks(Link Chassis)
{
    public IReadOnlyList<Link> ManagedBy => [new(ManagerUris.PodManager)];

    [JsonPropertyName("PCIeDevice")]
    public Link? PcieDevice { get; init; }

    public IReadOnlyList<Link>? Endpoints { get; init; }
}
