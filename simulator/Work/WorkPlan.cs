using Simulator.Time;

namespace Simulator.Work;

/// <summary>What a step is given to act with.</summary>
/// <param name="Hold">Keeps the virtual clock still while the step acts; waits of its own go through it.</param>
/// <param name="Cancellation">The work is to stop.</param>
public sealed record StepContext(ClockHold Hold, CancellationToken Cancellation);

/// <summary>One step: it takes <paramref name="Duration"/> of simulated time, then <paramref name="Act"/> is called.</summary>
/// <param name="Name">A verb and its object, for the page and for fault rules: <c>zone-drives</c>.</param>
public sealed record WorkStep(string Name, TimeSpan Duration, Func<StepContext, Task<StepResult>> Act)
{
    /// <summary>A step whose act is immediate.</summary>
    public static WorkStep Of(string name, TimeSpan duration, Func<StepResult> act) =>
        new(name, duration, _ => Task.FromResult(act()));
}

/// <summary>Long work before it starts.</summary>
/// <param name="Kind">See <see cref="WorkItem.Kind"/>; fault rules name steps as <c>kind/step</c>.</param>
/// <param name="OnFailed">Called once with the reason when a step fails or a bug ends the work; never on cancel.</param>
/// <param name="OnStarting">Called when the work is there to be seen, and before its first step.</param>
public sealed record WorkPlan(
    string Kind, string Subject, string Title, IReadOnlyList<WorkStep> Steps, Action<string>? OnFailed = null, Action? OnStarting = null);
