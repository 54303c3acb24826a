using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PowerSubsystem v1_1_3.</summary>
internal sealed class PowerSubsystemJson(Rack rack)
    : Resource(PowerUris.Subsystem(rack.Id), Type, "PowerSubsystem", $"Power of {rack.Name}"), IResource
{
    public static string Type => "#PowerSubsystem.v1_1_3.PowerSubsystem";

    public int CapacityWatts => rack.PowerSupplies.Sum(s => s.Watts);

    public Status Status => new("Enabled", "OK");

    public Link PowerSupplies => new(PowerUris.Supplies(rack.Id));
}

/// <summary>PowerSupply v1_6_0.</summary>
internal sealed class PowerSupplyJson(Rack rack, PowerSupply supply)
    : Resource(PowerUris.Supply(rack.Id, supply.Id), Type, supply.Id, supply.Name), IResource
{
    public static string Type => "#PowerSupply.v1_6_0.PowerSupply";

    public string PowerSupplyType => "AC";

    public int PowerCapacityWatts => supply.Watts;

    public string SerialNumber => supply.SerialNumber;

    public Status Status => new("Enabled", "OK");

    public PlaceJson Location => new(new PlacementJson(rack.Id, supply.Unit));

    public SupplyLinks Links => new(Feeding.Fed(rack));
}

internal sealed record SupplyLinks(IReadOnlyList<Link> PoweringChassis);

/// <summary>Power v1_7_3.</summary>
internal sealed class OldPowerJson(Rack rack) : Resource(PowerUris.Power(rack.Id), Type, "Power", $"Power of {rack.Name}"), IResource
{
    public static string Type => "#Power.v1_7_3.Power";

    public IReadOnlyList<OldPowerControl> PowerControl => [new(rack)];

    [JsonPropertyName("PowerControl@odata.count")]
    public int ControlCount => 1;

    public IReadOnlyList<OldPowerSupply> PowerSupplies => [.. rack.PowerSupplies.Select((s, i) => new OldPowerSupply(rack, s, i))];

    [JsonPropertyName("PowerSupplies@odata.count")]
    public int SupplyCount => rack.PowerSupplies.Count;
}

internal sealed class OldPowerControl(Rack rack)
{
    [JsonPropertyName("@odata.id")]
    public string ODataId => $"{PowerUris.Power(rack.Id)}#/PowerControl/0";

    public string MemberId => "0";

    public string Name => "Rack power";

    public double PowerConsumedWatts => Readings.Of(rack)[0].Value;

    public int PowerCapacityWatts => rack.PowerSupplies.Sum(s => s.Watts);
}

internal sealed class OldPowerSupply(Rack rack, PowerSupply supply, int index)
{
    [JsonPropertyName("@odata.id")]
    public string ODataId => $"{PowerUris.Power(rack.Id)}#/PowerSupplies/{MemberId}";

    public string MemberId => index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public string Name => supply.Name;

    public string PowerSupplyType => "AC";

    public int PowerCapacityWatts => supply.Watts;

    public string SerialNumber => supply.SerialNumber;

    public Status Status => new("Enabled", "OK");
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PowerSubsystemJson))]
[JsonSerializable(typeof(PowerSupplyJson))]
[JsonSerializable(typeof(OldPowerJson))]
internal sealed partial class PowerJsonContext : JsonSerializerContext;
