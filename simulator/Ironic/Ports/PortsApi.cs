namespace Simulator.Ironic;

/// <summary>The collection <c>/v1/ports</c>, its members, and the ports of a node.</summary>
internal sealed class PortsApi(Conductor conductor)
{
    private static readonly Dictionary<string, int> ListArguments = new(Paging.Arguments, StringComparer.Ordinal)
    {
        ["fields"] = 8, ["detail"] = 43, ["node"] = 6, ["node_uuid"] = 1, ["address"] = 1, ["portgroup"] = 24, ["shard"] = 82,
    };

    private static readonly Dictionary<string, int> FieldsOnly = new(StringComparer.Ordinal) { ["fields"] = 8 };

    private long _created;

    public IResult List(HttpContext context) => ListOf(context, conductor.Ports.All(), "ports", isDetailed: false);

    public IResult Detail(HttpContext context) => ListOf(context, conductor.Ports.All(), "ports/detail", isDetailed: true);

    /// <summary>By the node's UUID only, as in 21.4.</summary>
    public IResult OfNode(HttpContext context, string node) => NodeByUuid(node) is { } found
        ? ListOf(context, conductor.Ports.Of(found.Uuid), $"nodes/{found.Uuid}/ports", isDetailed: false)
        : IronicErrors.NotFound("Node", node);

    public IResult OfNodeDetail(HttpContext context, string node) => NodeByUuid(node) is { } found
        ? ListOf(context, conductor.Ports.Of(found.Uuid), $"nodes/{found.Uuid}/ports/detail", isDetailed: true)
        : IronicErrors.NotFound("Node", node);

    public IResult Show(HttpContext context, string port)
    {
        var query = QueryArguments.Read(context, FieldsOnly);
        if (query.Error is not null)
        {
            return query.Error;
        }

        if (conductor.Ports.Find(port) is not { } found)
        {
            return IronicErrors.NotFound("Port", port);
        }

        var form = ListForm<IronicPort>.Of(query.Value, PortFields.Table, WireContext.Of(context, conductor.Settings), isDetailed: true);
        return form.Error is null ? JsonReply.Ok(form.Value.Write(found)) : form.Error;
    }

    public async Task<IResult> CreateAsync(HttpContext context)
    {
        if (QueryArguments.RefuseAny(context) is { } unknown)
        {
            return unknown;
        }

        var body = await RequestBody.ReadObjectAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        var wire = WireContext.Of(context, conductor.Settings);
        var read = PortFields.Table.Create(new IronicPort { Uuid = "" }, body.Value, wire.Version);
        if (read.Error is not null)
        {
            return read.Error;
        }

        if (RefuseNode(read.Value) is { } refusal)
        {
            return refusal;
        }

        var port = read.Value with
        {
            Uuid = read.Value.Uuid.Length > 0 ? read.Value.Uuid : NewUuid(),
            NodeUuid = NodeByUuid(read.Value.NodeUuid)!.Uuid,
            CreatedAt = conductor.World.Clock.GetUtcNow(),
        };
        return conductor.Ports.Store(port, isNew: true) is { } taken
            ? taken
            : JsonReply.Created(PortFields.Table.WriteFull(port, wire), $"{wire.Base}/v1/ports/{port.Uuid}");
    }

    public async Task<IResult> PatchAsync(HttpContext context, string port)
    {
        var body = await RequestBody.ReadArrayAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        if (conductor.Ports.Find(port) is not { } found)
        {
            return IronicErrors.NotFound("Port", port);
        }

        var wire = WireContext.Of(context, conductor.Settings);
        var patched = PortFields.Table.Patch(found, body.Value, wire);
        if (patched.Error is not null)
        {
            return patched.Error;
        }

        var changed = body.Value.Count == 0 ? found : patched.Value with { UpdatedAt = conductor.World.Clock.GetUtcNow() };
        return (RefuseNode(found) ?? RefuseNode(changed) ?? conductor.Ports.Store(changed, isNew: false)) is { } refusal
            ? refusal
            : JsonReply.Ok(PortFields.Table.WriteFull(changed, wire));
    }

    public IResult Delete(HttpContext context, string port)
    {
        if (conductor.Ports.Find(port) is not { } found)
        {
            return IronicErrors.NotFound("Port", port);
        }

        if (RefuseNode(found) is { } locked)
        {
            return locked;
        }

        conductor.Ports.Remove(found.Uuid);
        return EmptyReply.Done;
    }

    private IResult ListOf(HttpContext context, IReadOnlyList<IronicPort> ports, string path, bool isDetailed)
    {
        var query = QueryArguments.Read(context, ListArguments);
        if (query.Error is not null)
        {
            return query.Error;
        }

        var wire = WireContext.Of(context, conductor.Settings);
        var form = ListForm<IronicPort>.Of(query.Value, PortFields.Table, wire, isDetailed);
        if (form.Error is not null)
        {
            return form.Error;
        }

        var filtered = Filter(ports, query.Value, wire.Version);
        if (filtered.Error is not null)
        {
            return filtered.Error;
        }

        var page = Paging.Cut(filtered.Value, query.Value, p => p.Uuid, PortFields.Table, wire, "Port");
        return page.Error is null ? page.Value.Reply("ports", path, wire, form.Value.Write) : page.Error;
    }

    private Outcome<IReadOnlyList<IronicPort>> Filter(IReadOnlyList<IronicPort> ports, QueryArguments query, ApiVersion version)
    {
        if (query.Text("address") is { } address && Checks.Mac(address) is { } malformed)
        {
            return IronicErrors.Invalid(malformed);
        }

        var identifier = query.Text("node") ?? query.Text("node_uuid");
        var node = identifier is null ? null : conductor.Nodes.Find(identifier, version);
        if (identifier is not null && node is null)
        {
            return IronicErrors.NotFound("Node", identifier);
        }

        if (query.Text("portgroup") is { } portgroup)
        {
            return IronicErrors.NotFound("Portgroup", portgroup);
        }

        return ports
            .Where(p => node is null || p.NodeUuid == node.Uuid)
            .Where(p => query.Text("address") is not { } mac || string.Equals(p.Address, mac, StringComparison.OrdinalIgnoreCase))
            .Where(p => query.Text("shard") is not { } shards || (conductor.Nodes.ByUuid(p.NodeUuid)?.Shard is { } shard && shards.Split(',').Contains(shard)))
            .ToList();
    }

    /// <summary>400 when a port's node is not there, 409 when it is locked.</summary>
    private IronicError? RefuseNode(IronicPort port) => NodeByUuid(port.NodeUuid) is { } node
        ? Conductor.RefuseLocked(node)
        : IronicErrors.Invalid($"Node {port.NodeUuid} could not be found.");

    private IronicNode? NodeByUuid(string uuid) => Checks.IsUuid(uuid) ? conductor.Nodes.Find(uuid, ApiVersion.Oldest) : null;

    private string NewUuid() => conductor.World.Seed.Uuid($"ironic/port/{Interlocked.Increment(ref _created)}").ToString();
}
