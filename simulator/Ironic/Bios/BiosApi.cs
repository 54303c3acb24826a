using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>nodes/N/bios</c> (1.40): the settings that were read when the node was verified, or last changed.</summary>
internal static class BiosApi
{
    private static readonly Dictionary<string, int> Arguments = new(StringComparer.Ordinal) { ["detail"] = 74, ["fields"] = 74 };

    private static readonly string[] About =
        ["attribute_type", "allowable_values", "lower_bound", "upper_bound", "min_length", "max_length", "read_only", "reset_required", "unique"];

    public static void MapBios(this WebApplication app, Conductor conductor)
    {
        app.MapGet("/v1/nodes/{node}/bios", (HttpContext context, string node) => List(conductor, context, node)).Since(40);
        app.MapGet("/v1/nodes/{node}/bios/{name}", (HttpContext context, string node, string name) =>
        {
            var found = conductor.FindNode(context, node);
            return found.Error is not null ? found.Error
                : conductor.Findings.Of(found.Value.Uuid).Bios.FirstOrDefault(b => b.Setting.Name == name) is { } setting
                    ? (IResult)JsonReply.Ok(new JsonObject
                    {
                        [name] = Write(setting, found.Value, WireContext.Of(context, conductor.Settings), isDetailed: context.Version().Has(74)),
                    })
                    : new IronicError(404, $"Node {found.Value.Uuid} doesn't have a BIOS setting '{name}'");
        }).Since(40);
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
        var fields = query.Value.Text("fields")?.Split(',');
        var settings = conductor.Findings.Of(found.Uuid).Bios.Select(s =>
        {
            var written = Write(s, found, wire, isDetailed == true || fields is not null);
            foreach (var left in fields is null ? [] : written.Select(m => m.Key).Except([.. fields, "links"]).ToList())
            {
                written.Remove(left);
            }

            return written;
        });
        return JsonReply.Ok(new JsonObject { ["bios"] = new JsonArray([.. settings]) });
    }

    private static JsonObject Write(DatedSetting dated, IronicNode node, WireContext wire, bool isDetailed)
    {
        var written = new JsonObject
        {
            ["name"] = dated.Setting.Name,
            ["value"] = dated.Setting.Value,
            ["created_at"] = Json.Time(dated.CreatedAt),
            ["updated_at"] = Json.Time(dated.UpdatedAt),
            ["links"] = wire.Links($"nodes/{node.Uuid}/bios/{dated.Setting.Name}"),
        };
        foreach (var member in isDetailed ? About : [])
        {
            written[member] = dated.Setting.About[member]?.DeepClone();
        }

        return written;
    }
}
