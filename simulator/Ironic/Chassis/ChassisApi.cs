namespace Simulator.Ironic;

/// <summary>The collection <c>/v1/chassis</c> and its members.</summary>
internal sealed class ChassisApi(Conductor conductor, IronicChassis chassis, NodesApi nodes)
{
    private static readonly FieldTable<IronicChassisEntry> Table = new("chassis",
    [
        new("uuid", 1, (c, _) => c.Uuid)
        {
            Set = (c, v) => c with { Uuid = Json.Uuid(v) ?? c.Uuid },
            Check = Checks.Uuid, When = Settable.OnCreate, IsShort = true, IsSortable = true,
        },
        new("description", 1, (c, _) => c.Description)
        {
            Set = (c, v) => c with { Description = Json.Text(v) }, Check = Checks.Text(), IsShort = true, IsSortable = true,
        },
        new("extra", 1, (c, _) => c.Extra.DeepClone()) { Set = (c, v) => c with { Extra = Json.Object(v) }, Check = Checks.Object },
        new("created_at", 1, (c, _) => Json.Time(c.CreatedAt)) { IsSortable = true },
        new("updated_at", 1, (c, _) => Json.Time(c.UpdatedAt)) { IsSortable = true },
        new("links", 1, (c, wire) => wire.Links($"chassis/{c.Uuid}")) { IsShort = true },
        new("nodes", 1, (c, wire) => wire.Links($"chassis/{c.Uuid}/nodes")),
    ]);

    private static readonly Dictionary<string, int> ListArguments = new(Paging.Arguments, StringComparer.Ordinal) { ["fields"] = 8, ["detail"] = 43 };

    private static readonly Dictionary<string, int> FieldsOnly = new(StringComparer.Ordinal) { ["fields"] = 8 };

    private long _created;

    public IResult List(HttpContext context) => ListOf(context, "chassis", isDetailed: false);

    public IResult Detail(HttpContext context) => ListOf(context, "chassis/detail", isDetailed: true);

    public IResult Show(HttpContext context, string uuid)
    {
        var query = QueryArguments.Read(context, FieldsOnly);
        if (query.Error is not null)
        {
            return query.Error;
        }

        if (chassis.Find(uuid) is not { } found)
        {
            return IronicErrors.NotFound("Chassis", uuid);
        }

        var form = ListForm<IronicChassisEntry>.Of(query.Value, Table, WireContext.Of(context, conductor.Settings), isDetailed: true);
        return form.Error is null ? JsonReply.Ok(form.Value.Write(found)) : form.Error;
    }

    public IResult Nodes(HttpContext context, string uuid) => chassis.Find(uuid) is { } found
        ? nodes.ListOf(context, conductor.Nodes.All().Where(n => n.ChassisUuid == found.Uuid), $"chassis/{found.Uuid}/nodes", isDetailed: false)
        : IronicErrors.NotFound("Chassis", uuid);

    public async Task<IResult> CreateAsync(HttpContext context)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        var wire = WireContext.Of(context, conductor.Settings);
        var empty = new IronicChassisEntry("", Description: null, [], conductor.World.Clock.GetUtcNow(), UpdatedAt: null, Order: 0);
        var read = Table.Create(empty, body.Value, wire.Version);
        if (read.Error is not null)
        {
            return read.Error;
        }

        var entry = read.Value.Uuid.Length > 0
            ? read.Value
            : read.Value with { Uuid = conductor.World.Seed.Uuid($"ironic/chassis/{Interlocked.Increment(ref _created)}").ToString() };
        return chassis.TryAdd(entry)
            ? JsonReply.Created(Table.WriteFull(entry, wire), $"{wire.Base}/v1/chassis/{entry.Uuid}")
            : IronicErrors.Conflict($"A chassis with UUID {entry.Uuid} already exists.");
    }

    public async Task<IResult> PatchAsync(HttpContext context, string uuid)
    {
        var body = await RequestBody.ReadArrayAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        if (chassis.Find(uuid) is not { } found)
        {
            return IronicErrors.NotFound("Chassis", uuid);
        }

        var wire = WireContext.Of(context, conductor.Settings);
        var patched = Table.Patch(found, body.Value, wire);
        if (patched.Error is not null)
        {
            return patched.Error;
        }

        var changed = patched.Value with { UpdatedAt = conductor.World.Clock.GetUtcNow() };
        chassis.Replace(changed);
        return JsonReply.Ok(Table.WriteFull(changed, wire));
    }

    public IResult Delete(HttpContext context, string uuid)
    {
        if (chassis.Find(uuid) is not { } found)
        {
            return IronicErrors.NotFound("Chassis", uuid);
        }

        if (conductor.Nodes.All().Any(n => n.ChassisUuid == found.Uuid))
        {
            return IronicErrors.Invalid($"Cannot complete the requested action because chassis {found.Uuid} contains nodes.");
        }

        chassis.Remove(found.Uuid);
        return EmptyReply.Done;
    }

    private IResult ListOf(HttpContext context, string path, bool isDetailed)
    {
        var query = QueryArguments.Read(context, ListArguments);
        if (query.Error is not null)
        {
            return query.Error;
        }

        var wire = WireContext.Of(context, conductor.Settings);
        var form = ListForm<IronicChassisEntry>.Of(query.Value, Table, wire, isDetailed);
        if (form.Error is not null)
        {
            return form.Error;
        }

        var page = Paging.Cut(chassis.All(), query.Value, c => c.Uuid, Table, wire, "Chassis");
        return page.Error is null ? page.Value.Reply("chassis", path, wire, form.Value.Write) : page.Error;
    }
}
