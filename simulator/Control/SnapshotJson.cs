namespace Simulator.Control;

/// <summary>The whole bench at one moment, as the page and tests read it: <c>GET /sim/v1/snapshot</c>.</summary>
internal sealed record SnapshotJson(
    PodRow Pod,
    long Seed,
    ClockJson Clock,
    IReadOnlyList<RackRow> Racks,
    IReadOnlyList<NodeRow> Nodes,
    IReadOnlyList<IronicNodeRow> Ironic,
    IReadOnlyList<InstanceRow> Instances,
    IReadOnlyList<WorkRow> Work,
    IReadOnlyList<FaultRow> Faults,
    IReadOnlyDictionary<string, string> Addresses,
    IReadOnlyList<string> Breaches)
{
    /// <summary>Boards of an ExpEther fabric; absent where the rack file has none.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<BoardRow>? ExpEther { get; init; }
}

/// <param name="Kind"><c>Server</c> or <c>Device</c>.</param>
/// <param name="Group">Null when it is in none.</param>
internal sealed record BoardRow(string Id, string Kind, string Model, int? Group, bool Up);

internal sealed record PodRow(string Id, string Name, Guid Uuid);

/// <param name="Mode"><c>real</c>, <c>scaled=N</c> or <c>virtual</c>.</param>
internal sealed record ClockJson(string Mode, DateTimeOffset Now, bool Frozen);

internal sealed record RackRow(
    string Id,
    string Name,
    int Units,
    IReadOnlyList<PowerSupplyRow> PowerSupplies,
    IReadOnlyList<SwitchRow> Switches,
    IReadOnlyList<DrawerRow> Drawers,
    IReadOnlyList<StorageRow> StorageServices);

internal sealed record PowerSupplyRow(string Id, string Name, int Unit, int Height, int Watts, string Health);

internal sealed record SwitchRow(string Id, string Name, int Unit, int Height, int Ports, string Health);

/// <param name="Kind"><c>Compute</c> when it holds sleds, else <c>Devices</c>.</param>
internal sealed record DrawerRow(
    string Id,
    string Name,
    string Kind,
    int Unit,
    int Height,
    string Health,
    IReadOnlyList<SledRow> Sleds,
    IReadOnlyList<DeviceRow> Devices,
    IReadOnlyList<FanRow> Fans);

internal sealed record SledRow(string Id, int Slot, SystemRow System);

/// <param name="Node">Id of the composed node that holds it, or null.</param>
internal sealed record SystemRow(
    string Id,
    string Name,
    string Model,
    int Processors,
    int Cores,
    int MemoryMiB,
    int Drives,
    int Nics,
    string Power,
    string Health,
    string BootTarget,
    string? Node);

internal sealed record DeviceRow(
    string Id, int Slot, string Kind, string Name, string Model, int CapacityGiB, string Health, string? Node, bool Erased);

internal sealed record FanRow(string Id, string Name, string Health, int Rpm);

internal sealed record StorageRow(
    string Id, string Name, int Unit, int Height, int Drives, int CapacityGiB, int AllocatedGiB, string Health);

internal sealed record NodeRow(
    string Id,
    string Name,
    string? Description,
    string State,
    string Health,
    string Power,
    string System,
    IReadOnlyList<string> Devices,
    DateTimeOffset Since,
    int Cores,
    int MemoryMiB,
    string? Reason);

/// <summary>A node of the fake Ironic.</summary>
/// <param name="System">Id of the system that its driver_info names, or null.</param>
public sealed record IronicNodeRow(
    string Uuid,
    string? Name,
    string? ProvisionState,
    string? TargetProvisionState,
    string? PowerState,
    string? TargetPowerState,
    bool Maintenance,
    string? LastError,
    string? System);

internal sealed record WorkRow(
    string Id,
    string Kind,
    string Subject,
    string Title,
    string State,
    int PercentComplete,
    DateTimeOffset Since,
    DateTimeOffset? Ended,
    string? Error,
    IReadOnlyList<WorkStepRow> Steps);

internal sealed record WorkStepRow(string Name, string State, DateTimeOffset? Since, DateTimeOffset? Due, string? Detail);

/// <summary>A fault rule in force, in words.</summary>
internal sealed record FaultRow(string Id, string Where, string What, int Struck, int Matched);
