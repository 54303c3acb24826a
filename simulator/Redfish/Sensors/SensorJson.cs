using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Sensor v1_12_0.</summary>
internal sealed class SensorJson(string chassisId, Reading reading)
    : Resource(SensorUris.Sensor(chassisId, reading.Id), Type, reading.Id, reading.Name), IResource
{
    public static string Type => "#Sensor.v1_12_0.Sensor";

    public string ReadingType => reading.Quantity.ToString();

    public string ReadingUnits => reading.Quantity == Quantity.Power ? "W" : "Cel"; // UCUM

    public double Reading => reading.Value;

    public string PhysicalContext => reading.Place;

    public Status Status => new("Enabled", "OK");
}

/// <summary>EnvironmentMetrics v1_5_0: the chassis at a glance; each number names the sensor it is from.</summary>
internal sealed class EnvironmentMetricsJson(string chassisId, IReadOnlyList<Reading> readings)
    : Resource(SensorUris.Environment(chassisId), Type, "EnvironmentMetrics", $"Environment of {chassisId}"), IResource
{
    public static string Type => "#EnvironmentMetrics.v1_5_0.EnvironmentMetrics";

    public SensorExcerpt? PowerWatts => First(Quantity.Power);

    public SensorExcerpt? TemperatureCelsius => First(Quantity.Temperature);

    private SensorExcerpt? First(Quantity quantity) => readings.FirstOrDefault(r => r.Quantity == quantity) is { } reading
        ? new SensorExcerpt(SensorUris.Sensor(chassisId, reading.Id), reading.Value)
        : null;
}

internal sealed record SensorExcerpt(string DataSourceUri, double Reading);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SensorJson))]
[JsonSerializable(typeof(EnvironmentMetricsJson))]
internal sealed partial class SensorsJsonContext : JsonSerializerContext;
