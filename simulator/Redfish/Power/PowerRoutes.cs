using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class PowerUris
{
    public static string Subsystem(string chassisId) => $"{ChassisUris.Of(chassisId)}/PowerSubsystem";

    public static string Supplies(string rackId) => $"{Subsystem(rackId)}/PowerSupplies";

    public static string Supply(string rackId, string supplyId) => $"{Supplies(rackId)}/{supplyId}";

    public static string Metrics(string rackId, string supplyId) => $"{Supply(rackId, supplyId)}/Metrics";

    public static string Batteries(string rackId) => $"{Subsystem(rackId)}/Batteries";

    public static string Battery(string rackId, string batteryId) => $"{Batteries(rackId)}/{batteryId}";

    public static string BatteryMetrics(string rackId, string batteryId) => $"{Battery(rackId, batteryId)}/Metrics";

    /// <summary>The deprecated form.</summary>
    public static string Power(string chassisId) => $"{ChassisUris.Of(chassisId)}/Power";

    /// <summary>So many power supplies carry the rack: those of one feed.</summary>
    public static int Needed(Rack rack) => Math.Max(1, rack.PowerSupplies.Count / 2);

    public static Status StatusOf(Pod pod, Rack rack, PowerSupply supply) =>
        new(pod.IsOn(pod.OutletOf(supply)) ? "Enabled" : "UnavailableOffline", pod.HealthOf(rack, supply).ToString());
}

/// <summary>PowerSubsystem v1_1_3 of racks and sleds, and Power v1_7_3, which says the same to older clients.</summary>
internal static class PowerRoutes
{
    private const string Subsystem = $"{ChassisUris.Chassis}/{{id}}/PowerSubsystem";

    public static RedfishRoutes MapPower(this RedfishRoutes routes, Pod pod) => routes
        .Resource(Subsystem, PowerJsonContext.Default.PowerSubsystemJson, context =>
            FindRack(pod, context) is { } rack ? PowerSubsystemJson.Of(pod, rack)
            : ChassisRoutes.FindSled(pod, context) is { } system ? PowerSubsystemJson.Of(system)
            : null)
        .Collection($"{Subsystem}/PowerSupplies", "PowerSupply", context => FindRack(pod, context) is { } r
            ? ResourceCollection.Of(PowerUris.Supplies(r.Id), $"Power supplies of {r.Name}", r.PowerSupplies.Select(s => s.Id)) : null)
        .Resource($"{Subsystem}/PowerSupplies/{{supply}}", PowerJsonContext.Default.PowerSupplyJson, context =>
            FindSupply(pod, context) is var (rack, supply) ? new PowerSupplyJson(pod, rack, supply) : null)
        .Resource($"{Subsystem}/PowerSupplies/{{supply}}/Metrics", PowerJsonContext.Default.PowerSupplyMetricsJson, context =>
            FindSupply(pod, context) is var (rack, supply) ? new PowerSupplyMetricsJson(pod, rack, supply) : null)
        .Collection($"{Subsystem}/Batteries", "Battery", context => FindRack(pod, context) is { } r && RackBattery.Of(r) is { } battery
            ? ResourceCollection.Of(PowerUris.Batteries(r.Id), $"Batteries of {r.Name}", [battery.Id]) : null)
        .Resource($"{Subsystem}/Batteries/{{battery}}", PowerJsonContext.Default.BatteryJson, context =>
            FindBattery(pod, context) is var (rack, battery) ? new BatteryJson(pod, rack, battery) : null)
        .Resource($"{Subsystem}/Batteries/{{battery}}/Metrics", PowerJsonContext.Default.BatteryMetricsJson, context =>
            FindBattery(pod, context) is var (rack, battery) ? new BatteryMetricsJson(pod, rack, battery) : null)
        .Resource($"{ChassisUris.Chassis}/{{id}}/Power", PowerJsonContext.Default.OldPowerJson, context =>
            FindRack(pod, context) is { } rack ? OldPowerJson.Of(pod, rack)
            : pod.Drawers.TryGetValue(RedfishRoutes.Id(context), out var drawer) ? OldPowerJson.Of(pod, drawer)
            : ChassisRoutes.FindSled(pod, context) is { } system ? OldPowerJson.Of(pod, system)
            : null);

    private static Rack? FindRack(Pod pod, HttpContext context) => pod.Racks.FirstOrDefault(r => r.Id == RedfishRoutes.Id(context));

    private static (Rack Rack, PowerSupply Supply)? FindSupply(Pod pod, HttpContext context) =>
        FindRack(pod, context) is { } rack && rack.PowerSupplies.FirstOrDefault(s => s.Id == RedfishRoutes.Id(context, "supply")) is { } supply
            ? (rack, supply) : null;

    private static (Rack Rack, RackBattery Battery)? FindBattery(Pod pod, HttpContext context) =>
        FindRack(pod, context) is { } rack && RackBattery.Of(rack) is { } battery && battery.Id == RedfishRoutes.Id(context, "battery")
            ? (rack, battery) : null;
}
