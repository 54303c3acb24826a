using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class AdapterUris
{
    /// <summary>All network ports of a sled are on one card.</summary>
    public const string AdapterId = PcieCard.NicId;

    public static string Adapters(string sledId) => $"{ChassisUris.Of(sledId)}/NetworkAdapters";

    public static string Adapter(string sledId) => $"{Adapters(sledId)}/{AdapterId}";

    public static string Ports(string sledId) => $"{Adapter(sledId)}/Ports";

    public static string Port(string sledId, string portId) => $"{Ports(sledId)}/{portId}";

    /// <summary>The deprecated form.</summary>
    public static string NetworkPorts(string sledId) => $"{Adapter(sledId)}/NetworkPorts";

    public static string NetworkPort(string sledId, string portId) => $"{NetworkPorts(sledId)}/{portId}";

    public static string Functions(string sledId) => $"{Adapter(sledId)}/NetworkDeviceFunctions";

    public static string Function(string sledId, string functionId) => $"{Functions(sledId)}/{functionId}";

    public static string Interfaces(ComputerSystem system) => $"{SystemUris.Of(system)}/NetworkInterfaces";

    public static string Interface(ComputerSystem system) => $"{Interfaces(system)}/{AdapterId}";
}

/// <summary>
/// NetworkAdapter v1_14_0 with its ports (Port v1_18_0, NetworkPort v1_4_3) and functions (NetworkDeviceFunction v1_11_1) in a sled,
/// and NetworkInterface v1_2_3, the same card seen from the system.
/// </summary>
internal static class NetworkAdaptersRoutes
{
    private const string Sled = $"{ChassisUris.Chassis}/{{id}}/NetworkAdapters";
    private const string Card = $"{Sled}/{AdapterUris.AdapterId}";
    private const string Interfaces = $"{SystemUris.Systems}/{{id}}/NetworkInterfaces";

    public static RedfishRoutes MapNetworkAdapters(this RedfishRoutes routes, Pod pod) => routes
        .Collection(Sled, "NetworkAdapter", context => ChassisRoutes.FindSled(pod, context) is { } s
            ? ResourceCollection.Of(AdapterUris.Adapters(s.Id), $"Network adapters of {s.Name}", [AdapterUris.AdapterId]) : PooledNicsRoutes.AdaptersIn(pod, context))
        .Resource(Card, NetworkAdaptersJsonContext.Default.NetworkAdapterJson, context =>
            ChassisRoutes.FindSled(pod, context) is { } s ? new NetworkAdapterJson(pod, s) : null)
        .MapPorts(pod)
        .MapFunctions(pod)
        .Collection(Interfaces, "NetworkInterface", context => SystemsRoutes.Find(pod, context) is { } s
            ? ResourceCollection.Of(AdapterUris.Interfaces(s), $"Network interfaces of {s.Name}", pod.AttachedTo(s).Where(d => d.Nic is not null).Select(d => d.Id).Prepend(AdapterUris.AdapterId)) : null)
        .Resource($"{Interfaces}/{AdapterUris.AdapterId}", NetworkAdaptersJsonContext.Default.NetworkInterfaceJson, context =>
            SystemsRoutes.Find(pod, context) is { } s ? new NetworkInterfaceJson(s) : null)
        .Resource($"{Interfaces}/{{device}}", PooledNicsJsonContext.Default.PooledInterfaceJson, context =>
            SystemsRoutes.Find(pod, context) is { } s && pod.AttachedTo(s).FirstOrDefault(d => d.Nic is not null && d.Id == RedfishRoutes.Id(context, "device")) is { } card
                ? new PooledInterfaceJson(s, card) : null);

    private static RedfishRoutes MapPorts(this RedfishRoutes routes, Pod pod) => routes
        .Collection($"{Card}/Ports", "Port", context => ChassisRoutes.FindSled(pod, context) is { } s
            ? ResourceCollection.Of(AdapterUris.Ports(s.Id), $"Network ports of {s.Name}", s.EthernetInterfaces.Select(e => e.Id)) : null)
        .Resource(
            $"{Card}/Ports/{{part}}", PortJsonContext.Default.PortJson, context => Nic(pod, context) is var (s, nic) ? PortJson.Of(pod, s, nic) : null,
            patch: context => Nic(pod, context) is var (s, nic)
                ? PortPatch.ApplyAsync(context, isEnabled => pod.EnableNic(s, nic, isEnabled), () => PortJson.Of(pod, s, nic))
                : NotFoundAsync(context))
        .Collection($"{Card}/NetworkPorts", "NetworkPort", context => ChassisRoutes.FindSled(pod, context) is { } s
            ? ResourceCollection.Of(AdapterUris.NetworkPorts(s.Id), $"Network ports of {s.Name}", s.EthernetInterfaces.Select(e => e.Id)) : null)
        .Resource($"{Card}/NetworkPorts/{{part}}", NetworkPortJsonContext.Default.NetworkPortJson, context =>
            Nic(pod, context) is var (s, nic) ? new NetworkPortJson(pod, s, nic) : null);

    private static RedfishRoutes MapFunctions(this RedfishRoutes routes, Pod pod) => routes
        .Collection($"{Card}/NetworkDeviceFunctions", "NetworkDeviceFunction", context => ChassisRoutes.FindSled(pod, context) is { } s
            ? ResourceCollection.Of(AdapterUris.Functions(s.Id), $"Network device functions of {s.Name}", s.EthernetInterfaces.Select(e => e.Id)) : null)
        .Resource(
            $"{Card}/NetworkDeviceFunctions/{{part}}", NetworkDeviceFunctionsJsonContext.Default.NetworkDeviceFunctionJson, context =>
                Nic(pod, context) is var (s, nic) ? new NetworkDeviceFunctionJson(pod, s, nic) : null,
            patch: context => Nic(pod, context) is var (s, nic) ? NetworkDeviceFunctionPatch.ApplyAsync(context, pod, s, nic) : NotFoundAsync(context));

    private static (ComputerSystem System, EthernetInterface Nic)? Nic(Pod pod, HttpContext context) =>
        SystemsRoutes.Nic(ChassisRoutes.FindSled(pod, context), context);

    private static Task<IResult> NotFoundAsync(HttpContext context) => Task.FromResult(RedfishErrors.NotFound(context.Request.Path));
}
