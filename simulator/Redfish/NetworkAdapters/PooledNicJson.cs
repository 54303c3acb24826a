using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>NetworkAdapter v1_14_0: a card behind the PCIe fabric.</summary>
internal sealed class PooledAdapterJson(PooledDevice card) : Resource(PooledNicUris.Adapter(card), Type, card.Id, card.Name), IResource
{
    public static string Type => NetworkAdapterJson.Type;

    public string Manufacturer => card.Manufacturer;

    public string Model => card.Model;

    public string SerialNumber => card.SerialNumber;

    public string PartNumber => Catalog.PartNumber(card.Model);

    [JsonPropertyName("SKU")]
    public string Sku => Catalog.Sku(card.Model);

    public Status Status => Status.Of(card.State.Health);

    public IReadOnlyList<PooledAdapterController> Controllers => [new(card)];

    public LocationJson Location => LocationJson.Slot($"Slot {card.Slot}", card.Slot);

    public Link NetworkDeviceFunctions => new(PooledNicUris.Functions(card));

    public Link Ports => new(PooledNicUris.Ports(card));
}

internal sealed class PooledAdapterController(PooledDevice card)
{
    [JsonPropertyName("PCIeInterface")]
    public PcieInterfaceJson PcieInterface => PcieInterfaceJson.Of(PcieCard.Of(card));

    public AdapterCapabilities ControllerCapabilities => new(NetworkPortCount: 1, NetworkDeviceFunctionCount: 1);

    public PooledAdapterLinks Links => new([new Link(PcieUris.Device(card))], [new Link(PooledNicUris.Function(card))], [new Link(PooledNicUris.Port(card))]);
}

internal sealed record PooledAdapterLinks(
    [property: JsonPropertyName("PCIeDevices")] IReadOnlyList<Link> PcieDevices, IReadOnlyList<Link> NetworkDeviceFunctions, IReadOnlyList<Link> Ports);

/// <summary>NetworkDeviceFunction v1_11_1 of such a card.</summary>
internal sealed class PooledFunctionJson(PooledDevice card)
    : Resource(PooledNicUris.Function(card), Type, PooledNicUris.Only, $"Network device function of {card.Name}"), IResource
{
    public static string Type => NetworkDeviceFunctionJson.Type;

    public string NetDevFuncType => "Ethernet";

    public IReadOnlyList<string> NetDevFuncCapabilities => ["Ethernet"];

    public bool DeviceEnabled => true;

    public PooledFunctionEthernet Ethernet => new(card.Nic!.MacAddress, new Link(PooledNicUris.Interfaces(card)));

    public IReadOnlyList<Link> AssignablePhysicalNetworkPorts => [new(PooledNicUris.Port(card))];

    public Status Status => Status.Of(card.State.Health);

    public PooledFunctionLinks Links => new(
        [new Link(PooledNicUris.Interface(card))], new Link(PcieUris.FunctionsOf(card.DrawerId, PcieCard.Of(card))[0].ODataId), new Link(PooledNicUris.Port(card)));
}

internal sealed record PooledFunctionEthernet([property: JsonPropertyName("MACAddress")] string MacAddress, Link EthernetInterfaces)
{
    [JsonPropertyName("PermanentMACAddress")]
    public string PermanentMacAddress => MacAddress;

    [JsonPropertyName("MTUSize")]
    public int MtuSize => EthernetInterfaceJson.Mtu;
}

internal sealed record PooledFunctionLinks(
    IReadOnlyList<Link> EthernetInterfaces, [property: JsonPropertyName("PCIeFunction")] Link PcieFunction, Link PhysicalNetworkPortAssignment)
{
    /// <summary>The deprecated form.</summary>
    public Link EthernetInterface => EthernetInterfaces[0];
}

/// <summary>NetworkInterface v1_2_3: such a card seen from the system that has it.</summary>
internal sealed class PooledInterfaceJson(ComputerSystem system, PooledDevice card)
    : Resource($"{AdapterUris.Interfaces(system)}/{card.Id}", Type, card.Id, $"Network interface over {card.Name}"), IResource
{
    public static string Type => NetworkInterfaceJson.Type;

    public Status Status => Status.Of(card.State.Health);

    public Link NetworkDeviceFunctions => new(PooledNicUris.Functions(card));

    public Link Ports => new(PooledNicUris.Ports(card));

    public NetworkInterfaceLinks Links => new(new Link(PooledNicUris.Adapter(card)));
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PooledAdapterJson))]
[JsonSerializable(typeof(PooledFunctionJson))]
[JsonSerializable(typeof(PooledInterfaceJson))]
internal sealed partial class PooledNicsJsonContext : JsonSerializerContext;
