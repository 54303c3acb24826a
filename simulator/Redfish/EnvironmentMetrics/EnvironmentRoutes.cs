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
            OfDrive(pod, RedfishRoutes.Id(context), Part(context)))
        .Resource($"{SystemUris.Systems}/{{id}}/Processors/{{part}}/EnvironmentMetrics", EnvironmentJsonContext.Default.EnvironmentMetricsJson, context =>
            SystemsRoutes.Find(pod, context) is { } s && s.Processors.FirstOrDefault(p => p.Id == Part(context)) is { } cpu
                ? EnvironmentMetricsJson.OfPart(
                    $"{SystemUris.Processors(s)}/{cpu.Id}", $"{cpu.Socket} of {s.Name}", pod.Readings.Watts(s, cpu), pod.Readings.Celsius(s, cpu)) : null)
        .Resource($"{SystemUris.Systems}/{{id}}/Memory/{{part}}/EnvironmentMetrics", EnvironmentJsonContext.Default.EnvironmentMetricsJson, context =>
            SystemsRoutes.Find(pod, context) is { } s && s.Memory.FirstOrDefault(m => m.Id == Part(context)) is { } module
                ? EnvironmentMetricsJson.OfPart(
                    $"{SystemUris.Memory(s)}/{module.Id}", $"{module.Slot} of {s.Name}", pod.Readings.Watts(s, module), pod.Readings.Celsius(s, module)) : null);

    // A pooled drive in a drawer, or one that is built into the system of a sled.
    private static EnvironmentMetricsJson? OfDrive(Pod pod, string chassisId, string driveId)
    {
        if (pod.Systems.TryGetValue(chassisId, out var system) && system.Drives.FirstOrDefault(d => d.Id == driveId) is { } local)
        {
            return EnvironmentMetricsJson.OfPart(
                StorageUris.Drive(system.Id, local.Id), $"{local.Id} of {system.Name}", pod.Readings.Watts(system, local), pod.Readings.Celsius(system, local));
        }

        return pod.Devices.TryGetValue(driveId, out var drive) && drive.IsDrive && drive.DrawerId == chassisId
            ? EnvironmentMetricsJson.OfPart(ChassisUris.Of(drive), drive.Name, pod.Readings.Watts(drive), pod.Readings.Celsius(drive))
            : null;
    }

    private static string Part(HttpContext context) => RedfishRoutes.Id(context, "part");
}
