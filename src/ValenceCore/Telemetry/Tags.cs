namespace ValenceCore.Telemetry;

/// <summary>Names of what is said of activities and measurements, by OpenTelemetry's rules for names (semantic conventions, "Naming").
/// Ids are for activities only: each value that a measurement has is a series of its own at whoever keeps it.</summary>
internal static class Tags
{
    public const string OperationId = "valence.operation.id";
    public const string OperationSubject = "valence.operation.subject";
    public const string OperationKind = "valence.operation.kind";
    public const string OperationState = "valence.operation.state";

    public const string Step = "valence.step.name";

    /// <summary><c>execute</c> or <c>revert</c>.</summary>
    public const string StepAction = "valence.step.action";

    public const string Driver = "valence.driver.name";
    public const string Verb = "valence.driver.verb";

    /// <summary>One of <see cref="Outcomes"/>.</summary>
    public const string Outcome = "valence.outcome";

    public const string PodName = "valence.pod.name";
    public const string PodStatus = "valence.pod.status";
    public const string NodeState = "valence.node.state";
    public const string ClaimKind = "valence.claim.kind";
}
