using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Power v1_7_3: the deprecated form, for older clients.</summary>
internal sealed class OldPowerJson(string chassisId, string chassisName, OldPowerControl control)
    : Resource(PowerUris.Power(chassisId), Type, "Power", $"Power of {chassisName}"), IResource
{
    public static string Type => "#Power.v1_7_3.Power";

    public IReadOnlyList<OldPowerControl> PowerControl => [control];

    [JsonPropertyName("PowerControl@odata.count")]
    public int ControlCount => 1;

    public IReadOnlyList<OldPowerSupply>? PowerSupplies { get; init; }

    [JsonPropertyName("PowerSupplies@odata.count")]
    public int? SupplyCount => PowerSupplies?.Count;

    public IReadOnlyList<OldVoltage>? Voltages { get; init; }

    [JsonPropertyName("Voltages@odata.count")]
    public int? VoltageCount => Voltages?.Count;

    public IReadOnlyList<OldRedundancy>? Redundancy { get; init; }

    [JsonPropertyName("Redundancy@odata.count")]
    public int? RedundancyCount => Redundancy?.Count;

    public static OldPowerJson Of(Pod pod, Rack rack)
    {
        var control = new OldPowerControl(rack.Id, "Rack power", pod.Readings.Of(rack)[0].Value) { PowerCapacityWatts = rack.PowerSupplies.Sum(s => s.Watts) };
        return new OldPowerJson(rack.Id, rack.Name, control)
        {
            PowerSupplies = [.. rack.PowerSupplies.Select((s, i) => OldPowerSupply.Of(pod, rack, s, i))],
            Redundancy = OldRedundancy.Of(
                PowerUris.Power(rack.Id), "PowerSupplies", "Redundancy of the power supplies", rack.PowerSupplies.Count, PowerUris.Needed(rack), pod.HealthOf(rack)),
        };
    }

    public static OldPowerJson Of(Pod pod, Drawer drawer) =>
        new(drawer.Id, drawer.Name, new OldPowerControl(drawer.Id, "Drawer power", pod.Readings.Of(drawer)[0].Value));

    public static OldPowerJson Of(Pod pod, ComputerSystem system)
    {
        var readings = pod.Readings.Of(system);
        var control = new OldPowerControl(system.Id, "Sled power", readings[0].Value)
        {
            PowerCapacityWatts = Math.Ceiling(SystemPower.PeakWatts(system)),
            PowerLimit = new OldPowerLimit(system.State.PowerLimitWatts),
        };
        return new OldPowerJson(system.Id, $"sled {system.Id}", control)
        {
            Voltages = [.. readings.Where(r => r.Quantity == Quantity.Voltage).Select((r, i) => new OldVoltage(system.Id, r, i))],
        };
    }
}

internal sealed class OldPowerControl(string chassisId, string name, double watts)
{
    [JsonPropertyName("@odata.id")]
    public string ODataId => $"{PowerUris.Power(chassisId)}#/PowerControl/0";

    public string MemberId => "0";

    public string Name => name;

    public double PowerConsumedWatts => watts;

    public double? PowerCapacityWatts { get; init; }

    public OldPowerLimit? PowerLimit { get; init; }

    public string PhysicalContext => "Chassis";

    public Status Status => new("Enabled", "OK");

    public IReadOnlyList<Link> RelatedItem => [new(ChassisUris.Of(chassisId))];

    [JsonPropertyName("RelatedItem@odata.count")]
    public int RelatedCount => 1;
}

/// <param name="LimitInWatts">Null for no limit.</param>
internal sealed record OldPowerLimit([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? LimitInWatts)
{
    public string LimitException => "NoAction";
}

internal sealed class OldPowerSupply(Rack rack, PowerSupply supply, int index)
{
    [JsonPropertyName("@odata.id")]
    public string ODataId => $"{PowerUris.Power(rack.Id)}#/PowerSupplies/{MemberId}";

    public string MemberId => index.ToString(CultureInfo.InvariantCulture);

    public string Name => supply.Name;

    public string PowerSupplyType => "AC";

    public int PowerCapacityWatts => supply.Watts;

    public string SerialNumber => supply.SerialNumber;

    public required double LineInputVoltage { get; init; }

    public required double PowerInputWatts { get; init; }

    public required double PowerOutputWatts { get; init; }

    public required Status Status { get; init; }

    public static OldPowerSupply Of(Pod pod, Rack rack, PowerSupply supply, int index)
    {
        var readings = new ChassisReadings(rack.Id, pod.Readings.Of(rack, supply));
        return new OldPowerSupply(rack, supply, index)
        {
            LineInputVoltage = readings[$"{supply.Id}-voltage"].Value,
            PowerInputWatts = readings[$"{supply.Id}-input"].Value,
            PowerOutputWatts = readings[$"{supply.Id}-output"].Value,
            Status = PowerUris.StatusOf(pod, rack, supply),
        };
    }
}

internal sealed class OldVoltage(string chassisId, Reading reading, int index)
{
    [JsonPropertyName("@odata.id")]
    public string ODataId => $"{PowerUris.Power(chassisId)}#/Voltages/{MemberId}";

    public string MemberId => index.ToString(CultureInfo.InvariantCulture);

    public string Name => reading.Name;

    public double ReadingVolts => reading.Value;

    public double? LowerThresholdNonCritical => reading.Limits.LowerCaution;

    public double? LowerThresholdCritical => reading.Limits.LowerCritical;

    public double? UpperThresholdNonCritical => reading.Limits.UpperCaution;

    public double? UpperThresholdCritical => reading.Limits.UpperCritical;

    public double MinReadingRange => reading.Limits.Least;

    public double MaxReadingRange => reading.Limits.Most;

    public string PhysicalContext => reading.Place;

    public Status Status => Status.Of(reading.Health);
}
