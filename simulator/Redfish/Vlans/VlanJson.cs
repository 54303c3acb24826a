using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>VLanNetworkInterface v1_3_1 with the tagging of Intel RSD. The standard has deprecated it; pod managers create VLANs with it.</summary>
internal class VlanJson(string collection, Vlan vlan, string odataType = "#VLanNetworkInterface.v1_3_1.VLanNetworkInterface")
    : Resource($"{collection}/{IdOf(vlan)}", odataType, IdOf(vlan), vlan.Name), IResource
{
    public static string Type => "#VLanNetworkInterface.v1_3_1.VLanNetworkInterface";

    [JsonPropertyName("VLANEnable")]
    public bool IsEnabled => vlan.IsEnabled;

    [JsonPropertyName("VLANId")]
    public int VlanId => vlan.VlanId;

    [JsonPropertyName("VLANPriority")]
    public int? Priority => vlan.Priority;

    public VlanOem Oem => new(new VlanRackScale(vlan.IsTagged));

    public static string IdOf(Vlan vlan) => vlan.Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// The same at a port of an Ethernet switch of Intel RSD. The standard's type has no place there, so the service describes one of
/// its own; the profiles of those pod managers give it the old name.
/// </summary>
internal sealed class SwitchVlanJson(string collection, Vlan vlan) : VlanJson(collection, vlan, Type), IResource
{
    public static new string Type => "#EthernetSwitchVLAN.v1_0_0.EthernetSwitchVLAN";
}

internal sealed record VlanOem([property: JsonPropertyName("Intel_RackScale")] VlanRackScale RackScale);

internal sealed record VlanRackScale(bool Tagged)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Intel.Oem.VLanNetworkInterface";
}

/// <summary>The same within another resource (VLanNetworkInterface v1_3_1, <c>VLAN</c>): the first VLAN of the link.</summary>
internal sealed record VlanValue(
    [property: JsonPropertyName("VLANEnable")] bool IsEnabled,
    [property: JsonPropertyName("VLANId")] int VlanId,
    [property: JsonPropertyName("VLANPriority")] int? Priority,
    bool Tagged)
{
    public static VlanValue? Of(NetworkLink link) =>
        link.Vlans.Count > 0 && link.Vlans[0] is var first ? new VlanValue(first.IsEnabled, first.VlanId, first.Priority, first.IsTagged) : null;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(VlanJson))]
[JsonSerializable(typeof(SwitchVlanJson))]
internal sealed partial class VlansJsonContext : JsonSerializerContext;
