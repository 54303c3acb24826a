namespace Simulator.Control;

/// <summary>An instance of the core beside the rack, and the operation on it that moved last.</summary>
/// <param name="Step">The step that is under way; <c>undo …</c> on the way back.</param>
/// <param name="NodeId">The core's uuid of the composed node, which stands in the node's description in the rack; null for none.</param>
/// <param name="OperationState">As the core says it, e.g. <c>reverting</c>.</param>
/// <param name="Attempt">From 1.</param>
public sealed record InstanceRow(
    string Uuid, string Name, string State, string? Step, bool? Composed, string? NodeId, string? IronicUuid, string? PowerState, string? Fault,
    string Operation, string OperationState, int Attempt, IReadOnlyList<InstanceStepRow> Steps);

/// <param name="State">As the core says it, e.g. <c>reverted</c>.</param>
public sealed record InstanceStepRow(string Name, string State, string? Detail);
