using System.Globalization;
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
    public const string EthernetEndpoints = Ethernet + "/Endpoints";
    public const string PcieSwitches = Pcie + "/Switches";
    public const string Endpoints = Pcie + "/Endpoints";
    public const string Zones = Pcie + "/Zones";
    public const string Connections = Pcie + "/Connections";
    public const string EndpointGroups = Pcie + "/EndpointGroups";
    public const string AddressPools = Ethernet + "/AddressPools";
    public const string VlanPoolId = "vlans";
    public const string VlanPool = AddressPools + "/" + VlanPoolId;

    public static string Switch(string switchId) => $"{Switches}/{switchId}";

    public static string Ports(string switchId) => $"{Switch(switchId)}/Ports";

    public static string Port(SwitchPortId port) => $"{Ports(port.Switch)}/{port.Port}";

    public static string EthernetEndpoint(string systemId, string nicId) => $"{EthernetEndpoints}/{EthernetEndpointId(systemId, nicId)}";

    public static string EthernetEndpointId(string systemId, string nicId) => $"{systemId}-{nicId}";

    public static string PcieSwitch(string switchId) => $"{PcieSwitches}/{switchId}";

    public static string PcieSwitchMetrics(string switchId) => $"{PcieSwitch(switchId)}/SwitchMetrics";

    public static string PciePorts(string switchId) => $"{PcieSwitch(switchId)}/Ports";

    public static string PciePort(string switchId, string portId) => $"{PciePorts(switchId)}/{portId}";

    /// <summary>Where the switches that a system reaches are cabled to its rack.</summary>
    public static IEnumerable<string> UpstreamPorts(Pod pod, ComputerSystem system) =>
        pod.PcieSwitches.ReachedFrom(system.RackId).Select(s => PciePort(s.Id, Hardware.PcieSwitch.PortTo(system.RackId)));

    public static string Endpoint(string id) => $"{Endpoints}/{id}";

    public static string Zone(string nodeId) => $"{Zones}/{nodeId}";

    public static string ZoneAction(string zoneId, string action) => $"{Zone(zoneId)}/Actions/Zone.{action}";

    public static string EndpointGroup(string groupId) => $"{EndpointGroups}/{groupId}";

    public static string Connection(string driveId) => $"{Connections}/{driveId}";
}

/// <summary>Fabric v1_4_0: one of Ethernet with its switches, one of PCIe whose zones show what is attached where.</summary>
internal static class FabricsRoutes
{
    public static RedfishRoutes MapFabrics(this RedfishRoutes routes, Pod pod) => routes
        .Collection(FabricUris.Fabrics, "Fabric", _ => ResourceCollection.Of(
            FabricUris.Fabrics, "Fabric Collection", ["ethernet", "pcie", .. RemoteFabric.All.Select(f => f.Id)]))
        .MapEthernet(pod)
        .MapPcieSwitches(pod)
        .MapPcie(pod)
        .MapRemoteFabrics(pod);

    private static RedfishRoutes MapEthernet(this RedfishRoutes routes, Pod pod) => routes
        .Resource(FabricUris.Ethernet, FabricsJsonContext.Default.FabricJson, _ => FabricJson.Ethernet)
        .Collection(FabricUris.Switches, "Switch", _ => ResourceCollection.Of(FabricUris.Switches, "Ethernet switches", pod.Cables.Switches.Keys))
        .Resource($"{FabricUris.Switches}/{{id}}", FabricsJsonContext.Default.SwitchJson, context =>
            pod.Cables.Switches.TryGetValue(RedfishRoutes.Id(context), out var found) ? SwitchJson.Of(pod, found.Rack, found.Switch) : null)
        .Collection($"{FabricUris.Switches}/{{id}}/Ports", "Port", context => pod.Cables.Switches.TryGetValue(RedfishRoutes.Id(context), out var found)
            ? ResourceCollection.Of(FabricUris.Ports(found.Switch.Id), $"Ports of {found.Switch.Name}", PortIds(found.Switch)) : null)
        .Resource(
            $"{FabricUris.Switches}/{{id}}/Ports/{{port}}", PortJsonContext.Default.PortJson,
            context => Port(pod, context) is var (made, number) ? PortJson.Of(pod, made, number) : null,
            patch: context => Port(pod, context) is var (made, number)
                ? PortPatch.ApplyAsync(
                    context, isEnabled => pod.EnablePort(new SwitchPortId(made.Id, number), isEnabled), () => PortJson.Of(pod, made, number))
                : Task.FromResult(RedfishErrors.NotFound(context.Request.Path)))
        .Collection(FabricUris.EthernetEndpoints, "Endpoint", _ => ResourceCollection.Of(
            FabricUris.EthernetEndpoints, "Ethernet endpoints",
            pod.Systems.Values.SelectMany(s => s.EthernetInterfaces, (s, nic) => FabricUris.EthernetEndpointId(s.Id, nic.Id))))
        .Resource($"{FabricUris.EthernetEndpoints}/{{id}}", FabricsJsonContext.Default.EndpointJson, context =>
            EndpointJson.FindEthernet(pod, RedfishRoutes.Id(context)))
        .Collection(FabricUris.AddressPools, "AddressPool", _ => ResourceCollection.Of(FabricUris.AddressPools, "Ethernet address pools", [FabricUris.VlanPoolId]))
        .Resource(FabricUris.VlanPool, FabricsJsonContext.Default.AddressPoolJson, _ => new AddressPoolJson(pod));

    private static RedfishRoutes MapPcieSwitches(this RedfishRoutes routes, Pod pod) => routes
        .Collection(FabricUris.PcieSwitches, "Switch", _ => ResourceCollection.Of(FabricUris.PcieSwitches, "PCIe switches", pod.PcieSwitches.ById.Keys))
        .Resource($"{FabricUris.PcieSwitches}/{{id}}", FabricsJsonContext.Default.SwitchJson, context =>
            pod.PcieSwitches.ById.TryGetValue(RedfishRoutes.Id(context), out var found) ? SwitchJson.Of(found) : null)
        .Resource($"{FabricUris.PcieSwitches}/{{id}}/SwitchMetrics", FabricsJsonContext.Default.SwitchMetricsJson, context =>
            pod.PcieSwitches.ById.TryGetValue(RedfishRoutes.Id(context), out var found) ? new SwitchMetricsJson(pod, found) : null)
        .Collection($"{FabricUris.PcieSwitches}/{{id}}/Ports", "Port", context => pod.PcieSwitches.ById.TryGetValue(RedfishRoutes.Id(context), out var found)
            ? ResourceCollection.Of(FabricUris.PciePorts(found.Id), $"Ports of {found.Name}", PortIds(found)) : null)
        .Resource($"{FabricUris.PcieSwitches}/{{id}}/Ports/{{port}}", PortJsonContext.Default.PortJson, context =>
            pod.PcieSwitches.ById.TryGetValue(RedfishRoutes.Id(context), out var found) ? FindPort(found, RedfishRoutes.Id(context, "port")) : null);

    private static RedfishRoutes MapPcie(this RedfishRoutes routes, Pod pod) => routes
        .Resource(FabricUris.Pcie, FabricsJsonContext.Default.FabricJson, _ => FabricJson.Pcie)
        .Collection(FabricUris.Endpoints, "Endpoint", _ => ResourceCollection.Of(
            FabricUris.Endpoints, "PCIe endpoints", pod.Systems.Keys.Concat(pod.Devices.Keys)))
        .Resource($"{FabricUris.Endpoints}/{{id}}", FabricsJsonContext.Default.EndpointJson, context => EndpointJson.Find(pod, RedfishRoutes.Id(context)))
        .MapZones(pod)
        .Collection(FabricUris.EndpointGroups, "EndpointGroup", _ => ResourceCollection.Of(
            FabricUris.EndpointGroups, "PCIe endpoint groups", EndpointGroupJson.All(pod).Select(g => g.Id)))
        .Resource($"{FabricUris.EndpointGroups}/{{id}}", FabricsJsonContext.Default.EndpointGroupJson, context =>
            EndpointGroupJson.All(pod).FirstOrDefault(g => g.Id == RedfishRoutes.Id(context)))
        .Collection(FabricUris.Connections, "Connection", _ => ResourceCollection.Of(FabricUris.Connections, "PCIe connections", ConnectionJson.Ids(pod)))
        .Resource($"{FabricUris.Connections}/{{id}}", FabricsJsonContext.Default.ConnectionJson, context => ConnectionJson.Find(pod, RedfishRoutes.Id(context)));

    private static RedfishRoutes MapZones(this RedfishRoutes routes, Pod pod) => routes
        .Collection(
            FabricUris.Zones, "Zone", _ => ResourceCollection.Of(FabricUris.Zones, "PCIe zones", ZoneJson.Ids(pod)),
            context => ZoneChanges.AddAsync(context, pod))
        .Resource(
            $"{FabricUris.Zones}/{{id}}", FabricsJsonContext.Default.ZoneJson, context => ZoneJson.Find(pod, RedfishRoutes.Id(context)),
            patch: context => ZoneChanges.ChangeAsync(context, pod), delete: context => ZoneChanges.RemoveAsync(context, pod))
        .Action(FabricUris.ZoneAction("{id}", ZoneEndpointAction.Add), context => ZoneEndpointAction.RunAsync(context, pod, ZoneEndpointAction.Add, routes.Read))
        .Action(FabricUris.ZoneAction("{id}", ZoneEndpointAction.Remove), context => ZoneEndpointAction.RunAsync(context, pod, ZoneEndpointAction.Remove, routes.Read));

    public static IEnumerable<string> PortIds(EthernetSwitch made) => Enumerable.Range(1, made.Ports).Select(Text);

    /// <summary>The port of an Ethernet switch that the parts <c>id</c> and <c>port</c> of the path name.</summary>
    public static (EthernetSwitch Switch, int Number)? Port(Pod pod, HttpContext context) =>
        pod.Cables.Switches.TryGetValue(RedfishRoutes.Id(context), out var found)
        && PortNumber(found.Switch, RedfishRoutes.Id(context, "port")) is { } number
            ? (found.Switch, number)
            : null;

    private static IEnumerable<string> PortIds(PcieSwitch made) =>
        made.Racks.Select(r => PcieSwitch.PortTo(r.Id)).Concat(made.Drawer.Devices.Select(PcieSwitch.PortTo));

    private static PortJson? FindPort(PcieSwitch made, string id) =>
        made.Racks.FirstOrDefault(r => PcieSwitch.PortTo(r.Id) == id) is { } rack ? PortJson.Of(made, rack)
        : made.Drawer.Devices.FirstOrDefault(d => PcieSwitch.PortTo(d) == id) is { } device ? PortJson.Of(made, device)
        : null;

    // Only the one way of writing a number that the collection has: no signs, no leading zeros.
    private static int? PortNumber(EthernetSwitch made, string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= made.Ports && Text(number) == id
            ? number
            : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
