namespace Simulator.Ironic;

/// <summary>Every field of a port.</summary>
internal static class PortFields
{
    public static readonly FieldTable<IronicPort> Table = new("port",
    [
        Fields.Uuid<IronicPort>(1),
        new("address", 1, (p, _) => p.Address)
        {
            Set = (p, v) => p with { Address = Json.Text(v)!.ToLowerInvariant() },
            Check = Checks.Mac, IsMandatory = true, IsShort = true, IsSortable = true,
        },
        Fields.Text<IronicPort>("name", 88, p => p.Name, (p, v) => p with { Name = v }) with { Check = Checks.Name, IsShort = true },
        Fields.NodeUuid<IronicPort>(1, p => p.NodeUuid, (p, v) => p with { NodeUuid = v }),
        Fields.Document<IronicPort>("extra", 1, p => p.Extra, (p, v) => p with { Extra = v }),
        Fields.Document<IronicPort>("local_link_connection", 19, p => p.LocalLinkConnection, (p, v) => p with { LocalLinkConnection = v }),
        Fields.Flag<IronicPort>("pxe_enabled", 19, p => p.PxeEnabled, (p, v) => p with { PxeEnabled = v }, absent: true),
        Fields.Text<IronicPort>("portgroup_uuid", 24, p => p.PortgroupUuid, (p, v) => p with { PortgroupUuid = v }),
        Fields.Text<IronicPort>("physical_network", 34, p => p.PhysicalNetwork, (p, v) => p with { PhysicalNetwork = v }) with { Check = Checks.Text(64) },
        Fields.Flag<IronicPort>("is_smartnic", 53, p => p.IsSmartNic, (p, v) => p with { IsSmartNic = v }),
        new("internal_info", 18, (p, _) => p.InternalInfo.DeepClone()),
        .. Fields.Times<IronicPort>(1),
        Fields.Links<IronicPort>(1, "ports"),
    ]);
}
