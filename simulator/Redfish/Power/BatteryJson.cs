using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Battery v1_5_0: that of a rack, by which BMCs answer without mains.</summary>
internal sealed class BatteryJson(Pod pod, Rack rack, RackBattery battery)
    : Resource(PowerUris.Battery(rack.Id, battery.Id), Type, battery.Id, battery.Name), IResource
{
    public static string Type => "#Battery.v1_5_0.Battery";

    public string EnergyStorageType => "Battery";

    public string BatteryChemistryType => "LithiumIon";

    public string Manufacturer => RackBattery.Manufacturer;

    public string Model => RackBattery.Model;

    public string PartNumber => Catalog.PartNumber(RackBattery.Model);

    public string SerialNumber => battery.SerialNumber;

    public bool HotPluggable => true;

    public string ChargeState => pod.ChargeStateOf(battery, rack).ToString();

    public double CapacityRatedWattHours => RackBattery.RatedWattHours;

    public double CapacityActualWattHours => battery.CapacityWattHours;

    public SensorExcerpt StateOfHealthPercent => new(null, battery.StateOfHealthPercent);

    public Status Status => Status.Of(pod.HealthOf(battery, rack));

    public Link Metrics => new(PowerUris.BatteryMetrics(rack.Id, battery.Id));
}

/// <summary>BatteryMetrics v1_1_0.</summary>
internal sealed class BatteryMetricsJson(Pod pod, Rack rack, RackBattery battery)
    : Resource(PowerUris.BatteryMetrics(rack.Id, battery.Id), Type, "Metrics", $"Metrics of {battery.Name}"), IResource
{
    public static string Type => "#BatteryMetrics.v1_1_0.BatteryMetrics";

    public Status Status => Status.Of(pod.HealthOf(battery, rack));

    public SensorExcerpt ChargePercent => SensorExcerpt.Of(rack.Id, pod.Readings.ChargeOf(rack, battery));

    public SensorExcerpt StoredEnergyWattHours => new(null, Math.Round(pod.WattHoursIn(battery, rack), 1));
}
