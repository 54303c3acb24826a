using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class EthernetSwitchUris
{
    public const string Switches = "/redfish/v1/EthernetSwitches";

    public static string Of(string switchId) => $"{Switches}/{switchId}";

    public static string Ports(string switchId) => $"{Of(switchId)}/Ports";

    public static string Port(SwitchPortId port) => $"{Ports(port.Switch)}/{port.Port}";

    public static string Vlans(SwitchPortId port) => $"{Port(port)}/VLANs";
}

/// <summary>Intel RSD EthernetSwitch v1_1_0 with ports and their VLANs: the way in which a pod manager gives a system its networks.</summary>
internal static class EthernetSwitchesRoutes
{
    private const string Switch = $"{EthernetSwitchUris.Switches}/{{id}}";

    public static RedfishRoutes MapEthernetSwitches(this RedfishRoutes routes, Pod pod) => routes
        .Collection(EthernetSwitchUris.Switches, "EthernetSwitch", _ => ResourceCollection.Of(
            EthernetSwitchUris.Switches, "Ethernet Switch Collection", pod.Cables.Switches.Keys))
        .Resource(Switch, EthernetSwitchesJsonContext.Default.EthernetSwitchJson, context =>
            pod.Cables.Switches.TryGetValue(RedfishRoutes.Id(context), out var found) ? new EthernetSwitchJson(pod, found.Rack, found.Switch) : null)
        .Collection($"{Switch}/Ports", "EthernetSwitchPort", context => pod.Cables.Switches.TryGetValue(RedfishRoutes.Id(context), out var found)
            ? ResourceCollection.Of(EthernetSwitchUris.Ports(found.Switch.Id), $"Ports of {found.Switch.Name}", FabricsRoutes.PortIds(found.Switch)) : null)
        .Resource(
            $"{Switch}/Ports/{{port}}", EthernetSwitchesJsonContext.Default.EthernetSwitchPortJson,
            context => FabricsRoutes.Port(pod, context) is var (made, number) ? new EthernetSwitchPortJson(pod, made, number) : null,
            patch: context => FabricsRoutes.Port(pod, context) is var (made, number)
                ? PatchAsync(context, pod, made, number)
                : Task.FromResult(RedfishErrors.NotFound(context.Request.Path)))
        .MapVlans($"{Switch}/Ports/{{port}}/VLANs", VlanForms.OfSwitchPorts, pod, context => FabricsRoutes.Port(pod, context) is var (made, number)
            ? new VlanPlace(
                LinkId.Of(new SwitchPortId(made.Id, number)), EthernetSwitchUris.Vlans(new SwitchPortId(made.Id, number)), $"port {number} of {made.Name}")
            : null);

    private static Task<IResult> PatchAsync(HttpContext context, Pod pod, EthernetSwitch made, int number) =>
        PatchRequest.ApplyAsync(
            context, EthernetSwitchesJsonContext.Default.EthernetSwitchPortJson,
            reader =>
            {
                var state = reader.OneOf("AdministrativeState", "Up", "Down");
                return () =>
                {
                    if (state is not null)
                    {
                        pod.EnablePort(new SwitchPortId(made.Id, number), state == "Up");
                    }

                    return null;
                };
            },
            () => new EthernetSwitchPortJson(pod, made, number));
}
