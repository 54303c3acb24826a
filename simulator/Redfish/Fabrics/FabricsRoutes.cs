using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class FabricUris
{
    public const string Fabrics = "/redfish/v1/Fabrics";

    /// <summary>The top-of-rack switches.</summary>
    public const string Ethernet = Fabrics + "/ethernet";

    /// <summary>Pooled devices and the systems that reach them.</summary>
    public const string Pcie = Fabrics + "/pcie";

    public const string Switches = Ethernet + "/Switches";
    public const string Endpoints = Pcie + "/Endpoints";
    public const string Zones = Pcie + "/Zones";

    public static string Switch(string switchId) => $"{Switches}/{switchId}";

    public static string Ports(string switchId) => $"{Switch(switchId)}/Ports";

    public static string Port(SwitchPortId port) => $"{Ports(port.Switch)}/{port.Port}";

    public static string Endpoint(string id) => $"{Endpoints}/{id}";

    public static string Zone(string nodeId) => $"{Zones}/{nodeId}";
}

/// <summary>Fabric v1_4_0: one of Ethernet with its switches, one of PCIe whose zones show what is attached where.</summary>
internal static class FabricsRoutes
{
    public static RedfishRoutes MapFabrics(this RedfishRoutes routes, Pod pod)
    {
        var switches = pod.Racks.SelectMany(r => r.Switches, (rack, made) => (Rack: rack, Switch: made))
            .ToDictionary(s => s.Switch.Id, StringComparer.Ordinal);
        var cables = new Cables(pod);
        return routes
            .Collection(FabricUris.Fabrics, "Fabric", _ => ResourceCollection.Of(FabricUris.Fabrics, "Fabric Collection", ["ethernet", "pcie"]))
            .Resource(FabricUris.Ethernet, FabricsJsonContext.Default.FabricJson, _ => FabricJson.Ethernet)
            .Collection(FabricUris.Switches, "Switch", _ => ResourceCollection.Of(FabricUris.Switches, "Ethernet switches", switches.Keys))
            .Resource($"{FabricUris.Switches}/{{id}}", FabricsJsonContext.Default.SwitchJson, context =>
                switches.TryGetValue(RedfishRoutes.Id(context), out var found) ? new SwitchJson(pod, found.Rack, found.Switch) : null)
            .Collection($"{FabricUris.Switches}/{{id}}/Ports", "Port", context => switches.TryGetValue(RedfishRoutes.Id(context), out var found)
                ? ResourceCollection.Of(FabricUris.Ports(found.Switch.Id), $"Ports of {found.Switch.Name}", PortIds(found.Switch)) : null)
            .Resource($"{FabricUris.Switches}/{{id}}/Ports/{{port}}", PortJsonContext.Default.PortJson, context =>
                switches.TryGetValue(RedfishRoutes.Id(context), out var found) && PortNumber(found.Switch, RedfishRoutes.Id(context, "port")) is { } number
                    ? cables.PortOf(found.Switch, number) : null)
            .MapPcie(pod);
    }

    private static RedfishRoutes MapPcie(this RedfishRoutes routes, Pod pod) => routes
        .Resource(FabricUris.Pcie, FabricsJsonContext.Default.FabricJson, _ => FabricJson.Pcie)
        .Collection(FabricUris.Endpoints, "Endpoint", _ => ResourceCollection.Of(
            FabricUris.Endpoints, "PCIe endpoints", pod.Systems.Keys.Concat(pod.Devices.Keys)))
        .Resource($"{FabricUris.Endpoints}/{{id}}", FabricsJsonContext.Default.EndpointJson, context => EndpointJson.Find(pod, RedfishRoutes.Id(context)))
        .Collection(FabricUris.Zones, "Zone", _ => ResourceCollection.Of(
            FabricUris.Zones, "PCIe zones", pod.Nodes.Where(n => n.DeviceIds.Count > 0).Select(n => n.Id)))
        .Resource($"{FabricUris.Zones}/{{id}}", FabricsJsonContext.Default.ZoneJson, context =>
            pod.FindNode(RedfishRoutes.Id(context)) is { DeviceIds.Count: > 0 } node ? new ZoneJson(node) : null);

    private static IEnumerable<string> PortIds(EthernetSwitch made) => Enumerable.Range(1, made.Ports).Select(Text);

    // Only the one way of writing a number that the collection has: no signs, no leading zeros.
    private static int? PortNumber(EthernetSwitch made, string id) =>
        int.TryParse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
        && number >= 1 && number <= made.Ports && Text(number) == id
            ? number
            : null;

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
