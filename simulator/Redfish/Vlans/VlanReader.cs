using System.Text.Json;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>The values of a VLAN in a request; what is not given is null.</summary>
internal sealed record VlanRequest(int? VlanId, bool? IsEnabled, bool? IsTagged, int? Priority)
{
    /// <summary>The identifiers that a VLAN can have (IEEE 802.1Q).</summary>
    public const int Least = 1;
    public const int Most = 4094;

    private const int HighestPriority = 7;

    public Vlan On(Vlan vlan) => vlan with
    {
        VlanId = VlanId ?? vlan.VlanId,
        IsEnabled = IsEnabled ?? vlan.IsEnabled,
        IsTagged = IsTagged ?? vlan.IsTagged,
        Priority = Priority ?? vlan.Priority,
    };

    /// <summary>As VLanNetworkInterface has them, the tagging in the section of Intel RSD.</summary>
    public static VlanRequest Read(BodyReader reader)
    {
        bool? isTagged = null;
        if (reader.Object("Oem") is { } oem)
        {
            if (oem.Object("Intel_RackScale") is { } rackScale)
            {
                isTagged = rackScale.Flag("Tagged");
                rackScale.NothingElse();
            }

            oem.NothingElse();
        }

        return new VlanRequest(Number(reader, "VLANId", Least, Most), reader.Flag("VLANEnable"), isTagged, Number(reader, "VLANPriority", 0, HighestPriority));
    }

    /// <summary>As the <c>VLAN</c> of an interface has them; null when it is not given.</summary>
    public static VlanRequest? ReadValue(BodyReader reader)
    {
        if (reader.Object("VLAN") is not { } vlan)
        {
            return null;
        }

        var request = new VlanRequest(
            Number(vlan, "VLANId", 1, Most), vlan.Flag("VLANEnable"), vlan.Flag("Tagged"), Number(vlan, "VLANPriority", 0, HighestPriority));
        vlan.NothingElse();
        return request;
    }

    private static int? Number(BodyReader reader, string name, int least, int most)
    {
        if (reader.Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            reader.Problem(RedfishMessages.PropertyValueTypeError(reader.Pointer(name), value.GetRawText(), "a whole number"));
            return null;
        }

        if (value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        reader.Problem(RedfishMessages.PropertyValueOutOfRange(reader.Pointer(name), value.GetRawText(), $"that is whole and from {least} to {most}"));
        return null;
    }
}
