using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PowerSubsystem v1_1_3. Of drawers and sleds it tells what they may take; their power supplies are in the rack.</summary>
internal sealed class PowerSubsystemJson(string chassisId, string chassisName)
    : Resource(PowerUris.Subsystem(chassisId), Type, "PowerSubsystem", $"Power of {chassisName}"), IResource
{
    public static string Type => "#PowerSubsystem.v1_1_3.PowerSubsystem";

    public required double CapacityWatts { get; init; }

    public required Status Status { get; init; }

    public PowerAllocation? Allocation { get; init; }

    public Link? PowerSupplies { get; init; }

    public Link? Batteries { get; init; }

    public IReadOnlyList<RedundantGroup>? PowerSupplyRedundancy { get; init; }

    public static PowerSubsystemJson Of(Pod pod, Rack rack) => new(rack.Id, rack.Name)
    {
        CapacityWatts = rack.PowerSupplies.Sum(s => s.Watts),
        Status = Status.Of(pod.HealthOf(rack)),
        PowerSupplies = new Link(PowerUris.Supplies(rack.Id)),
        Batteries = RackBattery.Of(rack) is null ? null : new Link(PowerUris.Batteries(rack.Id)),
        PowerSupplyRedundancy = RedundantGroup.Of(
            [.. rack.PowerSupplies.Select(s => PowerUris.Supply(rack.Id, s.Id))], PowerUris.Needed(rack), pod.HealthOf(rack)),
    };

    public static PowerSubsystemJson Of(ComputerSystem system)
    {
        var peak = Math.Ceiling(SystemPower.PeakWatts(system));
        return new PowerSubsystemJson(system.Id, $"sled {system.Id}")
        {
            CapacityWatts = peak,
            Status = Status.Of(system.State.Health),
            Allocation = new PowerAllocation(system.State.PowerLimitWatts ?? peak, peak),
        };
    }
}

internal sealed record PowerAllocation(double AllocatedWatts, double RequestedWatts);

/// <summary>PowerSupply v1_6_0.</summary>
internal sealed class PowerSupplyJson(Pod pod, Rack rack, PowerSupply supply)
    : Resource(PowerUris.Supply(rack.Id, supply.Id), Type, supply.Id, supply.Name), IResource
{
    public static string Type => "#PowerSupply.v1_6_0.PowerSupply";

    public string PowerSupplyType => "AC";

    public int PowerCapacityWatts => supply.Watts;

    public string InputNominalVoltageType => "AC200To240V";

    public string LineInputStatus => pod.IsOn(pod.OutletOf(supply)) ? "Normal" : "LossOfInput";

    public string SerialNumber => supply.SerialNumber;

    public bool HotPluggable => true;

    public Status Status => PowerUris.StatusOf(pod, rack, supply);

    public PlaceJson Location => new(new PlacementJson(rack.Id, supply.Unit));

    public Link Metrics => new(PowerUris.Metrics(rack.Id, supply.Id));

    public PowerSupplyLinks Links => new([new Link(DistributionUris.Outlet(pod.OutletOf(supply)))], Feeding.Fed(rack));
}

internal sealed record PowerSupplyLinks(IReadOnlyList<Link> PowerOutlets, IReadOnlyList<Link> PoweringChassis)
{
    [JsonPropertyName("PowerOutlets@odata.count")]
    public int OutletCount => PowerOutlets.Count;

    [JsonPropertyName("PoweringChassis@odata.count")]
    public int ChassisCount => PoweringChassis.Count;
}

/// <summary>PowerSupplyMetrics v1_2_0.</summary>
internal sealed class PowerSupplyMetricsJson(Pod pod, Rack rack, PowerSupply supply)
    : Resource(PowerUris.Metrics(rack.Id, supply.Id), Type, "Metrics", $"Metrics of {supply.Name}"), IResource
{
    private readonly ChassisReadings _readings = new(rack.Id, pod.Readings.Of(rack, supply));

    public static string Type => "#PowerSupplyMetrics.v1_2_0.PowerSupplyMetrics";

    public Status Status => PowerUris.StatusOf(pod, rack, supply);

    public SensorExcerpt? InputVoltage => _readings.Find($"{supply.Id}-voltage");

    public SensorExcerpt? InputCurrentAmps => _readings.Find($"{supply.Id}-current");

    public SensorExcerpt? InputPowerWatts => _readings.Find($"{supply.Id}-input");

    public SensorExcerpt? OutputPowerWatts => _readings.Find($"{supply.Id}-output");

    [JsonPropertyName("EnergykWh")]
    public SensorExcerpt? EnergyKwh => _readings.Find($"{supply.Id}-energy");

    public SensorExcerpt? TemperatureCelsius => _readings.Find($"{supply.Id}-temperature");
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PowerSubsystemJson))]
[JsonSerializable(typeof(PowerSupplyJson))]
[JsonSerializable(typeof(PowerSupplyMetricsJson))]
[JsonSerializable(typeof(BatteryJson))]
[JsonSerializable(typeof(BatteryMetricsJson))]
[JsonSerializable(typeof(OldPowerJson))]
internal sealed partial class PowerJsonContext : JsonSerializerContext;
