namespace Simulator.Ironic;

/// <summary>Paths of the Bare Metal API that this simulator does not implement: they say so, with 501.</summary>
internal static class NotImplementedRoutes
{
    private static readonly (string Path, int Since)[] Paths =
    [
        ("/v1/nodes/{node}/states/raid", 12),
        ("/v1/nodes/{node}/states/secure_boot", 76),
        ("/v1/nodes/{node}/management/inject_nmi", 29),
        ("/v1/nodes/{node}/management/indicators/{**rest}", 63),
        ("/v1/nodes/{node}/vendor_passthru/{**rest}", 1),
        ("/v1/nodes/{node}/bios/{**rest}", 40),
        ("/v1/nodes/{node}/inventory", 81),
        ("/v1/nodes/{node}/history/{**rest}", 78),
        ("/v1/nodes/{node}/allocation", 52),
        ("/v1/nodes/{node}/portgroups/{**rest}", 24),
        ("/v1/nodes/{node}/volume/{**rest}", 32),
        ("/v1/portgroups/{**rest}", 23),
        ("/v1/volume/{**rest}", 32),
        ("/v1/drivers/{driver}/raid/logical_disk_properties", 12),
        ("/v1/drivers/{driver}/vendor_passthru/{**rest}", 1),
        ("/v1/allocations/{**rest}", 52),
        ("/v1/deploy_templates/{**rest}", 55),
        ("/v1/events/{**rest}", 54),
        ("/v1/shards", 82),
        ("/v1/lookup", 22),
        ("/v1/heartbeat/{**rest}", 22),
    ];

    public static void MapNotImplemented(this WebApplication app)
    {
        foreach (var (path, since) in Paths)
        {
            // Behind everything that is implemented, should both match.
            app.Map(path, (HttpContext context) => IronicErrors.NotImplemented(context.Request.Method, context.Request.Path.Value!))
                .Since(since)
                .WithOrder(1);
        }
    }
}
