using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>nodes/N/history</c> (1.78).</summary>
internal static class HistoryApi
{
    private static readonly Dictionary<string, int> Arguments =
        new(StringComparer.Ordinal) { ["detail"] = 78, ["limit"] = 78, ["marker"] = 78 };

    public static void MapHistory(this WebApplication app, Conductor conductor)
    {
        app.MapGet("/v1/nodes/{node}/history", (HttpContext context, string node) => List(conductor, context, node)).Since(78);
        app.MapGet("/v1/nodes/{node}/history/{entry}", (HttpContext context, string node, string entry) =>
        {
            var found = conductor.FindNode(context, node);
            return found.Error is not null ? found.Error
                : conductor.History.Of(found.Value.Uuid).FirstOrDefault(e => e.Uuid == entry) is { } one
                    ? (IResult)JsonReply.Ok(Write(one, found.Value, WireContext.Of(context, conductor.Settings), isDetailed: true))
                    : new IronicError(404, $"Node history record {entry} could not be found.");
        }).Since(78);
    }

    private static IResult List(Conductor conductor, HttpContext context, string node)
    {
        var query = QueryArguments.Read(context, Arguments);
        if (query.Error is not null)
        {
            return query.Error;
        }

        var (isDetailed, problem) = query.Value.Flag("detail");
        if (problem is not null)
        {
            return problem;
        }

        if (conductor.Nodes.Find(node, context.Version()) is not { } found)
        {
            return IronicErrors.NotFound("Node", node);
        }

        var wire = WireContext.Of(context, conductor.Settings);
        var page = Paging.Cut(conductor.History.Of(found.Uuid), query.Value, e => e.Uuid, Sorting, wire, "Node history record");
        return page.Error is null
            ? page.Value.Reply("history", $"nodes/{found.Uuid}/history", wire, e => Write(e, found, wire, isDetailed == true))
            : page.Error;
    }

    private static readonly FieldTable<HistoryEntry> Sorting = new("history", []);

    private static JsonObject Write(HistoryEntry entry, IronicNode node, WireContext wire, bool isDetailed)
    {
        var written = new JsonObject
        {
            ["uuid"] = entry.Uuid,
            ["created_at"] = Json.Time(entry.CreatedAt),
            ["severity"] = "ERROR",
            ["event"] = entry.Event,
            ["links"] = wire.Links($"nodes/{node.Uuid}/history/{entry.Uuid}"),
        };
        if (isDetailed)
        {
            written["event_type"] = entry.Kind;
            written["conductor"] = entry.Conductor;
            written["user"] = null;
        }

        return written;
    }
}
