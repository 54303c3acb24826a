using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class ShelfUris
{
    public const string Shelves = DistributionUris.Equipment + "/PowerShelves";

    public static string Shelf(string shelfId) => $"{Shelves}/{shelfId}";

    public static string Metrics(string shelfId) => $"{Shelf(shelfId)}/Metrics";

    public static string Supplies(string shelfId) => $"{Shelf(shelfId)}/PowerSupplies";
}

/// <summary>
/// PowerDistribution v1_6_0: the power shelf of a rack. It says the same as the rack's PowerSubsystem, whose power supplies and redundancy
/// it has; a power supply has one address, in the rack.
/// </summary>
internal sealed class PowerShelfJson(Pod pod, PowerShelf shelf) : Resource(ShelfUris.Shelf(shelf.Id), Type, shelf.Id, shelf.Name), IResource
{
    public static string Type => PowerDistributionJson.Type;

    public string EquipmentType => "PowerShelf";

    public string Manufacturer => PowerShelf.Manufacturer;

    public string Model => PowerShelf.Model;

    public string PartNumber => Catalog.PartNumber(PowerShelf.Model);

    public string SerialNumber => shelf.SerialNumber;

    [JsonPropertyName("PowerCapacityVA")]
    public int PowerCapacityVa => shelf.CapacityWatts;

    public Status Status => Status.Of(pod.HealthOf(shelf.Rack));

    public PlaceJson Location => new(new PlacementJson(shelf.Rack.Id, shelf.Unit));

    public Link PowerSupplies => new(ShelfUris.Supplies(shelf.Id));

    public IReadOnlyList<RedundantGroup>? PowerSupplyRedundancy => PowerSubsystemJson.Of(pod, shelf.Rack).PowerSupplyRedundancy;

    public Link Metrics => new(ShelfUris.Metrics(shelf.Id));

    public DistributionLinks Links => new([new Link(ChassisUris.Of(shelf.Rack.Id))], [new Link(ManagerUris.PodManager)]);
}

/// <summary>PowerDistributionMetrics v1_4_0 of a power shelf: what it takes from the outlets, and how much it is asked for of what it can give.</summary>
internal sealed class PowerShelfMetricsJson(Pod pod, PowerShelf shelf)
    : Resource(ShelfUris.Metrics(shelf.Id), Type, "Metrics", $"Metrics of {shelf.Name}"), IResource
{
    private IReadOnlyList<PowerOutlet> Outlets => [.. shelf.Rack.PowerSupplies.Select(pod.OutletOf)];

    public static string Type => PowerDistributionMetricsJson.Type;

    public SensorExcerpt PowerWatts => new(null, Math.Round(Outlets.Sum(pod.Readings.Watts), 1));

    public SensorExcerpt PowerLoadPercent => new(null, Math.Round(100 * pod.Readings.Watts(shelf.Rack) / shelf.CapacityWatts, 1));

    [JsonPropertyName("EnergykWh")]
    public SensorExcerpt EnergyKwh => new(null, Math.Round(Outlets.Sum(pod.Readings.WattHours) / 1000, 4)) { SensorResetTime = pod.Started };
}

internal static class PowerShelfRoutes
{
    private const string Shelf = $"{ShelfUris.Shelves}/{{id}}";

    public static RedfishRoutes MapPowerShelves(this RedfishRoutes routes, Pod pod) => routes
        .Collection(ShelfUris.Shelves, "PowerDistribution", _ => ResourceCollection.Of(ShelfUris.Shelves, "Power Shelves", All(pod).Select(s => s.Id)))
        .Resource(Shelf, PowerShelfJsonContext.Default.PowerShelfJson, context => Find(pod, context) is { } s ? new PowerShelfJson(pod, s) : null)
        .Resource($"{Shelf}/Metrics", PowerShelfJsonContext.Default.PowerShelfMetricsJson, context =>
            Find(pod, context) is { } s ? new PowerShelfMetricsJson(pod, s) : null)
        .Collection($"{Shelf}/PowerSupplies", "PowerSupply", context => Find(pod, context) is { } s
            ? new ResourceCollection(ShelfUris.Supplies(s.Id), $"Power supplies of {s.Name}", Feeding.Supplies(s.Rack)) : null);

    public static IEnumerable<PowerShelf> All(Pod pod) => pod.Racks.Select(PowerShelf.Of).OfType<PowerShelf>();

    private static PowerShelf? Find(Pod pod, HttpContext context) => All(pod).FirstOrDefault(s => s.Id == RedfishRoutes.Id(context));
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PowerShelfJson))]
[JsonSerializable(typeof(PowerShelfMetricsJson))]
internal sealed partial class PowerShelfJsonContext : JsonSerializerContext;
