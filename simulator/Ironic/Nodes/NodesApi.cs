namespace Simulator.Ironic;

/// <summary>The collection <c>/v1/nodes</c> and its members.</summary>
internal sealed class NodesApi(Conductor conductor, Provisioning provisioning)
{
    private long _created;

    public IResult List(HttpContext context) => ListOf(context, conductor.Nodes.All(), "nodes", isDetailed: false);

    public IResult Detail(HttpContext context) => context.Request.Query.ContainsKey("fields")
        ? IronicErrors.UnexpectedArguments(["fields"])
        : ListOf(context, conductor.Nodes.All(), "nodes/detail", isDetailed: true);

    /// <summary>A list of these nodes, as the query asks for it.</summary>
    public IResult ListOf(HttpContext context, IEnumerable<IronicNode> nodes, string path, bool isDetailed)
    {
        var query = QueryArguments.Read(context, NodeFilters.Arguments);
        if (query.Error is not null)
        {
            return query.Error;
        }

        var wire = WireContext.Of(context, conductor.Settings);
        var form = ListForm<IronicNode>.Of(
            query.Value, NodeFields.Table, wire, isDetailed, names => IronicErrors.Unexpected($"type object 'Node' has no attribute '{names[0]}'"));
        if (form.Error is not null)
        {
            return form.Error;
        }

        var filtered = NodeFilters.Apply(nodes, query.Value);
        if (filtered.Error is not null)
        {
            return filtered.Error;
        }

        var page = Paging.Cut(filtered.Value, query.Value, n => n.Uuid, NodeFields.Table, wire, "Node");
        return page.Error is null ? page.Value.Reply("nodes", path, wire, form.Value.Write) : page.Error;
    }

    public IResult Show(HttpContext context, string node)
    {
        var query = QueryArguments.Read(context, FieldsOnly);
        if (query.Error is not null)
        {
            return query.Error;
        }

        if (conductor.Nodes.Find(node, context.Version()) is not { } found)
        {
            return IronicErrors.NotFound("Node", node);
        }

        var wire = WireContext.Of(context, conductor.Settings);
        var form = ListForm<IronicNode>.Of(
            query.Value, NodeFields.Table, wire, isDetailed: true, names => IronicErrors.Invalid($"Field {names[0]} is not a valid field."));
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
        var empty = new IronicNode
        {
            Uuid = "",
            Conductor = conductor.Settings.Host,
            ProvisionState = ProvisionStateMachine.First(wire.Version),
        };
        var read = NodeFields.Table.Create(empty, body.Value, wire.Version);
        var resolved = read.Error is null ? Resolve(read.Value) : read;
        if (resolved.Error is not null)
        {
            return resolved.Error;
        }

        var named = resolved.Value.Uuid.Length > 0 ? resolved.Value : resolved.Value with { Uuid = NewUuid() };
        var added = conductor.Nodes.Add(named);
        if (added.Error is not null)
        {
            return added.Error;
        }

        var node = added.Value;
        conductor.World.Journal.Record("ironic", node.Uuid, node.ProvisionState, $"Node {node.Name ?? node.Uuid} was registered with the driver {node.Driver}.");
        return JsonReply.Created(NodeFields.Table.WriteFull(node, wire), $"{wire.Base}/v1/nodes/{node.Uuid}");
    }

    public async Task<IResult> PatchAsync(HttpContext context, string node)
    {
        if (conductor.Nodes.Find(node, context.Version()) is not { } found)
        {
            return IronicErrors.NotFound("Node", node);
        }

        var body = await RequestBody.ReadArrayAsync(context);
        if (body.Error is not null)
        {
            return body.Error;
        }

        var wire = WireContext.Of(context, conductor.Settings);
        var changed = conductor.Nodes.Change(found.Uuid, n =>
        {
            if (body.Value.Count == 0)
            {
                return n;
            }

            var patched = NodeFields.Table.Patch(n, body.Value, wire);
            if (patched.Error is not null)
            {
                return patched;
            }

            var resolved = Resolve(patched.Value.Driver == n.Driver ? patched.Value : WithoutOldInterfaces(n, patched.Value));
            return resolved.Error is null && NodeChanges.Refuse(n, resolved.Value) is { } refusal ? refusal : resolved;
        });
        return changed.Error is null ? JsonReply.Ok(NodeFields.Table.WriteFull(changed.Value, wire)) : changed.Error;
    }

    public IResult Delete(HttpContext context, string node)
    {
        if (conductor.Nodes.Find(node, context.Version()) is not { } found)
        {
            return IronicErrors.NotFound("Node", node);
        }

        if (conductor.Nodes.Remove(found.Uuid, NodeChanges.RefuseDelete) is { } refusal)
        {
            return refusal;
        }

        provisioning.CancelRunning(found.Uuid);
        Forget(found.Uuid);

        conductor.World.Journal.Record("ironic", found.Uuid, "deleted", $"Node {found.Name ?? found.Uuid} was deleted.");
        return EmptyReply.Done;
    }

    private static readonly Dictionary<string, int> FieldsOnly = new(StringComparer.Ordinal) { ["fields"] = 8 };

    private Outcome<IronicNode> Resolve(IronicNode node) => node.ChassisUuid is { } uuid && conductor.Chassis.Find(uuid) is null
        ? IronicErrors.Invalid($"Chassis {uuid} could not be found.")
        : conductor.Hardware.Resolve(node);

    /// <summary>In 21.4 everything that belongs to a node goes with it.</summary>
    private void Forget(string uuid)
    {
        foreach (var port in conductor.PortsOf(uuid))
        {
            conductor.Ports.Remove(port.Uuid);
        }

        foreach (var group in conductor.Portgroups.All().Where(g => g.NodeUuid == uuid))
        {
            conductor.Portgroups.Remove(group.Uuid);
        }

        foreach (var connector in conductor.VolumeConnectors.All().Where(c => c.NodeUuid == uuid))
        {
            conductor.VolumeConnectors.Remove(connector.Uuid);
        }

        foreach (var target in conductor.VolumeTargets.All().Where(t => t.NodeUuid == uuid))
        {
            conductor.VolumeTargets.Remove(target.Uuid);
        }

        conductor.Findings.Forget(uuid);
    }

    /// <summary>A new driver takes its own defaults; interfaces named in the same patch stay.</summary>
    private static IronicNode WithoutOldInterfaces(IronicNode before, IronicNode after) => after with
    {
        Interfaces = after.Interfaces.RemoveRange(after.Interfaces.Where(i => before.Interfaces.GetValueOrDefault(i.Key) == i.Value).Select(i => i.Key)),
    };

    private string NewUuid() => conductor.World.Seed.Uuid($"ironic/node/{Interlocked.Increment(ref _created)}").ToString();
}
