namespace Simulator.Ironic;

/// <summary>The collection <c>/v1/chassis</c>.</summary>
internal static class ChassisApi
{
    private static readonly FieldTable<IronicChassis> Table = new("chassis",
    [
        Fields.Uuid<IronicChassis>(1),
        Fields.Text<IronicChassis>("description", 1, c => c.Description, (c, v) => c with { Description = v }) with { IsShort = true },
        Fields.Document<IronicChassis>("extra", 1, c => c.Extra, (c, v) => c with { Extra = v }),
        .. Fields.Times<IronicChassis>(1),
        Fields.Links<IronicChassis>(1, "chassis"),
        new("nodes", 1, (c, wire) => wire.Links($"chassis/{c.Uuid}/nodes")),
    ]);

    public static void MapChassis(this WebApplication app, Conductor conductor, NodesApi nodes)
    {
        var chassis = conductor.Chassis;
        app.MapCollection("chassis", new CollectionApi<IronicChassis>(conductor.Settings, chassis, Kind(conductor), new IronicChassis()), since: 1, hasDetail: true);
        app.MapGet("/v1/chassis/{uuid}/nodes", (HttpContext context, string uuid) => chassis.Find(uuid) is { } found
            ? nodes.ListOf(context, conductor.Nodes.All().Where(n => n.ChassisUuid == found.Uuid), $"chassis/{found.Uuid}/nodes", isDetailed: false)
            : IronicErrors.NotFound("Chassis", uuid));
    }

    private static ResourceKind<IronicChassis> Kind(Conductor conductor) => new("Chassis", "chassis", Table)
    {
        RefuseDelete = c => conductor.Nodes.All().Any(n => n.ChassisUuid == c.Uuid)
            ? IronicErrors.Invalid($"Cannot complete the requested action because chassis {c.Uuid} contains nodes.")
            : null,
    };
}
