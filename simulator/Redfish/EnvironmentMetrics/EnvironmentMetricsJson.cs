using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>EnvironmentMetrics v1_5_0: a chassis or a part at a glance; each number names the sensor it is from, where it has one.</summary>
internal sealed class EnvironmentMetricsJson(string owner, string ownerName)
    : Resource(EnvironmentUris.Of(owner), Type, "EnvironmentMetrics", $"Environment of {ownerName}"), IResource
{
    public static string Type => "#EnvironmentMetrics.v1_5_0.EnvironmentMetrics";

    public SensorExcerpt? PowerWatts { get; init; }

    public SensorExcerpt? PowerLoadPercent { get; init; }

    /// <summary>To be set at the control it names, not here: what moves here by itself would stand in the way of a write.</summary>
    public ControlExcerpt? PowerLimitWatts { get; init; }

    [JsonPropertyName("EnergykWh")]
    public SensorExcerpt? EnergyKwh { get; init; }

    public SensorExcerpt? TemperatureCelsius { get; init; }

    public SensorExcerpt? HumidityPercent { get; init; }

    public IReadOnlyList<SensorExcerpt>? FanSpeedsPercent { get; init; }

    [JsonPropertyName("FanSpeedsPercent@odata.count")]
    public int? FanCount => FanSpeedsPercent?.Count;

    public static EnvironmentMetricsJson? OfChassis(Pod pod, string id) => ChassisReadings.Find(pod, id) is not { } readings ? null
        : new EnvironmentMetricsJson(ChassisUris.Of(id), id)
        {
            PowerWatts = readings.First(Quantity.Power),
            PowerLimitWatts = pod.Systems.TryGetValue(id, out var system) ? ControlExcerpt.Of(PowerControl.Of(pod, system)) : null,
            PowerLoadPercent = pod.Racks.FirstOrDefault(r => r.Id == id) is { PowerSupplies.Count: > 0 } rack
                ? new SensorExcerpt(null, Math.Round(readings["power"].Value * 100 / rack.PowerSupplies.Sum(s => s.Watts), 1)) : null,
            EnergyKwh = readings.First(Quantity.EnergykWh),
            TemperatureCelsius = readings.First(Quantity.Temperature),
            HumidityPercent = readings.First(Quantity.Humidity),
            FanSpeedsPercent = readings.Array(r => r.Place == "Fan"),
        };

    public static EnvironmentMetricsJson OfPart(string owner, string ownerName, double watts, double celsius) => new(owner, ownerName)
    {
        PowerWatts = new SensorExcerpt(null, watts),
        TemperatureCelsius = new SensorExcerpt(null, celsius),
    };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EnvironmentMetricsJson))]
internal sealed partial class EnvironmentJsonContext : JsonSerializerContext;
