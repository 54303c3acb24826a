namespace Simulator.Ironic;

/// <summary>What the page shows of a node; states in Ironic's spelling.</summary>
public sealed record NodeSnapshot(
    string Uuid,
    string? Name,
    string ProvisionState,
    string? TargetProvisionState,
    string? PowerState,
    string? TargetPowerState,
    bool IsInMaintenance,
    string? LastError,
    string? RedfishSystemId);
