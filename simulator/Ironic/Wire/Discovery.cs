using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>/</c> and <c>/v1</c>: which versions and which resources there are.</summary>
internal sealed class Discovery(IronicSettings settings)
{
    // Each resource of /v1 with the minor version that shows it.
    private static readonly (string Name, int Since)[] Resources =
    [
        ("chassis", 1), ("nodes", 1), ("ports", 1), ("drivers", 1), ("lookup", 22), ("heartbeat", 22), ("portgroups", 23), ("volume", 32),
        ("conductors", 49), ("allocations", 52), ("events", 54), ("deploy_templates", 55), ("shards", 82), ("runbooks", 92),
    ];

    public IResult Root(HttpContext context) => JsonReply.Ok(new JsonObject
    {
        ["name"] = "OpenStack Ironic API",
        ["description"] = "Ironic is an OpenStack project which enables the provision and management of baremetal machines.",
        ["default_version"] = Version(context),
        ["versions"] = new JsonArray(Version(context)),
    });

    public IResult V1(HttpContext context)
    {
        var wire = WireContext.Of(context, settings);
        var describedBy = WireContext.Link("https://docs.openstack.org/api-ref/baremetal/", "describedby");
        describedBy["type"] = "text/html";
        var body = new JsonObject
        {
            ["id"] = "v1",
            ["links"] = new JsonArray(WireContext.Link($"{wire.Base}/v1/", "self"), describedBy),
            ["media_types"] = new JsonObject { ["base"] = "application/json", ["type"] = "application/vnd.openstack.ironic.v1+json" },
            ["version"] = Version(context),
        };
        foreach (var (name, _) in Resources.Where(r => wire.Version.Has(r.Since)))
        {
            body[name] = new JsonArray(WireContext.Link($"{wire.Base}/v1/{name}/", "self"), WireContext.Link($"{wire.Base}/{name}/", "bookmark"));
        }

        return JsonReply.Ok(body);
    }

    private JsonObject Version(HttpContext context) => new()
    {
        ["id"] = "v1",
        ["links"] = new JsonArray(WireContext.Link($"{WireContext.Of(context, settings).Base}/v1/", "self")),
        ["status"] = "CURRENT",
        ["min_version"] = ApiVersion.Oldest.ToString(),
        ["version"] = new ApiVersion(settings.NewestVersion).ToString(),
    };
}
