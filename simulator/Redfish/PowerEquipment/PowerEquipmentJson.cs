using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PowerEquipment v1_2_3.</summary>
internal sealed class PowerEquipmentJson() : Resource(DistributionUris.Equipment, Type, "PowerEquipment", "Power Equipment"), IResource
{
    public static string Type => "#PowerEquipment.v1_2_3.PowerEquipment";

    public Status Status => new("Enabled", "OK");

    [JsonPropertyName("RackPDUs")]
    public Link RackPdus => new(DistributionUris.Units);

    public Link PowerShelves => new(ShelfUris.Shelves);

    public EquipmentLinks Links => new([new Link(ManagerUris.PodManager)]);
}

internal sealed record EquipmentLinks(IReadOnlyList<Link> ManagedBy)
{
    [JsonPropertyName("ManagedBy@odata.count")]
    public int Count => ManagedBy.Count;
}

/// <summary>PowerDistribution v1_6_0: a rack power distribution unit.</summary>
internal sealed class PowerDistributionJson(PowerDistribution unit)
    : Resource(DistributionUris.Unit(unit.Id), Type, unit.Id, unit.Name), IResource
{
    public static string Type => "#PowerDistribution.v1_6_0.PowerDistribution";

    public string EquipmentType => "RackPDU";

    public string Manufacturer => "Contoso";

    public string Model => "PDU 32";

    public string SerialNumber => unit.SerialNumber;

    [JsonPropertyName("PowerCapacityVA")]
    public int PowerCapacityVa => (int)(PowerDistribution.NominalVolts * PowerDistribution.RatedAmps);

    public Status Status => new("Enabled", "OK");

    public Link Mains => new(DistributionUris.Mains(unit.Id));

    public Link Branches => new(DistributionUris.Branches(unit.Id));

    public Link Outlets => new(DistributionUris.Outlets(unit.Id));

    public Link Metrics => new(DistributionUris.Metrics(unit.Id));

    public DistributionLinks Links => new([new Link(ChassisUris.Of(unit.RackId))], [new Link(ManagerUris.PodManager)]);
}

internal sealed record DistributionLinks(IReadOnlyList<Link> Chassis, IReadOnlyList<Link> ManagedBy)
{
    public Link Facility => new(FacilityRoutes.Room);

    [JsonPropertyName("Chassis@odata.count")]
    public int ChassisCount => Chassis.Count;

    [JsonPropertyName("ManagedBy@odata.count")]
    public int ManagerCount => ManagedBy.Count;
}

/// <summary>PowerDistributionMetrics v1_4_0; the sensors are those of the rack.</summary>
internal sealed class PowerDistributionMetricsJson(Pod pod, PowerDistribution unit)
    : Resource(DistributionUris.Metrics(unit.Id), Type, "Metrics", $"Metrics of {unit.Name}"), IResource
{
    private readonly ChassisReadings _readings = new(unit.RackId, pod.Readings.Of(unit));

    public static string Type => "#PowerDistributionMetrics.v1_4_0.PowerDistributionMetrics";

    public SensorExcerpt? PowerWatts => _readings.First(Quantity.Power);

    public SensorExcerpt PowerLoadPercent =>
        new(null, Math.Round(_readings[$"{unit.Id}-power"].Value * 100 / (PowerDistribution.NominalVolts * PowerDistribution.RatedAmps), 1));

    [JsonPropertyName("EnergykWh")]
    public SensorExcerpt? EnergyKwh => _readings.First(Quantity.EnergykWh);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PowerEquipmentJson))]
[JsonSerializable(typeof(PowerDistributionJson))]
[JsonSerializable(typeof(PowerDistributionMetricsJson))]
[JsonSerializable(typeof(CircuitJson))]
[JsonSerializable(typeof(OutletJson))]
internal sealed partial class PowerEquipmentJsonContext : JsonSerializerContext;
