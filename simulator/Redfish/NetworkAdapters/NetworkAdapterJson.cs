using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>NetworkAdapter v1_14_0.</summary>
internal sealed class NetworkAdapterJson(Pod pod, ComputerSystem system)
    : Resource(AdapterUris.Adapter(system.Id), Type, AdapterUris.AdapterId, $"Network adapter of {system.Name}"), IResource
{
    public static string Type => "#NetworkAdapter.v1_14_0.NetworkAdapter";

    private readonly PcieCard _card = PcieCard.NicOf(system);

    public string Manufacturer => _card.Manufacturer;

    public string Model => _card.Model;

    public string SerialNumber => _card.SerialNumber;

    public string PartNumber => Catalog.PartNumber(_card.Model);

    [JsonPropertyName("SKU")]
    public string Sku => Catalog.Sku(_card.Model);

    public Status Status => Status.Of(system.State.Health);

    public IReadOnlyList<AdapterController> Controllers => [new(pod, system, _card)];

    public Link NetworkDeviceFunctions => new(AdapterUris.Functions(system.Id));

    public Link Ports => new(AdapterUris.Ports(system.Id));

    public Link NetworkPorts => new(AdapterUris.NetworkPorts(system.Id));

    public Link Metrics => new($"{ODataId}/Metrics");
}

internal sealed class AdapterController(Pod pod, ComputerSystem system, PcieCard card)
{
    public string FirmwarePackageVersion => pod.FirmwareOf(FirmwareKind.Nic, system.Id).Version;

    [JsonPropertyName("PCIeInterface")]
    public PcieInterfaceJson PcieInterface => PcieInterfaceJson.Of(card);

    public AdapterCapabilities ControllerCapabilities => new(system.EthernetInterfaces.Count, system.EthernetInterfaces.Count);

    public AdapterControllerLinks Links => new(
        [new Link(PcieUris.Device(system.Id, card.Id))],
        Link.All(system.EthernetInterfaces.Select(e => AdapterUris.Function(system.Id, e.Id))),
        Link.All(system.EthernetInterfaces.Select(e => AdapterUris.Port(system.Id, e.Id))),
        Link.All(system.EthernetInterfaces.Select(e => AdapterUris.NetworkPort(system.Id, e.Id))),
        new Link(UpdateUris.Of(new FirmwareItem(FirmwareKind.Nic, system.Id))),
        UpdateUris.ImagesOf(pod, new FirmwareItem(FirmwareKind.Nic, system.Id)));
}

internal sealed record AdapterCapabilities(int NetworkPortCount, int NetworkDeviceFunctionCount);

internal sealed record AdapterControllerLinks(
    [property: JsonPropertyName("PCIeDevices")] IReadOnlyList<Link> PcieDevices,
    IReadOnlyList<Link> NetworkDeviceFunctions,
    IReadOnlyList<Link> Ports,
    IReadOnlyList<Link> NetworkPorts,
    Link ActiveSoftwareImage,
    IReadOnlyList<Link> SoftwareImages);

/// <summary>NetworkInterface v1_2_3.</summary>
internal sealed class NetworkInterfaceJson(ComputerSystem system)
    : Resource(AdapterUris.Interface(system), Type, AdapterUris.AdapterId, $"Network interface of {system.Name}"), IResource
{
    public static string Type => "#NetworkInterface.v1_2_3.NetworkInterface";

    public Status Status => Status.Of(system.State.Health);

    public Link NetworkDeviceFunctions => new(AdapterUris.Functions(system.Id));

    public Link Ports => new(AdapterUris.Ports(system.Id));

    public Link NetworkPorts => new(AdapterUris.NetworkPorts(system.Id));

    public NetworkInterfaceLinks Links => new(new Link(AdapterUris.Adapter(system.Id)));
}

internal sealed record NetworkInterfaceLinks(Link NetworkAdapter);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NetworkAdapterJson))]
[JsonSerializable(typeof(NetworkInterfaceJson))]
internal sealed partial class NetworkAdaptersJsonContext : JsonSerializerContext;
