using System.Text.Json;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Reads the VLANs of a requested interface (Intel RSD, <c>EthernetInterfaces[]</c>) and notes every breach of their rules.</summary>
internal static class VlanWishReader
{
    public static (IReadOnlyList<VlanWish> Vlans, int? Primary) Read(BodyReader item)
    {
        var vlans = new List<VlanWish>();
        foreach (var vlan in item.Objects("VLANs"))
        {
            var id = ReadId(vlan);
            var wish = new VlanWish(id ?? 0, vlan.Flag("VLANEnable") ?? true, vlan.Flag("Tagged") ?? false);
            if (id is not null && vlans.Exists(v => v.VlanId == id))
            {
                vlan.Problem(AllocationMessages.VlanTwice(vlan.Pointer("VLANId")));
            }

            if (!wish.IsTagged && vlans.Exists(v => !v.IsTagged))
            {
                vlan.Problem(AllocationMessages.TwoUntagged(vlan.Pointer("Tagged")));
            }

            vlans.Add(wish);
            vlan.NothingElse();
        }

        var primary = item.Count("PrimaryVLAN");
        if (primary is not null && !vlans.Exists(v => v.VlanId == primary))
        {
            item.Problem(AllocationMessages.PrimaryVlanUnknown(item.Pointer("PrimaryVLAN")));
        }

        return (vlans, primary);
    }

    private static int? ReadId(BodyReader vlan)
    {
        if (vlan.Find("VLANId") is not { } value)
        {
            vlan.Problem(RedfishMessages.PropertyMissing(vlan.Pointer("VLANId")));
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var id))
        {
            vlan.Problem(RedfishMessages.PropertyValueTypeError(vlan.Pointer("VLANId"), value.GetRawText(), "a whole number"));
            return null;
        }

        if (Vlan.Reserved.Contains(id))
        {
            vlan.Problem(AllocationMessages.VlanReserved(vlan.Pointer("VLANId"), Vlan.Reserved));
        }
        else if (id is <= 1 or >= 4094)
        {
            vlan.Problem(AllocationMessages.VlanOutOfRange(vlan.Pointer("VLANId")));
        }

        return id;
    }
}
