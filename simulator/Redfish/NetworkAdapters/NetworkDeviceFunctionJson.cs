using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>NetworkDeviceFunction v1_11_1: a NIC as its card offers it; over it a system can boot from iSCSI.</summary>
internal sealed class NetworkDeviceFunctionJson(Pod pod, ComputerSystem system, EthernetInterface nic)
    : Resource(AdapterUris.Function(system.Id, nic.Id), Type, nic.Id, $"Network device function {nic.Id}"), IResource
{
    public static string Type => "#NetworkDeviceFunction.v1_11_1.NetworkDeviceFunction";

    private readonly NetworkLink _link = pod.LinkOf(system, nic);

    public string NetDevFuncType => "Ethernet";

    public IReadOnlyList<string> NetDevFuncCapabilities => ["Ethernet", "iSCSI"];

    public bool DeviceEnabled => _link.IsNicEnabled;

    public FunctionEthernet Ethernet => new(nic.MacAddress, VlanValue.Of(_link), new Link(SystemUris.Vlans(system, nic.Id)));

    [JsonPropertyName("iSCSIBoot")]
    public JsonObject IscsiBoot => Values(pod.IscsiBootOf(system, nic));

    public IReadOnlyList<Link> AssignablePhysicalNetworkPorts => [new(AdapterUris.Port(system.Id, nic.Id))];

    public IReadOnlyList<Link> AssignablePhysicalPorts => [new(AdapterUris.NetworkPort(system.Id, nic.Id))];

    public Status Status => _link.IsNicEnabled ? Status.Of(system.State.Health) : new Status("Disabled", "OK");

    public FunctionLinks Links => new(system, nic);

    private static JsonObject Values(IscsiBoot boot)
    {
        var values = new JsonObject();
        foreach (var field in IscsiField.All)
        {
            // A secret that is set is never shown, nor that it is.
            values[field.Name] = field.IsSecret ? null : boot[field] switch
            {
                null => null,
                var text when field.Kind == IscsiKind.Flag => bool.Parse(text),
                var text when field.Kind == IscsiKind.Number => int.Parse(text, CultureInfo.InvariantCulture),
                var text => text,
            };
        }

        return values;
    }
}

internal sealed record FunctionEthernet(
    [property: JsonPropertyName("MACAddress")] string MacAddress,
    [property: JsonPropertyName("VLAN")] VlanValue? Vlan,
    [property: JsonPropertyName("VLANs")] Link Vlans)
{
    [JsonPropertyName("PermanentMACAddress")]
    public string PermanentMacAddress => MacAddress;

    [JsonPropertyName("MTUSize")]
    public int MtuSize => EthernetInterfaceJson.Mtu;
}

internal sealed class FunctionLinks(ComputerSystem system, EthernetInterface nic)
{
    public IReadOnlyList<Link> EthernetInterfaces => [new(SystemUris.EthernetInterface(system, nic.Id))];

    /// <summary>The deprecated form.</summary>
    public Link EthernetInterface => EthernetInterfaces[0];

    public IReadOnlyList<Link> Endpoints => [new(FabricUris.EthernetEndpoint(system.Id, nic.Id))];

    [JsonPropertyName("PCIeFunction")]
    public Link PcieFunction => new(PcieUris.Function(system.Id, PcieCard.NicId, system.EthernetInterfaces.Index().First(e => e.Item.Id == nic.Id).Index));

    public Link PhysicalNetworkPortAssignment => new(AdapterUris.Port(system.Id, nic.Id));

    /// <summary>The deprecated form.</summary>
    public Link PhysicalPortAssignment => new(AdapterUris.NetworkPort(system.Id, nic.Id));
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NetworkDeviceFunctionJson))]
internal sealed partial class NetworkDeviceFunctionsJsonContext : JsonSerializerContext;
