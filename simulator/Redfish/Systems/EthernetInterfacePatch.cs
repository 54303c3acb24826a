using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PATCH of a NIC: it is switched on or off, and its first VLAN changes. Its address is burnt in.</summary>
internal static class EthernetInterfacePatch
{
    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, ComputerSystem system, EthernetInterface nic) =>
        PatchRequest.ApplyAsync(
            context, EthernetInterfacesJsonContext.Default.EthernetInterfaceJson,
            reader =>
            {
                var isEnabled = reader.Flag("InterfaceEnabled");
                var link = LinkId.Of(system, nic);
                var vlan = pod.LinkOf(link).Vlans is [var first, ..] ? first : null;
                var request = vlan is null ? null : VlanRequest.ReadValue(reader);
                return () =>
                {
                    if (request is not null && !pod.ChangeVlan(link, vlan!.Number, request.On))
                    {
                        return VlansRoutes.Taken("#/VLAN/VLANId", request.VlanId ?? vlan.VlanId);
                    }

                    if (isEnabled is { } enabled)
                    {
                        pod.EnableNic(system, nic, enabled);
                    }

                    return null;
                };
            },
            () => EthernetInterfaceJson.Of(pod, system, nic));
}
