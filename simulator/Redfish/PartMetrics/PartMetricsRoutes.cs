using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class PartMetricsUris
{
    public static string OfProcessor(ComputerSystem system, string cpuId) => $"{SystemUris.Processors(system)}/{cpuId}/ProcessorMetrics";

    public static string OfMemory(ComputerSystem system, string moduleId) => $"{SystemUris.Memory(system)}/{moduleId}/MemoryMetrics";

    public static string OfDrive(string systemId, string driveId) => $"{StorageUris.Drive(systemId, driveId)}/Metrics";
}

/// <summary>
/// ProcessorMetrics v1_7_0, MemoryMetrics v1_8_0, DriveMetrics v1_3_0, PortMetrics v1_8_1 and NetworkAdapterMetrics v1_1_0: what
/// the parts of systems do, by how busy their system is.
/// </summary>
internal static class PartMetricsRoutes
{
    private const string Adapter = $"{ChassisUris.Chassis}/{{id}}/NetworkAdapters/{AdapterUris.AdapterId}";

    public static RedfishRoutes MapPartMetrics(this RedfishRoutes routes, Pod pod) => routes
        .Resource($"{SystemUris.Systems}/{{id}}/Processors/{{part}}/ProcessorMetrics", PartMetricsJsonContext.Default.ProcessorMetricsJson, context =>
            SystemsRoutes.Find(pod, context) is { } s && s.Processors.FirstOrDefault(p => p.Id == Part(context)) is { } cpu
                ? new ProcessorMetricsJson(pod, s, cpu) : null)
        .Resource($"{SystemUris.Systems}/{{id}}/Memory/{{part}}/MemoryMetrics", PartMetricsJsonContext.Default.MemoryMetricsJson, context =>
            SystemsRoutes.Find(pod, context) is { } s && s.Memory.FirstOrDefault(m => m.Id == Part(context)) is { } module
                ? new MemoryMetricsJson(pod, s, module) : null)
        .Resource($"{ChassisUris.Chassis}/{{id}}/Drives/{{part}}/Metrics", PartMetricsJsonContext.Default.DriveMetricsJson, context =>
            ChassisRoutes.FindSled(pod, context) is { } s && s.Drives.FirstOrDefault(d => d.Id == Part(context)) is { } drive
                ? new DriveMetricsJson(pod, s, drive) : null)
        .Resource($"{Adapter}/Metrics", PartMetricsJsonContext.Default.NetworkAdapterMetricsJson, context =>
            ChassisRoutes.FindSled(pod, context) is { } s ? new NetworkAdapterMetricsJson(pod, s) : null)
        .Resource($"{Adapter}/Ports/{{part}}/Metrics", PartMetricsJsonContext.Default.PortMetricsJson, context =>
            ChassisRoutes.FindSled(pod, context) is { } s && s.EthernetInterfaces.FirstOrDefault(e => e.Id == Part(context)) is { } nic
                ? new PortMetricsJson(AdapterUris.Port(s.Id, nic.Id), $"network port {nic.Id}", PortTraffic.Of(pod, s, nic)) : null)
        .Resource($"{FabricUris.Switches}/{{id}}/Ports/{{port}}/Metrics", PartMetricsJsonContext.Default.PortMetricsJson, context =>
            FabricsRoutes.Port(pod, context) is var (made, number) ? OfSwitchPort(pod, new SwitchPortId(made.Id, number)) : null);

    private static PortMetricsJson OfSwitchPort(Pod pod, SwitchPortId port) => new(
        FabricUris.Port(port), $"port {port.Port} of {port.Switch}",
        pod.Cables.In(port) is { } cable ? PortTraffic.Of(pod, cable.System, cable.Nic).FromOtherEnd() : PortTraffic.None);

    private static string Part(HttpContext context) => RedfishRoutes.Id(context, "part");
}
