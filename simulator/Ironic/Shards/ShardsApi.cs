using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>GET /v1/shards</c>: each shard with the number of its nodes; nodes without one count under null.</summary>
internal static class ShardsApi
{
    public static void MapShards(this WebApplication app, Conductor conductor) => app.MapGet("/v1/shards", (HttpContext context) =>
        QueryArguments.RefuseAny(context) is { } unknown
            ? unknown
            : (IResult)JsonReply.Ok(new JsonObject
            {
                ["shards"] = new JsonArray([
                    .. conductor.Nodes.All().GroupBy(n => n.Shard ?? "").OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new JsonObject
                    {
                        ["name"] = g.Key.Length == 0 ? null : g.Key, ["count"] = g.Count(),
                    }),
                ]),
            })).Since(82);
}
