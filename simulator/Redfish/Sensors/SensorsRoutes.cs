using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class SensorUris
{
    public static string Sensors(string chassisId) => $"{ChassisUris.Of(chassisId)}/Sensors";

    public static string Sensor(string chassisId, string sensorId) => $"{Sensors(chassisId)}/{sensorId}";

    public static string Environment(string chassisId) => $"{ChassisUris.Of(chassisId)}/EnvironmentMetrics";
}

/// <summary>Sensor v1_12_0 and EnvironmentMetrics v1_5_0 of racks, drawers and sleds.</summary>
internal static class SensorsRoutes
{
    public static RedfishRoutes MapSensors(this RedfishRoutes routes, Pod pod) => routes
        .Collection($"{ChassisUris.Chassis}/{{id}}/Sensors", "Sensor", context => ReadingsOf(pod, RedfishRoutes.Id(context)) is { } readings
            ? ResourceCollection.Of(
                SensorUris.Sensors(RedfishRoutes.Id(context)), $"Sensors of {RedfishRoutes.Id(context)}", readings.Select(r => r.Id)) : null)
        .Resource($"{ChassisUris.Chassis}/{{id}}/Sensors/{{sensor}}", SensorsJsonContext.Default.SensorJson, context =>
            ReadingsOf(pod, RedfishRoutes.Id(context))?.FirstOrDefault(r => r.Id == RedfishRoutes.Id(context, "sensor")) is { } reading
                ? new SensorJson(RedfishRoutes.Id(context), reading) : null)
        .Resource($"{ChassisUris.Chassis}/{{id}}/EnvironmentMetrics", SensorsJsonContext.Default.EnvironmentMetricsJson, context =>
            ReadingsOf(pod, RedfishRoutes.Id(context)) is { } readings ? new EnvironmentMetricsJson(RedfishRoutes.Id(context), readings) : null);

    private static IReadOnlyList<Reading>? ReadingsOf(Pod pod, string chassisId)
    {
        if (pod.Systems.TryGetValue(chassisId, out var system))
        {
            return Readings.Of(system);
        }

        if (pod.Drawers.TryGetValue(chassisId, out var drawer))
        {
            return Readings.Of(drawer);
        }

        return pod.Racks.FirstOrDefault(r => r.Id == chassisId) is { } rack ? Readings.Of(rack) : null;
    }
}
