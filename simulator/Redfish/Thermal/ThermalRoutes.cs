using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class ThermalUris
{
    public static string Subsystem(string chassisId) => $"{ChassisUris.Of(chassisId)}/ThermalSubsystem";

    public static string Metrics(string chassisId) => $"{Subsystem(chassisId)}/ThermalMetrics";

    public static string Fans(string drawerId) => $"{Subsystem(drawerId)}/Fans";

    public static string Fan(string drawerId, string fanId) => $"{Fans(drawerId)}/{fanId}";

    public static string LeakDetection(string rackId) => $"{Subsystem(rackId)}/LeakDetection";

    public static string LeakDetectors(string rackId) => $"{LeakDetection(rackId)}/LeakDetectors";

    public static string LeakDetector(string rackId, string ropeId) => $"{LeakDetectors(rackId)}/{ropeId}";

    /// <summary>The deprecated form.</summary>
    public static string Thermal(string chassisId) => $"{ChassisUris.Of(chassisId)}/Thermal";
}

/// <summary>ThermalSubsystem v1_5_0 of racks, drawers and sleds, and Thermal v1_7_3, which says the same to older clients.</summary>
internal static class ThermalRoutes
{
    private const string Subsystem = $"{ChassisUris.Chassis}/{{id}}/ThermalSubsystem";

    public static RedfishRoutes MapThermal(this RedfishRoutes routes, Pod pod) => routes
        .Resource(Subsystem, ThermalJsonContext.Default.ThermalSubsystemJson, context =>
            Find(pod, context) is { } drawer ? ThermalSubsystemJson.Of(pod, drawer)
            : ChassisRoutes.FindSled(pod, context) is { } system ? ThermalSubsystemJson.Of(system)
            : FindRack(pod, context) is { } rack ? ThermalSubsystemJson.Of(pod, rack)
            : null)
        .Resource($"{Subsystem}/ThermalMetrics", ThermalJsonContext.Default.ThermalMetricsJson, context =>
            ChassisReadings.Find(pod, RedfishRoutes.Id(context)) is { } readings ? new ThermalMetricsJson(readings) : null)
        .Resource($"{Subsystem}/LeakDetection", ThermalJsonContext.Default.LeakDetectionJson, context =>
            FindRack(pod, context) is { } rack ? new LeakDetectionJson(pod, rack) : null)
        .Collection($"{Subsystem}/LeakDetection/LeakDetectors", "LeakDetector", context => FindRack(pod, context) is { } r
            ? ResourceCollection.Of(ThermalUris.LeakDetectors(r.Id), $"Leak detectors of {r.Name}", LeakRope.Of(r).Select(l => l.Id)) : null)
        .Resource($"{Subsystem}/LeakDetection/LeakDetectors/{{rope}}", ThermalJsonContext.Default.LeakDetectorJson, context =>
            FindRack(pod, context) is { } rack && LeakRope.Of(rack).FirstOrDefault(l => l.Id == RedfishRoutes.Id(context, "rope")) is { } rope
                ? new LeakDetectorJson(pod, rack, rope) : null)
        .Collection($"{Subsystem}/Fans", "Fan", context => Find(pod, context) is { } d
            ? ResourceCollection.Of(ThermalUris.Fans(d.Id), $"Fans of {d.Name}", d.Fans.Select(f => f.Id)) : null)
        .Resource($"{Subsystem}/Fans/{{fan}}", ThermalJsonContext.Default.FanJson, context =>
            Find(pod, context) is { } d && d.Fans.FirstOrDefault(f => f.Id == RedfishRoutes.Id(context, "fan")) is { } fan ? new FanJson(pod, d, fan) : null)
        .Resource($"{ChassisUris.Chassis}/{{id}}/Thermal", ThermalJsonContext.Default.OldThermalJson, context =>
            Find(pod, context) is { } drawer ? OldThermalJson.Of(pod, drawer)
            : ChassisRoutes.FindSled(pod, context) is { } system ? new OldThermalJson(new ChassisReadings(system.Id, pod.Readings.Of(system)), $"sled {system.Id}")
            : null);

    private static Rack? FindRack(Pod pod, HttpContext context) => pod.Racks.FirstOrDefault(r => r.Id == RedfishRoutes.Id(context));

    private static Drawer? Find(Pod pod, HttpContext context) => pod.Drawers.GetValueOrDefault(RedfishRoutes.Id(context));
}
