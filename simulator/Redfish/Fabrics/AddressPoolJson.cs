using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>AddressPool v1_3_0 of the Ethernet fabric: the VLAN identifiers that every link in it can carry.</summary>
internal sealed class AddressPoolJson(Pod pod) : Resource(FabricUris.VlanPool, Type, FabricUris.VlanPoolId, "VLAN identifiers"), IResource
{
    public static string Type => "#AddressPool.v1_3_0.AddressPool";

    public Status Status => new("Enabled", "OK");

    public EthernetPool Ethernet => new(new AddressesV4(new VlanRange(VlanRequest.Least, VlanRequest.Most)));

    public AddressPoolLinks Links => new(Link.All(
        pod.Systems.Values.SelectMany(s => s.EthernetInterfaces, (s, nic) => FabricUris.EthernetEndpoint(s.Id, nic.Id))));
}

internal sealed record EthernetPool([property: JsonPropertyName("IPv4")] AddressesV4 AddressesV4);

/// <summary>The schema has VLANs here; addresses the fabric gives to nobody.</summary>
internal sealed record AddressesV4([property: JsonPropertyName("VLANIdentifierAddressRange")] VlanRange VlanIdentifierAddressRange);

internal sealed record VlanRange(int Lower, int Upper);

internal sealed record AddressPoolLinks(IReadOnlyList<Link> Endpoints)
{
    [JsonPropertyName("Endpoints@odata.count")]
    public int Count => Endpoints.Count;
}
