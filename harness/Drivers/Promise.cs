namespace Harness.Drivers;

/// <summary>One sentence of the contract, and how it is seen whether a driver keeps it.</summary>
/// <param name="Capability">As the contract names it; <c>driver</c> for what every driver promises.</param>
/// <param name="Where">The member of the contract whose comment says so.</param>
/// <param name="Says">The promise.</param>
/// <param name="JudgeAsync">Returns when it is kept; throws <see cref="PromiseBrokenException"/> or <see cref="NotJudgedException"/> else.</param>
public sealed record Promise(string Capability, string Where, string Says, Func<Bench, Task> JudgeAsync)
{
    /// <summary>Something is made, switched or attached on the way.</summary>
    public bool Changes { get; init; }
}

/// <summary>What was seen instead of what was promised.</summary>
public sealed class PromiseBrokenException(string message) : Exception(message);

/// <summary>Why a promise could not be tried here. Never counts as kept.</summary>
public sealed class NotJudgedException(string message) : Exception(message);

public enum Verdict
{
    Kept,
    Broken,
    NotJudged,
}

/// <param name="Why">What was seen instead, or why it was not judged; null when it is kept.</param>
public sealed record Judgement(Promise Promise, Verdict Verdict, string? Why);
