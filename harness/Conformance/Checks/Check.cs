using Harness.Conformance.Walking;

namespace Harness.Conformance.Checks;

/// <summary>How much a finding weighs. Only errors make a service fail.</summary>
public enum Weight
{
    /// <summary>The standard demands it.</summary>
    Error,

    /// <summary>The standard recommends it, or clients expect it.</summary>
    Advice,

    /// <summary>Worth knowing.</summary>
    Note,
}

/// <summary>One thing that the standard asks of a service.</summary>
/// <param name="name">Stable; reports and scripts use it.</param>
/// <param name="source">Document and clause. Clauses are cited by title, because their numbers move between versions.</param>
/// <param name="asks">What must hold, in one sentence.</param>
public abstract class Check(string name, string source, string asks, Weight weight = Weight.Error)
{
    public string Name { get; } = name;

    public string Source { get; } = source;

    public string Asks { get; } = asks;

    public Weight Weight { get; } = weight;

    /// <summary>
    /// Whether it compares resources that were read at different moments. What such a check finds is read again and judged again,
    /// so that a service that changes while it is walked is not blamed.
    /// </summary>
    public virtual bool ComparesResources => false;

    /// <summary>Judges everything that it applies to, and tells the ledger of each.</summary>
    public abstract Task JudgeAsync(Subject subject, Ledger ledger, CancellationToken cancellation = default);
}

/// <summary>A check of each resource by itself, on what was read.</summary>
public abstract class ResourceCheck(string name, string source, string asks, Weight weight = Weight.Error) : Check(name, source, asks, weight)
{
    public sealed override Task JudgeAsync(Subject subject, Ledger ledger, CancellationToken cancellation = default)
    {
        foreach (var resource in subject.Tree.Documents)
        {
            Judge(resource, subject, ledger);
        }

        return Task.CompletedTask;
    }

    protected abstract void Judge(Resource resource, Subject subject, Ledger ledger);
}

/// <summary>A check that asks some resources of each type once more.</summary>
public abstract class ProbeCheck(string name, string source, string asks, Weight weight = Weight.Error) : Check(name, source, asks, weight)
{
    /// <summary>Why something was not judged.</summary>
    protected const string ChangesTooOften = "the resource changes too often";

    public sealed override Task JudgeAsync(Subject subject, Ledger ledger, CancellationToken cancellation = default)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = subject.Settings.Parallelism, CancellationToken = cancellation };
        return Parallel.ForEachAsync(subject.Samples, options, async (resource, stop) =>
        {
            var trial = new Ledger(this);
            await ProbeAsync(resource, subject, trial, stop);
            // Subscriptions, sessions and tasks end while a service is checked; what is gone has nothing to answer for.
            if (trial.Failed > 0 && (await subject.Reader.GetAsync(resource.Uri, stop)).Status is (404 or 410))
            {
                ledger.Skip("the resource is gone");
            }
            else
            {
                ledger.Add(trial);
            }
        });
    }

    protected abstract Task ProbeAsync(Resource resource, Subject subject, Ledger ledger, CancellationToken cancellation);
}
