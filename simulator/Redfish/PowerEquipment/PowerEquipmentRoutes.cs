using System.Globalization;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

internal static class DistributionUris
{
    public const string Equipment = "/redfish/v1/PowerEquipment";
    public const string Units = Equipment + "/RackPDUs";
    public const string MainId = "AC1";

    public static string Unit(string unitId) => $"{Units}/{unitId}";

    public static string Metrics(string unitId) => $"{Unit(unitId)}/Metrics";

    public static string Mains(string unitId) => $"{Unit(unitId)}/Mains";

    public static string MainFeed(string unitId) => $"{Mains(unitId)}/{MainId}";

    public static string Branches(string unitId) => $"{Unit(unitId)}/Branches";

    public static string BranchId(int number) => $"branch-{number.ToString(CultureInfo.InvariantCulture)}";

    public static string Branch(string unitId, int number) => $"{Branches(unitId)}/{BranchId(number)}";

    public static string Outlets(string unitId) => $"{Unit(unitId)}/Outlets";

    public static string Outlet(PowerOutlet outlet) => $"{Outlets(outlet.UnitId)}/{outlet.Id}";

    public static string PowerControl(PowerOutlet outlet) => $"{Outlet(outlet)}/Actions/Outlet.PowerControl";
}

/// <summary>PowerEquipment v1_2_3: the power shelves of the racks, and the power distribution units with their circuits and outlets.</summary>
internal static class PowerEquipmentRoutes
{
    private const string Unit = $"{DistributionUris.Units}/{{id}}";

    public static RedfishRoutes MapPowerEquipment(this RedfishRoutes routes, Pod pod, OutletWork outlets) => routes
        .Resource(DistributionUris.Equipment, PowerEquipmentJsonContext.Default.PowerEquipmentJson, _ => new PowerEquipmentJson())
        .MapPowerShelves(pod)
        .Collection(DistributionUris.Units, "PowerDistribution", _ => ResourceCollection.Of(
            DistributionUris.Units, "Rack Power Distribution Units", pod.PowerDistributions.Keys))
        .Resource(Unit, PowerEquipmentJsonContext.Default.PowerDistributionJson, context => Find(pod, context) is { } u ? new PowerDistributionJson(u) : null)
        .Resource($"{Unit}/Metrics", PowerEquipmentJsonContext.Default.PowerDistributionMetricsJson, context =>
            Find(pod, context) is { } u ? new PowerDistributionMetricsJson(pod, u) : null)
        .Collection($"{Unit}/Mains", "Circuit", context => Find(pod, context) is { } u
            ? ResourceCollection.Of(DistributionUris.Mains(u.Id), $"Main feeds of {u.Name}", [DistributionUris.MainId]) : null)
        .Resource($"{Unit}/Mains/{DistributionUris.MainId}", PowerEquipmentJsonContext.Default.CircuitJson, context =>
            Find(pod, context) is { } u ? CircuitJson.Mains(pod, u) : null)
        .Collection($"{Unit}/Branches", "Circuit", context => Find(pod, context) is { } u
            ? ResourceCollection.Of(DistributionUris.Branches(u.Id), $"Branches of {u.Name}", Branches().Select(DistributionUris.BranchId)) : null)
        .Resource($"{Unit}/Branches/{{branch}}", PowerEquipmentJsonContext.Default.CircuitJson, context =>
            Find(pod, context) is { } u && Branches().FirstOrDefault(b => DistributionUris.BranchId(b) == RedfishRoutes.Id(context, "branch")) is > 0 and var number
                ? CircuitJson.Branch(pod, u, number) : null)
        .Collection($"{Unit}/Outlets", "Outlet", context => Find(pod, context) is { } u
            ? ResourceCollection.Of(DistributionUris.Outlets(u.Id), $"Outlets of {u.Name}", u.Outlets.Select(o => o.Id)) : null)
        .Resource($"{Unit}/Outlets/{{outlet}}", PowerEquipmentJsonContext.Default.OutletJson, context =>
            Find(pod, context) is { } u && Outlet(u, context) is { } outlet ? new OutletJson(pod, u, outlet) : null)
        .Action($"{Unit}/Outlets/{{outlet}}/Actions/Outlet.PowerControl", context =>
            Find(pod, context) is { } u && Outlet(u, context) is { } outlet
                ? SwitchAsync(context, outlet, outlets) : Task.FromResult(RedfishErrors.NotFound(context.Request.Path)));

    private static async Task<IResult> SwitchAsync(HttpContext context, PowerOutlet outlet, OutletWork outlets)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "Outlet.PowerControl");
        var power = reader.OneOf<OutletPower>("PowerState", isRequired: true);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        outlets.Switch(outlet, power!.Value);
        return Results.NoContent();
    }

    private static IEnumerable<int> Branches() => Enumerable.Range(1, PowerDistribution.Branches);

    private static PowerDistribution? Find(Pod pod, HttpContext context) => pod.PowerDistributions.GetValueOrDefault(RedfishRoutes.Id(context));

    private static PowerOutlet? Outlet(PowerDistribution unit, HttpContext context) => unit.Outlets.FirstOrDefault(o => o.Id == RedfishRoutes.Id(context, "outlet"));
}
