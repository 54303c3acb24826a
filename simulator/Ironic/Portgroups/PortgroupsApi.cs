namespace Simulator.Ironic;

/// <summary>The collection <c>/v1/portgroups</c>, and the port groups of a node.</summary>
internal static class PortgroupsApi
{
    private static readonly FieldTable<IronicPortgroup> Table = new("portgroup",
    [
        Fields.Uuid<IronicPortgroup>(23),
        Fields.Text<IronicPortgroup>("name", 23, g => g.Name, (g, v) => g with { Name = v }) with { Check = Checks.Name, IsShort = true },
        new("address", 23, (g, _) => g.Address)
        {
            Set = (g, v) => g with { Address = Json.Text(v)?.ToLowerInvariant() }, Check = v => v is null ? null : Checks.Mac(v), IsShort = true, IsSortable = true,
        },
        Fields.NodeUuid<IronicPortgroup>(23, g => g.NodeUuid, (g, v) => g with { NodeUuid = v }),
        Fields.Text<IronicPortgroup>("mode", 26, g => g.Mode, (g, v) => g with { Mode = v ?? new IronicPortgroup().Mode }),
        Fields.Document<IronicPortgroup>("properties", 26, g => g.Properties, (g, v) => g with { Properties = v }),
        Fields.Flag<IronicPortgroup>("standalone_ports_supported", 23, g => g.StandalonePortsSupported, (g, v) => g with { StandalonePortsSupported = v }, absent: true),
        Fields.Document<IronicPortgroup>("extra", 23, g => g.Extra, (g, v) => g with { Extra = v }),
        new("internal_info", 23, (g, _) => g.InternalInfo.DeepClone()),
        .. Fields.Times<IronicPortgroup>(23),
        Fields.Links<IronicPortgroup>(23, "portgroups"),
        new("ports", 24, (g, wire) => wire.Links($"portgroups/{g.Uuid}/ports")),
    ]);

    public static void MapPortgroups(this WebApplication app, Conductor conductor)
    {
        var api = new CollectionApi<IronicPortgroup>(conductor.Settings, conductor.Portgroups, Kind(conductor), new IronicPortgroup());
        app.MapCollection("portgroups", api, since: 23, hasDetail: true);
        conductor.MapOfNode(app, "portgroups", since: 24, api, node => [.. conductor.Portgroups.All().Where(g => g.NodeUuid == node.Uuid)]);
    }

    private static ResourceKind<IronicPortgroup> Kind(Conductor conductor) => new("Portgroup", "portgroups", Table)
    {
        Filters = new Dictionary<string, int>(StringComparer.Ordinal) { ["node"] = 23, ["address"] = 23 },
        Filter = (groups, query, version) => query.Text("address") is { } address && Checks.Mac(address) is { } malformed
            ? IronicErrors.Invalid(malformed)
            : conductor.OfNode(
                [.. groups.Where(g => query.Text("address") is not { } mac || string.Equals(g.Address, mac, StringComparison.OrdinalIgnoreCase))],
                g => g.NodeUuid, query.Text("node"), version),
        Resolve = (former, group) =>
        {
            var node = conductor.ChildsNode(group.NodeUuid);
            return (node.Error ?? (former is null ? null : conductor.ChildsNode(former.NodeUuid).Error)) is { } refusal
                ? refusal
                : group with { NodeUuid = node.Value.Uuid };
        },
        RefuseDelete = group => conductor.ChildsNode(group.NodeUuid).Error ?? (conductor.Ports.All().Any(p => p.PortgroupUuid == group.Uuid)
            ? IronicErrors.Invalid($"Cannot complete the requested action because portgroup {group.Uuid} contains ports.")
            : null),
    };
}
