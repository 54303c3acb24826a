using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>Every field of a node: what is answered, filtered by <c>fields=</c>, gated by version, created and patched.</summary>
internal static class NodeFields
{
    /// <summary>The kinds of interfaces, with the minor version that shows each.</summary>
    public static readonly IReadOnlyDictionary<string, int> InterfaceKinds = new SortedDictionary<string, int>(StringComparer.Ordinal)
    {
        ["bios"] = 40, ["boot"] = 31, ["console"] = 31, ["deploy"] = 31, ["firmware"] = 86, ["inspect"] = 31, ["management"] = 31,
        ["network"] = 20, ["power"] = 31, ["raid"] = 31, ["rescue"] = 38, ["storage"] = 33, ["vendor"] = 31,
    };

    public static readonly FieldTable<IronicNode> Table = new("node", [.. Own(), .. Interfaces(), .. LinksOfNode()]);

    private static IEnumerable<Field<IronicNode>> Own() =>
    [
        new("uuid", 1, (n, _) => n.Uuid)
        {
            Set = (n, v) => n with { Uuid = Json.Uuid(v) ?? n.Uuid },
            Check = Checks.Uuid, When = Settable.OnCreate, IsShort = true, IsSortable = true,
        },
        new("name", 5, (n, _) => n.Name)
        {
            Set = (n, v) => n with { Name = Json.Text(v) }, Check = Checks.NodeName, IsShort = true, IsSortable = true,
        },
        new("driver", 1, (n, _) => n.Driver)
        {
            Set = (n, v) => n with { Driver = Json.Text(v) ?? "" }, Check = Checks.Text(), IsMandatory = true, IsSortable = true,
        },
        Fields.Document<IronicNode>("driver_info", 1, n => n.DriverInfo, (n, v) => n with { DriverInfo = v }),
        new("driver_internal_info", 3, (n, _) => Secrets.Masked(n.DriverInternalInfo)),
        Fields.Document<IronicNode>("properties", 1, n => n.Properties, (n, v) => n with { Properties = v }) with { Check = Checks.Properties },
        Fields.Document<IronicNode>("extra", 1, n => n.Extra, (n, v) => n with { Extra = v }),
        Fields.Document<IronicNode>("instance_info", 1, n => n.InstanceInfo, (n, v) => n with { InstanceInfo = v }),
        new("instance_uuid", 1, (n, _) => n.InstanceUuid)
        {
            Set = (n, v) => n with { InstanceUuid = Json.Uuid(v) }, Check = Checks.Uuid, IsShort = true, IsSortable = true,
        },
        new("chassis_uuid", 1, (n, _) => n.ChassisUuid) { Set = (n, v) => n with { ChassisUuid = Json.Uuid(v) }, Check = Checks.Uuid },
        Fields.Text<IronicNode>("resource_class", 21, n => n.ResourceClass, (n, v) => n with { ResourceClass = v }) with { Check = Checks.Text(80) },
        new("provision_state", 1, ShownState) { IsShort = true, IsSortable = true },
        new("target_provision_state", 1, (n, _) => n.TargetProvisionState) { IsSortable = true },
        new("provision_updated_at", 1, (n, _) => Json.Time(n.ProvisionUpdatedAt)) { IsSortable = true },
        new("power_state", 1, (n, _) => n.PowerState) { IsShort = true, IsSortable = true },
        new("target_power_state", 1, (n, _) => n.TargetPowerState) { IsSortable = true },
        new("maintenance", 1, (n, _) => n.Maintenance)
        {
            Set = (n, v) => n with { Maintenance = Json.Flag(v), MaintenanceReason = Json.Flag(v) ? n.MaintenanceReason : null, Fault = null },
            Check = Checks.Flag, When = Settable.OnPatch, IsShort = true, IsSortable = true,
        },
        Fields.Text<IronicNode>("maintenance_reason", 1, n => n.MaintenanceReason, (n, v) => n with { MaintenanceReason = v }) with { When = Settable.OnPatch },
        new("fault", 42, (n, _) => n.Fault) { IsSortable = true },
        new("last_error", 1, (n, _) => n.LastError) { IsSortable = true },
        new("reservation", 1, (n, _) => n.Reservation) { IsSortable = true },
        new("clean_step", 7, (n, _) => n.CleanStep.DeepClone()),
        new("deploy_step", 44, (n, _) => n.DeployStep.DeepClone()),
        new("service_step", 87, (n, _) => n.ServiceStep.DeepClone()),
        new("raid_config", 12, (n, _) => n.RaidConfig.DeepClone()),
        new("target_raid_config", 12, (n, _) => n.TargetRaidConfig.DeepClone()),
        new("console_enabled", 1, (n, _) => n.ConsoleEnabled),
        new("inspection_started_at", 6, (n, _) => Json.Time(n.InspectionStartedAt)) { IsSortable = true },
        new("inspection_finished_at", 6, (n, _) => Json.Time(n.InspectionFinishedAt)) { IsSortable = true },
        new("created_at", 1, (n, _) => Json.Time(n.CreatedAt)) { IsSortable = true },
        new("updated_at", 1, (n, _) => Json.Time(n.UpdatedAt)) { IsSortable = true },
        new("automated_clean", 47, (n, _) => n.AutomatedClean)
        {
            Set = (n, v) => n with { AutomatedClean = Json.OptionalFlag(v) }, Check = Checks.Flag,
        },
        Fields.Text<IronicNode>("conductor_group", 46, n => n.ConductorGroup, (n, v) => n with { ConductorGroup = v ?? "" }),
        new("conductor", 49, (n, _) => n.Conductor),
        Fields.Text<IronicNode>("owner", 50, n => n.Owner, (n, v) => n with { Owner = v }),
        Fields.Text<IronicNode>("lessee", 65, n => n.Lessee, (n, v) => n with { Lessee = v }),
        Fields.Text<IronicNode>("description", 51, n => n.Description, (n, v) => n with { Description = v }) with { Check = Checks.Text(4096) },
        Fields.Text<IronicNode>("shard", 82, n => n.Shard, (n, v) => n with { Shard = v }),
        new("protected", 48, (n, _) => n.IsProtected)
        {
            Set = (n, v) => n with { IsProtected = Json.Flag(v), ProtectedReason = Json.Flag(v) ? n.ProtectedReason : null }, Check = Checks.Flag,
        },
        Fields.Text<IronicNode>("protected_reason", 48, n => n.ProtectedReason, (n, v) => n with { ProtectedReason = v }),
        new("retired", 61, (n, _) => n.IsRetired)
        {
            Set = (n, v) => n with { IsRetired = Json.Flag(v), RetiredReason = Json.Flag(v) ? n.RetiredReason : null }, Check = Checks.Flag,
        },
        Fields.Text<IronicNode>("retired_reason", 61, n => n.RetiredReason, (n, v) => n with { RetiredReason = v }),
        Fields.Document<IronicNode>("network_data", 66, n => n.NetworkData, (n, v) => n with { NetworkData = v }),
        new("traits", 37, (n, _) => new JsonArray([.. n.Traits.Select(t => JsonValue.Create(t))])),
        new("allocation_uuid", 52, (n, _) => n.AllocationUuid),
        Fields.Text<IronicNode>("parent_node", 83, n => n.ParentNode, (n, v) => n with { ParentNode = v }),
        new("disable_power_off", 95, (n, _) => n.DisablePowerOff)
        {
            Set = (n, v) => n with { DisablePowerOff = Json.Flag(v) }, Check = Checks.Flag,
        },
        new("boot_mode", 75, (n, _) => n.BootMode),
        new("secure_boot", 75, (n, _) => n.SecureBoot),
    ];

    private static IEnumerable<Field<IronicNode>> Interfaces() => InterfaceKinds.Select(kind =>
        new Field<IronicNode>($"{kind.Key}_interface", kind.Value, (n, _) => n.Interfaces.GetValueOrDefault(kind.Key))
        {
            Set = (n, v) => n with { Interfaces = n.Interfaces.SetItem(kind.Key, Json.Text(v)) },
            Check = Checks.Text(),
            IsSortable = true,
        });

    private static IEnumerable<Field<IronicNode>> LinksOfNode() =>
    [
        new("links", 1, (n, wire) => wire.Links($"nodes/{n.Uuid}")) { IsShort = true },
        new("ports", 1, (n, wire) => wire.Links($"nodes/{n.Uuid}/ports")),
        new("portgroups", 24, (n, wire) => wire.Links($"nodes/{n.Uuid}/portgroups")),
        new("states", 14, (n, wire) => wire.Links($"nodes/{n.Uuid}/states")),
        new("volume", 32, (n, wire) => wire.Links($"nodes/{n.Uuid}/volume")),
    ];

    /// <summary>States newer than the asked version are shown as what they were called then.</summary>
    public static JsonNode? ShownState(IronicNode node, WireContext wire) => node.ProvisionState switch
    {
        ProvisionState.Available when !wire.Version.Has(2) => null,
        ProvisionState.InspectWait when !wire.Version.Has(39) => ProvisionState.Inspecting,
        _ => node.ProvisionState,
    };
}
