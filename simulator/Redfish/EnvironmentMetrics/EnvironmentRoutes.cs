using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class EnvironmentUris
{
    /// <param name="owner">URI of the chassis or part.</param>
    public static string Of(string owner) => $"{owner}/EnvironmentMetrics";
}

/// <summary>EnvironmentMetrics v1_5_0 of chassis, processors, memory and drives.</summary>
internal static class EnvironmentRoutes
{
    public static RedfishRoutes MapEnvironment(this RedfishRoutes routes, Pod pod) => routes
        .Resource($"{ChassisUris.Chassis}/{{id}}/EnvironmentMetrics", EnvironmentJsonContext.Default.EnvironmentMetricsJson, context =>
            EnvironmentMetricsJson.OfChassis(pod, RedfishRoutes.Id(context)))
        .Resource($"{ChassisUris.Chassis}/{{id}}/Drives/{{part}}/EnvironmentMetrics", EnvironmentJsonContext.Default.EnvironmentMetricsJson, context =>
            pod.Devices.TryGetValue(Part(context), out var drive) && drive is { Kind: PooledDeviceKind.NVMe } && drive.DrawerId == RedfishRoutes.Id(context)
                ? EnvironmentMetricsJson.OfPart(ChassisUris.Of(drive), drive.Name, pod.Readings.Watts(drive), pod.Readings.Celsius(drive)) : null)
        .Resource($"{SystemUris.Systems}/{{id}}/Processors/{{part}}/EnvironmentMetrics", EnvironmentJsonContext.Default.EnvironmentMetricsJson, context =>
            SystemsRoutes.Find(pod, context) is { } s && s.Processors.FirstOrDefault(p => p.Id == Part(context)) is { } cpu
                ? EnvironmentMetricsJson.OfPart(
                    $"{SystemUris.Processors(s.Id)}/{cpu.Id}", $"{cpu.Socket} of {s.Name}", pod.Readings.Watts(s, cpu), pod.Readings.Celsius(s, cpu)) : null)
        .Resource($"{SystemUris.Systems}/{{id}}/Memory/{{part}}/EnvironmentMetrics", EnvironmentJsonContext.Default.EnvironmentMetricsJson, context =>
            SystemsRoutes.Find(pod, context) is { } s && s.Memory.FirstOrDefault(m => m.Id == Part(context)) is { } module
                ? EnvironmentMetricsJson.OfPart(
                    $"{SystemUris.Memory(s.Id)}/{module.Id}", $"{module.Slot} of {s.Name}", pod.Readings.Watts(s, module), pod.Readings.Celsius(s, module)) : null)
        .Resource($"{SystemUris.Systems}/{{id}}/Storage/local/Drives/{{part}}/EnvironmentMetrics", EnvironmentJsonContext.Default.EnvironmentMetricsJson, context =>
            SystemsRoutes.Find(pod, context) is { } s && s.Drives.FirstOrDefault(d => d.Id == Part(context)) is { } drive
                ? EnvironmentMetricsJson.OfPart(
                    $"{SystemUris.LocalStorage(s.Id)}/Drives/{drive.Id}", $"{drive.Id} of {s.Name}", pod.Readings.Watts(s, drive), pod.Readings.Celsius(s, drive)) : null);

    private static string Part(HttpContext context) => RedfishRoutes.Id(context, "part");
}
