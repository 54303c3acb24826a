using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PowerZone v1_0_0 of Intel RSD 1.2 and 2.1: the power supplies of a rack.</summary>
internal sealed class PowerZoneJson(Pod pod, Rack rack) : Resource(ZoneUris.PowerZone(rack.Id), Type, ZoneUris.OnlyId, $"Power zone of {rack.Name}"), IResource
{
    public static string Type => "#PowerZone.v1_0_0.PowerZone";

    public Status Status => Status.Of(pod.HealthOf(rack));

    public ZoneLocation RackLocation => new(rack.PowerSupplies.Select(s => s.Unit).DefaultIfEmpty(1).Min(), rack.PowerSupplies.Sum(s => s.Height));

    [JsonPropertyName("MaxPSUsSupported")]
    public int MaxSupplies => rack.PowerSupplies.Count;

    /// <summary>One digit per slot; none is empty here.</summary>
    public string Presence => new('1', rack.PowerSupplies.Count);

    [JsonPropertyName("NumberOfPSUsPresent")]
    public int SupplyCount => rack.PowerSupplies.Count;

    public int PowerConsumedWatts => Whole(rack.PowerSupplies.Sum(s => pod.Readings.InputWatts(rack, s)));

    public int PowerOutputWatts => Whole(rack.PowerSupplies.Sum(s => pod.Readings.OutputWatts(rack, s)));

    public int PowerCapacityWatts => rack.PowerSupplies.Sum(s => s.Watts);

    public IReadOnlyList<ZoneSupply> PowerSupplies => [.. rack.PowerSupplies.Select(s => new ZoneSupply(
        s.Name, PowerUris.StatusOf(pod, rack, s), new ZoneLocation(s.Unit, s.Height), s.SerialNumber, s.Watts, Whole(pod.Readings.OutputWatts(rack, s))))];

    private static int Whole(double watts) => (int)Math.Round(watts);
}

internal sealed record ZoneSupply(
    string Name, Status Status, ZoneLocation RackLocation, string SerialNumber, int PowerCapacityWatts, int LastPowerOutputWatts);

/// <summary>Where in a rack, counted in its units from the bottom.</summary>
internal sealed record ZoneLocation([property: JsonPropertyName("ULocation")] int Unit, [property: JsonPropertyName("UHeight")] int Height)
{
    public string RackUnits => "U";

    [JsonPropertyName("XLocation")]
    public int Column => 0;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PowerZoneJson))]
[JsonSerializable(typeof(ThermalZoneJson))]
internal sealed partial class ZonesJsonContext : JsonSerializerContext;
