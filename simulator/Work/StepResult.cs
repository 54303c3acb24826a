namespace Simulator.Work;

/// <summary>What a step says should happen next.</summary>
public abstract record StepResult
{
    private StepResult()
    {
    }

    /// <summary>The step is over; the next one starts.</summary>
    public static StepResult Done { get; } = new Finished();

    /// <summary>Ask this step again after <paramref name="delay"/> of simulated time.</summary>
    public static StepResult Continue(TimeSpan delay) => new Again(delay);

    /// <summary>The work ends here as failed.</summary>
    public static StepResult Failed(string reason) => new Broken(reason);

    internal sealed record Finished : StepResult;

    internal sealed record Again(TimeSpan Delay) : StepResult;

    internal sealed record Broken(string Reason) : StepResult;
}
