using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class SensorUris
{
    public static string Sensors(string chassisId) => $"{ChassisUris.Of(chassisId)}/Sensors";

    public static string Sensor(string chassisId, string sensorId) => $"{Sensors(chassisId)}/{sensorId}";
}

/// <summary>Sensor v1_12_0 of racks, drawers and sleds. They are read only, so a number that moves is in nobody's way.</summary>
internal static class SensorsRoutes
{
    public static RedfishRoutes MapSensors(this RedfishRoutes routes, Pod pod) => routes
        .Collection($"{ChassisUris.Chassis}/{{id}}/Sensors", "Sensor", context => Find(pod, context) is { } readings
            ? ResourceCollection.Of(SensorUris.Sensors(readings.ChassisId), $"Sensors of {readings.ChassisId}", readings.All.Select(r => r.Id)) : null)
        .Resource($"{ChassisUris.Chassis}/{{id}}/Sensors/{{sensor}}", SensorsJsonContext.Default.SensorJson, context =>
            Find(pod, context)?.All.FirstOrDefault(r => r.Id == RedfishRoutes.Id(context, "sensor")) is { } reading
                ? Of(pod, RedfishRoutes.Id(context), reading) : null);

    private static SensorJson Of(Pod pod, string chassisId, Reading reading) => new(chassisId, reading, pod.Now)
    {
        Links = ControlUris.OfSensor(pod, chassisId, reading) is { } control ? new SensorLinks([new Link(control)]) : null,
    };

    private static ChassisReadings? Find(Pod pod, HttpContext context) => ChassisReadings.Find(pod, RedfishRoutes.Id(context));
}
