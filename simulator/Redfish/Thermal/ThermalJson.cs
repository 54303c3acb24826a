using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ThermalSubsystem v1_5_0.</summary>
internal sealed class ThermalSubsystemJson(Drawer drawer)
    : Resource(ThermalUris.Subsystem(drawer.Id), Type, "ThermalSubsystem", $"Cooling of {drawer.Name}"), IResource
{
    public static string Type => "#ThermalSubsystem.v1_5_0.ThermalSubsystem";

    public Status Status => new("Enabled", "OK");

    public Link Fans => new(ThermalUris.Fans(drawer.Id));
}

/// <summary>Fan v1_6_0.</summary>
internal sealed class FanJson(Drawer drawer, Fan fan) : Resource(ThermalUris.Fan(drawer.Id, fan.Id), Type, fan.Id, fan.Name), IResource
{
    public static string Type => "#Fan.v1_6_0.Fan";

    private const int RatedRpm = 8000;

    public string PhysicalContext => "Chassis";

    [JsonPropertyName("RatedSpeedRPM")]
    public int RatedSpeedRpm => RatedRpm;

    public FanLinks Links => new(Feeding.Cooled(drawer));

    public FanSpeed SpeedPercent => new(Math.Round(fan.SpeedRpm * 100.0 / RatedRpm, 1), fan.SpeedRpm);

    public Status Status => new("Enabled", "OK");
}

internal sealed record FanLinks(IReadOnlyList<Link> CoolingChassis);

internal sealed record FanSpeed(double Reading, [property: JsonPropertyName("SpeedRPM")] int SpeedRpm);

/// <summary>Thermal v1_7_3.</summary>
internal sealed class OldThermalJson(Drawer drawer)
    : Resource(ThermalUris.Thermal(drawer.Id), Type, "Thermal", $"Cooling of {drawer.Name}"), IResource
{
    public static string Type => "#Thermal.v1_7_3.Thermal";

    public IReadOnlyList<OldTemperature> Temperatures { get; } =
    [
        .. Readings.Of(drawer).Where(r => r.Quantity == Quantity.Temperature).Select((r, i) => new OldTemperature(drawer.Id, r, i)),
    ];

    [JsonPropertyName("Temperatures@odata.count")]
    public int TemperatureCount => Temperatures.Count;

    public IReadOnlyList<OldFan> Fans => [.. drawer.Fans.Select((f, i) => new OldFan(drawer.Id, f, i))];

    [JsonPropertyName("Fans@odata.count")]
    public int FanCount => drawer.Fans.Count;
}

internal sealed class OldTemperature(string drawerId, Reading reading, int index)
{
    [JsonPropertyName("@odata.id")]
    public string ODataId => $"{ThermalUris.Thermal(drawerId)}#/Temperatures/{MemberId}";

    public string MemberId => index.ToString(CultureInfo.InvariantCulture);

    public string Name => reading.Name;

    public double ReadingCelsius => reading.Value;

    public string PhysicalContext => reading.Place;

    public Status Status => new("Enabled", "OK");
}

internal sealed class OldFan(string drawerId, Fan fan, int index)
{
    [JsonPropertyName("@odata.id")]
    public string ODataId => $"{ThermalUris.Thermal(drawerId)}#/Fans/{MemberId}";

    public string MemberId => index.ToString(CultureInfo.InvariantCulture);

    public string Name => fan.Name;

    public int Reading => fan.SpeedRpm;

    public string ReadingUnits => "RPM";

    public Status Status => new("Enabled", "OK");
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ThermalSubsystemJson))]
[JsonSerializable(typeof(FanJson))]
[JsonSerializable(typeof(OldThermalJson))]
internal sealed partial class ThermalJsonContext : JsonSerializerContext;
