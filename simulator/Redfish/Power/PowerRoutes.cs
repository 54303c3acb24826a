using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class PowerUris
{
    public static string Subsystem(string rackId) => $"{ChassisUris.Of(rackId)}/PowerSubsystem";

    public static string Supplies(string rackId) => $"{Subsystem(rackId)}/PowerSupplies";

    public static string Supply(string rackId, string supplyId) => $"{Supplies(rackId)}/{supplyId}";

    /// <summary>The deprecated form.</summary>
    public static string Power(string rackId) => $"{ChassisUris.Of(rackId)}/Power";
}

/// <summary>PowerSubsystem v1_1_3 of racks, and Power v1_7_3, which says the same to older clients.</summary>
internal static class PowerRoutes
{
    private const string Subsystem = $"{ChassisUris.Chassis}/{{id}}/PowerSubsystem";

    public static RedfishRoutes MapPower(this RedfishRoutes routes, Pod pod) => routes
        .Resource(Subsystem, PowerJsonContext.Default.PowerSubsystemJson, context => Find(pod, context) is { } r ? new PowerSubsystemJson(r) : null)
        .Collection($"{Subsystem}/PowerSupplies", "PowerSupply", context => Find(pod, context) is { } r
            ? ResourceCollection.Of(PowerUris.Supplies(r.Id), $"Power supplies of {r.Name}", r.PowerSupplies.Select(s => s.Id)) : null)
        .Resource($"{Subsystem}/PowerSupplies/{{supply}}", PowerJsonContext.Default.PowerSupplyJson, context =>
            Find(pod, context) is { } r && r.PowerSupplies.FirstOrDefault(s => s.Id == RedfishRoutes.Id(context, "supply")) is { } supply
                ? new PowerSupplyJson(r, supply) : null)
        .Resource($"{ChassisUris.Chassis}/{{id}}/Power", PowerJsonContext.Default.OldPowerJson, context => Find(pod, context) is { } r ? new OldPowerJson(r) : null);

    private static Rack? Find(Pod pod, HttpContext context) => pod.Racks.FirstOrDefault(r => r.Id == RedfishRoutes.Id(context));
}
