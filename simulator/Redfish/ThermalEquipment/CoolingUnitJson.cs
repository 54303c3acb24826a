using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>CoolingUnit v1_5_0: the coolant distribution unit of a rack. What senses its leaks are the ropes on the floor under the rack.</summary>
internal sealed class CoolingUnitJson(Pod pod, CoolantUnit unit) : Resource(CoolantUris.Unit(unit.Id), Type, unit.Id, unit.Name), IResource
{
    public static string Type => "#CoolingUnit.v1_5_0.CoolingUnit";

    public string EquipmentType => "CDU";

    public string Manufacturer => CoolantUnit.Manufacturer;

    public string Model => CoolantUnit.Model;

    public string PartNumber => Catalog.PartNumber(CoolantUnit.Model);

    public string SerialNumber => unit.SerialNumber;

    public int CoolingCapacityWatts => CoolantUnit.CapacityWatts;

    public CoolantJson Coolant => new();

    public Status Status => Status.Of(pod.HealthOf(unit));

    public Link Pumps => new(CoolantUris.Pumps(unit.Id));

    public IReadOnlyList<RedundantGroup>? PumpRedundancy =>
        RedundantGroup.Of([.. unit.Pumps.Select(p => CoolantUris.Pump(unit.Id, p.Id))], CoolantUnit.PumpsNeeded, pod.PumpsOf(unit));

    public Link Filters => new(CoolantUris.Filters(unit.Id));

    public Link PrimaryCoolantConnectors => new(CoolantUris.Primary(unit.Id));

    public Link SecondaryCoolantConnectors => new(CoolantUris.Secondary(unit.Id));

    public Link LeakDetection => new(ThermalUris.LeakDetection(unit.Rack.Id));

    public DistributionLinks Links => new([new Link(ChassisUris.Of(unit.Rack.Id))], [new Link(ManagerUris.PodManager)]);
}

/// <summary>CoolingLoop v1_1_0, <c>Coolant</c>.</summary>
internal sealed record CoolantJson
{
    public string CoolantType => "Water";

    public int DensityKgPerCubicMeter => 1_000;
}

/// <summary>Pump v1_2_0.</summary>
internal sealed class PumpJson(Pod pod, CoolantUnit unit, CoolantPump pump) : Resource(CoolantUris.Pump(unit.Id, pump.Id), Type, pump.Id, pump.Name), IResource
{
    private readonly double _percent = pod.Readings.PumpPercent(unit, pump);

    public static string Type => "#Pump.v1_2_0.Pump";

    public string PumpType => "Liquid";

    public string PhysicalContext => "Pump";

    public string Manufacturer => CoolantUnit.Manufacturer;

    public string Model => CoolantUnit.PumpModel;

    public string PartNumber => Catalog.PartNumber(CoolantUnit.PumpModel);

    public string SerialNumber => pump.SerialNumber;

    public SensorExcerpt PumpSpeedPercent => new(null, _percent) { SpeedRpm = (int)Math.Round(CoolantPump.RatedRpm * _percent / 100) };

    public Status Status => Status.Of(pod.HealthOf(unit, pump));
}

/// <summary>Filter v1_1_0: through it goes all the water of the loop. It is as old as the pod.</summary>
internal sealed class FilterJson(Pod pod, CoolantUnit unit)
    : Resource(CoolantUris.Filter(unit.Id), Type, CoolantUnit.FilterId, $"Filter of {unit.Name}"), IResource
{
    public static string Type => "#Filter.v1_1_0.Filter";

    public string PhysicalContext => "Filter";

    public string Manufacturer => CoolantUnit.Manufacturer;

    public string Model => CoolantUnit.FilterModel;

    public string PartNumber => Catalog.PartNumber(CoolantUnit.FilterModel);

    public double RatedServiceHours => 8_760;

    public double ServiceHours => Math.Round((pod.Now - pod.Started).TotalHours, 1);

    public DateTimeOffset ServicedDate => pod.Started;

    public SensorExcerpt DeltaLiquidPressurekPa => new(null, Math.Round(pod.Readings.FilterPressure(unit), 2));

    public Status Status => new("Enabled", "OK");
}
