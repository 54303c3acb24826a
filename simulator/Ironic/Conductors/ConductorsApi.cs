using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>/v1/conductors</c>: the one that this face is.</summary>
internal sealed class ConductorsApi(Conductor conductor)
{
    private static readonly FieldTable<Conductor> Table = new("conductor",
    [
        new("hostname", 1, (c, _) => c.Settings.Host) { IsShort = true, IsSortable = true },
        new("conductor_group", 1, (_, _) => "") { IsShort = true },
        new("alive", 1, (_, _) => true) { IsShort = true },
        new("drivers", 1, (c, _) => new JsonArray([.. c.Hardware.All.Select(t => JsonValue.Create(t.Name))])),
        new("created_at", 1, (c, _) => Json.Time(c.StartedAt)),
        new("updated_at", 1, (c, _) => Json.Time(c.World.Clock.GetUtcNow())),
        new("links", 1, (c, wire) => wire.Links($"conductors/{c.Settings.Host}")) { IsShort = true },
    ]);

    private static readonly Dictionary<string, int> ListArguments = new(Paging.Arguments, StringComparer.Ordinal) { ["fields"] = 49, ["detail"] = 49 };

    private static readonly Dictionary<string, int> FieldsOnly = new(StringComparer.Ordinal) { ["fields"] = 49 };

    public IResult List(HttpContext context)
    {
        var query = QueryArguments.Read(context, ListArguments);
        if (query.Error is not null)
        {
            return query.Error;
        }

        var wire = WireContext.Of(context, conductor.Settings);
        var form = ListForm<Conductor>.Of(query.Value, Table, wire, isDetailed: false);
        if (form.Error is not null)
        {
            return form.Error;
        }

        var page = Paging.Cut([conductor], query.Value, c => c.Settings.Host, Table, wire, "Conductor");
        return page.Error is null ? page.Value.Reply("conductors", "conductors", wire, form.Value.Write) : page.Error;
    }

    public IResult Show(HttpContext context, string host)
    {
        var query = QueryArguments.Read(context, FieldsOnly);
        if (query.Error is not null)
        {
            return query.Error;
        }

        if (host != conductor.Settings.Host)
        {
            return IronicErrors.NotFound("Conductor", host);
        }

        var form = ListForm<Conductor>.Of(query.Value, Table, WireContext.Of(context, conductor.Settings), isDetailed: true);
        return form.Error is null ? JsonReply.Ok(form.Value.Write(conductor)) : form.Error;
    }
}
