namespace Simulator.Ironic;

/// <summary>The collection <c>/v1/ports</c>, and the ports of a node and of a port group.</summary>
internal static class PortsApi
{
    public static void MapPorts(this WebApplication app, Conductor conductor)
    {
        var api = new CollectionApi<IronicPort>(conductor.Settings, conductor.Ports, Kind(conductor), new IronicPort());
        app.MapCollection("ports", api, since: 1, hasDetail: true);
        conductor.MapOfNode(app, "ports", since: 1, api, node => [.. conductor.PortsOf(node.Uuid)]);
        app.MapGet("/v1/portgroups/{portgroup}/ports", (HttpContext context, string portgroup) => OfGroup(context, portgroup, isDetailed: false)).Since(24);
        app.MapGet("/v1/portgroups/{portgroup}/ports/detail", (HttpContext context, string portgroup) => OfGroup(context, portgroup, isDetailed: true)).Since(24);

        IResult OfGroup(HttpContext context, string portgroup, bool isDetailed) => conductor.Portgroups.Find(portgroup) is { } group
            ? api.ListOf(context, [.. conductor.Ports.All().Where(p => p.PortgroupUuid == group.Uuid)], $"portgroups/{group.Uuid}/ports{(isDetailed ? "/detail" : "")}", isDetailed)
            : IronicErrors.NotFound("Portgroup", portgroup);
    }

    private static ResourceKind<IronicPort> Kind(Conductor conductor) => new("Port", "ports", PortFields.Table)
    {
        Filters = new Dictionary<string, int>(StringComparer.Ordinal) { ["node"] = 6, ["node_uuid"] = 1, ["address"] = 1, ["portgroup"] = 24, ["shard"] = 82 },
        Filter = (ports, query, version) => Filter(conductor, ports, query, version),
        Resolve = (former, port) => Resolve(conductor, former, port),
        RefuseDelete = port => conductor.ChildsNode(port.NodeUuid) switch
        {
            { Error: { } error } => error,
            _ when port.VifId is not null => IronicErrors.Conflict($"Port {port.Uuid} has the network {port.VifId} attached to it; detach it first."),
            _ => null,
        },
    };

    private static Outcome<IronicPort> Resolve(Conductor conductor, IronicPort? former, IronicPort port)
    {
        if (former is not null && conductor.ChildsNode(former.NodeUuid).Error is { } locked)
        {
            return locked;
        }

        var node = conductor.ChildsNode(port.NodeUuid);
        if (node.Error is not null)
        {
            return node.Error;
        }

        if (port.PortgroupUuid is not { } named)
        {
            return port with { NodeUuid = node.Value.Uuid };
        }

        return conductor.Portgroups.Find(named) switch
        {
            null => IronicErrors.Invalid($"Portgroup {named} could not be found."),
            { } group when group.NodeUuid != node.Value.Uuid => IronicErrors.Invalid(
                $"Port {port.Address} can not be in the port group {group.Uuid}: that belongs to node {group.NodeUuid}, the port to node {node.Value.Uuid}."),
            { StandalonePortsSupported: false } when port.PxeEnabled => IronicErrors.Invalid(
                $"Port {port.Address} can not be pxe_enabled in the port group {named}, whose standalone_ports_supported is false."),
            { } group => port with { NodeUuid = node.Value.Uuid, PortgroupUuid = group.Uuid },
        };
    }

    private static Outcome<IReadOnlyList<IronicPort>> Filter(Conductor conductor, IReadOnlyList<IronicPort> ports, QueryArguments query, ApiVersion version)
    {
        if (query.Text("address") is { } address && Checks.Mac(address) is { } malformed)
        {
            return IronicErrors.Invalid(malformed);
        }

        var ofNode = conductor.OfNode(ports, p => p.NodeUuid, query.Text("node") ?? query.Text("node_uuid"), version);
        if (ofNode.Error is not null)
        {
            return ofNode;
        }

        var group = query.Text("portgroup") is { } named ? conductor.Portgroups.Find(named) : null;
        if (group is null && query.Text("portgroup") is { } unknown)
        {
            return IronicErrors.NotFound("Portgroup", unknown);
        }

        return ofNode.Value
            .Where(p => group is null || p.PortgroupUuid == group.Uuid)
            .Where(p => query.Text("address") is not { } mac || string.Equals(p.Address, mac, StringComparison.OrdinalIgnoreCase))
            .Where(p => query.Text("shard") is not { } shards || (conductor.Nodes.ByUuid(p.NodeUuid)?.Shard is { } shard && shards.Split(',').Contains(shard)))
            .ToList();
    }
}
