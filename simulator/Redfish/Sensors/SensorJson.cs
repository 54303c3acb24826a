using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Sensor v1_12_0.</summary>
internal sealed class SensorJson(string chassisId, Reading reading, DateTimeOffset now)
    : Resource(SensorUris.Sensor(chassisId, reading.Id), Type, reading.Id, reading.Name), IResource, IRestless<SensorJson>
{
    public static string Type => "#Sensor.v1_12_0.Sensor";

    public string ReadingType => reading.Quantity.ToString();

    // UCUM
    public string ReadingUnits => reading.Quantity switch
    {
        Quantity.Power => "W",
        Quantity.Temperature => "Cel",
        Quantity.EnergykWh => "kW.h",
        Quantity.Voltage => "V",
        Quantity.Current => "A",
        _ => "%",
    };

    public double Reading => reading.Value;

    [JsonPropertyName("SpeedRPM")]
    public int? SpeedRpm => reading.SpeedRpm;

    public double ReadingRangeMin => reading.Limits.Least;

    public double ReadingRangeMax => reading.Limits.Most;

    public DateTimeOffset ReadingTime => now;

    public DateTimeOffset? SensorResetTime => reading.CountedSince;

    public string PhysicalContext => reading.Place;

    public SensorThresholds? Thresholds => reading.Limits.Any ? SensorThresholds.Of(reading.Limits) : null;

    public Status Status { get; init; } = Status.Of(reading.Health);

    public SensorLinks? Links { get; init; }

    // Else nobody could ever write on a sensor what it saw.
    [JsonIgnore]
    public SensorJson AtRest => new(chassisId, reading with { Value = 0, SpeedRpm = null }, default) { Links = Links, Status = Status };
}

internal sealed record SensorLinks(IReadOnlyList<Link> AssociatedControls);

internal sealed record SensorThresholds(SensorThreshold? LowerCritical, SensorThreshold? LowerCaution, SensorThreshold? UpperCaution, SensorThreshold? UpperCritical)
{
    public static SensorThresholds Of(ReadingLimits limits) => new(
        Below(limits.LowerCritical), Below(limits.LowerCaution), Above(limits.UpperCaution), Above(limits.UpperCritical));

    private static SensorThreshold? Below(double? limit) => limit is { } at ? new SensorThreshold(at, "Decreasing") : null;

    private static SensorThreshold? Above(double? limit) => limit is { } at ? new SensorThreshold(at, "Increasing") : null;
}

internal sealed record SensorThreshold(double Reading, string Activation);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SensorJson))]
internal sealed partial class SensorsJsonContext : JsonSerializerContext;
