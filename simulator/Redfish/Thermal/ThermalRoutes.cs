using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class ThermalUris
{
    public static string Subsystem(string drawerId) => $"{ChassisUris.Of(drawerId)}/ThermalSubsystem";

    public static string Fans(string drawerId) => $"{Subsystem(drawerId)}/Fans";

    public static string Fan(string drawerId, string fanId) => $"{Fans(drawerId)}/{fanId}";

    /// <summary>The deprecated form.</summary>
    public static string Thermal(string drawerId) => $"{ChassisUris.Of(drawerId)}/Thermal";
}

/// <summary>ThermalSubsystem v1_5_0 of drawers, and Thermal v1_7_3, which says the same to older clients.</summary>
internal static class ThermalRoutes
{
    private const string Subsystem = $"{ChassisUris.Chassis}/{{id}}/ThermalSubsystem";

    public static RedfishRoutes MapThermal(this RedfishRoutes routes, Pod pod) => routes
        .Resource(Subsystem, ThermalJsonContext.Default.ThermalSubsystemJson, context => Find(pod, context) is { } d ? new ThermalSubsystemJson(d) : null)
        .Collection($"{Subsystem}/Fans", "Fan", context => Find(pod, context) is { } d
            ? ResourceCollection.Of(ThermalUris.Fans(d.Id), $"Fans of {d.Name}", d.Fans.Select(f => f.Id)) : null)
        .Resource($"{Subsystem}/Fans/{{fan}}", ThermalJsonContext.Default.FanJson, context =>
            Find(pod, context) is { } d && d.Fans.FirstOrDefault(f => f.Id == RedfishRoutes.Id(context, "fan")) is { } fan ? new FanJson(d, fan) : null)
        .Resource($"{ChassisUris.Chassis}/{{id}}/Thermal", ThermalJsonContext.Default.OldThermalJson, context =>
            Find(pod, context) is { } d ? new OldThermalJson(d) : null);

    private static Drawer? Find(Pod pod, HttpContext context) => pod.Drawers.GetValueOrDefault(RedfishRoutes.Id(context));
}
