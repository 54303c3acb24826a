using ValenceCore.Failures;

namespace ValenceCore.Operations;

/// <summary>One step of a plan. It holds no data of its own: all of it is in the operation's row, so that any process can go on with it.</summary>
internal interface IOperationStep
{
    string Name { get; }

    /// <summary>Does the step. What it is about to change outside must be saved in the data before. A process may die anywhere in it; it is then
    /// called again, by another, with <see cref="OperationData.IsRepeated"/>, and has to find what was done instead of doing it twice.</summary>
    Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation);

    /// <summary>Undoes what the step did or may have done; also called for the step that failed, and again where a former call was cut short.
    /// "Already gone" is success.</summary>
    Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation) => Task.FromResult(StepResult.Nothing);
}

/// <summary>How a step, or its undoing, ended.</summary>
internal sealed record StepResult(Failure? Failure, string? Detail)
{
    /// <summary>There was nothing to do.</summary>
    public static readonly StepResult Nothing = new(null, null);

    public static StepResult Done(string? detail = null) => new(null, detail);

    public static StepResult Failed(Failure failure) => new(failure, failure.Detail);
}

/// <summary>The steps that carry out operations of one kind, in order.</summary>
/// <param name="CanBeCancelled">False where what was done is not undone, such as a release: it only goes forward.</param>
/// <param name="Attempts">Whether it is begun again once a failure is undone; null for one attempt.</param>
internal sealed record OperationPlan(string Kind, IReadOnlyList<IOperationStep> Steps, bool CanBeCancelled = true, IAttemptPolicy? Attempts = null);
