using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Thermal v1_7_3: the deprecated form, for older clients.</summary>
internal sealed class OldThermalJson(ChassisReadings readings, string chassisName)
    : Resource(ThermalUris.Thermal(readings.ChassisId), Type, "Thermal", $"Cooling of {chassisName}"), IResource
{
    public static string Type => "#Thermal.v1_7_3.Thermal";

    public IReadOnlyList<OldTemperature> Temperatures { get; } =
    [
        .. readings.All.Where(r => r.Quantity == Quantity.Temperature).Select((r, i) => new OldTemperature(readings.ChassisId, r, i)),
    ];

    [JsonPropertyName("Temperatures@odata.count")]
    public int TemperatureCount => Temperatures.Count;

    public IReadOnlyList<OldFan>? Fans { get; init; }

    [JsonPropertyName("Fans@odata.count")]
    public int? FanCount => Fans?.Count;

    public IReadOnlyList<OldRedundancy>? Redundancy { get; init; }

    [JsonPropertyName("Redundancy@odata.count")]
    public int? RedundancyCount => Redundancy?.Count;

    public static OldThermalJson Of(Pod pod, Drawer drawer)
    {
        var readings = new ChassisReadings(drawer.Id, pod.Readings.Of(drawer));
        return new OldThermalJson(readings, drawer.Name)
        {
            Fans = [.. drawer.Fans.Select((f, i) => new OldFan(drawer.Id, f, readings[f.Id], i) { Status = Status.Of(pod.HealthOf(drawer, f)) })],
            Redundancy = OldRedundancy.Of(
                ThermalUris.Thermal(drawer.Id), "Fans", "Redundancy of the fans", drawer.Fans.Count, drawer.Fans.Count - 1, pod.HealthOf(drawer)),
        };
    }
}

internal sealed class OldTemperature(string chassisId, Reading reading, int index)
{
    [JsonPropertyName("@odata.id")]
    public string ODataId => $"{ThermalUris.Thermal(chassisId)}#/Temperatures/{MemberId}";

    public string MemberId => index.ToString(CultureInfo.InvariantCulture);

    public string Name => reading.Name;

    public double ReadingCelsius => reading.Value;

    public double? UpperThresholdNonCritical => reading.Limits.UpperCaution;

    public double? UpperThresholdCritical => reading.Limits.UpperCritical;

    public double MinReadingRangeTemp => reading.Limits.Least;

    public double MaxReadingRangeTemp => reading.Limits.Most;

    public string PhysicalContext => reading.Place;

    public Status Status => Status.Of(reading.Health);
}

internal sealed class OldFan(string drawerId, Fan fan, Reading speed, int index)
{
    [JsonPropertyName("@odata.id")]
    public string ODataId => $"{ThermalUris.Thermal(drawerId)}#/Fans/{MemberId}";

    public string MemberId => index.ToString(CultureInfo.InvariantCulture);

    public string Name => fan.Name;

    public int Reading => speed.SpeedRpm ?? 0;

    public string ReadingUnits => "RPM";

    public int MinReadingRange => 0;

    public int MaxReadingRange => fan.RatedRpm;

    public required Status Status { get; init; }
}
