using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ThermalSubsystem v1_5_0. The fans of a drawer cool its sleds too; a rack has a loop of water and ropes that sense leaks.</summary>
internal sealed class ThermalSubsystemJson(string chassisId, string chassisName)
    : Resource(ThermalUris.Subsystem(chassisId), Type, "ThermalSubsystem", $"Cooling of {chassisName}"), IResource
{
    public static string Type => "#ThermalSubsystem.v1_5_0.ThermalSubsystem";

    public required Status Status { get; init; }

    public Link? Fans { get; init; }

    public IReadOnlyList<RedundantGroup>? FanRedundancy { get; init; }

    public Link? CoolantConnectors { get; init; }

    public Link? LeakDetection { get; init; }

    public Link ThermalMetrics => new(ThermalUris.Metrics(chassisId));

    public static ThermalSubsystemJson Of(Pod pod, Drawer drawer) => new(drawer.Id, drawer.Name)
    {
        Status = Status.Of(pod.HealthOf(drawer)),
        Fans = new Link(ThermalUris.Fans(drawer.Id)),
        FanRedundancy = RedundantGroup.Of(
            [.. drawer.Fans.Select(f => ThermalUris.Fan(drawer.Id, f.Id))], drawer.Fans.Count - 1, pod.HealthOf(drawer)),
    };

    public static ThermalSubsystemJson Of(Pod pod, Rack rack) => new(rack.Id, rack.Name)
    {
        Status = Status.Of(pod.HealthOf(CoolantUnit.Of(rack))),
        CoolantConnectors = new Link(CoolantUris.OfRack(rack.Id)),
        LeakDetection = new Link(ThermalUris.LeakDetection(rack.Id)),
    };

    public static ThermalSubsystemJson Of(ComputerSystem system) => new(system.Id, $"sled {system.Id}") { Status = Status.Of(system.State.Health) };
}

/// <summary>ThermalMetrics v1_3_2.</summary>
internal sealed class ThermalMetricsJson(ChassisReadings readings)
    : Resource(ThermalUris.Metrics(readings.ChassisId), Type, "ThermalMetrics", $"Temperatures of {readings.ChassisId}"), IResource
{
    public static string Type => "#ThermalMetrics.v1_3_2.ThermalMetrics";

    public TemperatureSummary TemperatureSummaryCelsius => new(readings.Find("intake"), readings.Find("cpu"), readings.Find("exhaust"));

    public IReadOnlyList<SensorExcerpt> TemperatureReadingsCelsius => readings.Array(r => r.Quantity == Quantity.Temperature) ?? [];

    [JsonPropertyName("TemperatureReadingsCelsius@odata.count")]
    public int Count => TemperatureReadingsCelsius.Count;
}

internal sealed record TemperatureSummary(SensorExcerpt? Intake, SensorExcerpt? Internal, SensorExcerpt? Exhaust);

/// <summary>Fan v1_6_0.</summary>
internal sealed class FanJson(Pod pod, Drawer drawer, Fan fan) : Resource(ThermalUris.Fan(drawer.Id, fan.Id), Type, fan.Id, fan.Name), IResource
{
    public static string Type => "#Fan.v1_6_0.Fan";

    public string PhysicalContext => "Chassis";

    [JsonPropertyName("RatedSpeedRPM")]
    public int RatedSpeedRpm => fan.RatedRpm;

    public bool HotPluggable => true;

    public SensorExcerpt SpeedPercent => SensorExcerpt.Of(drawer.Id, pod.Readings.Of(drawer, fan));

    public Status Status => Status.Of(pod.HealthOf(drawer, fan));

    public FanLinks Links => new(Feeding.Cooled(drawer));
}

internal sealed record FanLinks(IReadOnlyList<Link> CoolingChassis)
{
    [JsonPropertyName("CoolingChassis@odata.count")]
    public int Count => CoolingChassis.Count;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ThermalSubsystemJson))]
[JsonSerializable(typeof(ThermalMetricsJson))]
[JsonSerializable(typeof(FanJson))]
[JsonSerializable(typeof(LeakDetectionJson))]
[JsonSerializable(typeof(LeakDetectorJson))]
[JsonSerializable(typeof(OldThermalJson))]
internal sealed partial class ThermalJsonContext : JsonSerializerContext;
