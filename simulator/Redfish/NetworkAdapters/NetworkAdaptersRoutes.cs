using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class AdapterUris
{
    /// <summary>All network ports of a sled are on one card.</summary>
    public const string AdapterId = "nic-1";

    public static string Adapters(string sledId) => $"{ChassisUris.Of(sledId)}/NetworkAdapters";

    public static string Adapter(string sledId) => $"{Adapters(sledId)}/{AdapterId}";

    public static string Ports(string sledId) => $"{Adapter(sledId)}/Ports";

    public static string Port(string sledId, string portId) => $"{Ports(sledId)}/{portId}";

    public static string Interfaces(string systemId) => $"{SystemUris.Of(systemId)}/NetworkInterfaces";

    public static string Interface(string systemId) => $"{Interfaces(systemId)}/{AdapterId}";
}

/// <summary>NetworkAdapter v1_14_0 with its ports in a sled, and NetworkInterface v1_2_3, the same card seen from the system.</summary>
internal static class NetworkAdaptersRoutes
{
    private const string Sled = $"{ChassisUris.Chassis}/{{id}}/NetworkAdapters";
    private const string Interfaces = $"{SystemUris.Systems}/{{id}}/NetworkInterfaces";

    // A sled has the id of its system.
    public static RedfishRoutes MapNetworkAdapters(this RedfishRoutes routes, Pod pod) => routes
        .Collection(Sled, "NetworkAdapter", context => SystemsRoutes.Find(pod, context) is { } s
            ? ResourceCollection.Of(AdapterUris.Adapters(s.Id), $"Network adapters of {s.Name}", [AdapterUris.AdapterId]) : null)
        .Resource($"{Sled}/{AdapterUris.AdapterId}", NetworkAdaptersJsonContext.Default.NetworkAdapterJson, context =>
            SystemsRoutes.Find(pod, context) is { } s ? new NetworkAdapterJson(pod, s) : null)
        .Collection($"{Sled}/{AdapterUris.AdapterId}/Ports", "Port", context => SystemsRoutes.Find(pod, context) is { } s
            ? ResourceCollection.Of(AdapterUris.Ports(s.Id), $"Network ports of {s.Name}", s.EthernetInterfaces.Select(e => e.Id)) : null)
        .Resource($"{Sled}/{AdapterUris.AdapterId}/Ports/{{part}}", PortJsonContext.Default.PortJson, context =>
            SystemsRoutes.Find(pod, context) is { } s && s.EthernetInterfaces.FirstOrDefault(e => e.Id == RedfishRoutes.Id(context, "part")) is { } nic
                ? PortJson.Of(s, nic) : null)
        .Collection(Interfaces, "NetworkInterface", context => SystemsRoutes.Find(pod, context) is { } s
            ? ResourceCollection.Of(AdapterUris.Interfaces(s.Id), $"Network interfaces of {s.Name}", [AdapterUris.AdapterId]) : null)
        .Resource($"{Interfaces}/{AdapterUris.AdapterId}", NetworkAdaptersJsonContext.Default.NetworkInterfaceJson, context =>
            SystemsRoutes.Find(pod, context) is { } s ? new NetworkInterfaceJson(s) : null);
}
