using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ValenceCore.Telemetry;

/// <summary>What is counted and measured as it happens; what is stored is in <see cref="StoredGauges"/>.</summary>
internal sealed class CoreMeter
{
    private const string Seconds = "s";

    /// <summary>From an answer out of memory to a request that a pod answers only when its work is done.</summary>
    private static readonly InstrumentAdvice<double> OfCalls = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600],
    };

    /// <summary>From a simulated pod to hardware that is erased before it is given back.</summary>
    private static readonly InstrumentAdvice<double> OfOperations = new()
    {
        HistogramBucketBoundaries = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1200, 2400],
    };

    private readonly Counter<long> started;
    private readonly Counter<long> takenOver;
    private readonly Counter<long> ended;
    private readonly Histogram<double> operationDuration;
    private readonly UpDownCounter<long> underWay;
    private readonly Counter<long> stepFailures;
    private readonly Counter<long> calls;
    private readonly Histogram<double> callDuration;
    private readonly Counter<long> syncs;

    public CoreMeter(IMeterFactory factory)
    {
        var meter = factory.Create(CoreTelemetry.Name);
        started = meter.CreateCounter<long>("valence.operations.started", "{operation}", "Operations that were begun.");
        takenOver = meter.CreateCounter<long>(
            "valence.operations.taken_over", "{operation}", "Operations that went on here after another process had begun them.");
        ended = meter.CreateCounter<long>("valence.operations.ended", "{operation}", "Operations that came to an end, by the state they ended in.");
        operationDuration = meter.CreateHistogram(
            "valence.operation.duration", Seconds, "From the request to the end of an operation.", tags: null, OfOperations);
        underWay = meter.CreateUpDownCounter<long>("valence.operations.active", "{operation}", "Operations under way in this process.");
        stepFailures = meter.CreateCounter<long>("valence.operation.step.failures", "{step}", "Steps that failed, or could not be undone.");
        calls = meter.CreateCounter<long>("valence.driver.calls", "{call}", "Calls of drivers' verbs, by how they ended.");
        callDuration = meter.CreateHistogram("valence.driver.call.duration", Seconds, "How long drivers' verbs took.", tags: null, OfCalls);
        syncs = meter.CreateCounter<long>("valence.inventory.syncs", "{sync}", "Readings of a pod's devices, by how they ended.");
    }

    public void OperationStarted(string kind)
    {
        started.Add(1, Tag(Tags.OperationKind, kind));
        underWay.Add(1, Tag(Tags.OperationKind, kind));
    }

    public void OperationTakenOver(string kind)
    {
        takenOver.Add(1, Tag(Tags.OperationKind, kind));
        underWay.Add(1, Tag(Tags.OperationKind, kind));
    }

    public void OperationEnded(string kind, string state, TimeSpan duration)
    {
        ended.Add(1, Tag(Tags.OperationKind, kind), Tag(Tags.OperationState, state));
        operationDuration.Record(duration.TotalSeconds, Tag(Tags.OperationKind, kind), Tag(Tags.OperationState, state));
    }

    /// <summary>Apart from its end, for what the store refuses to write down is over too.</summary>
    public void OperationLeft(string kind) => underWay.Add(-1, Tag(Tags.OperationKind, kind));

    public void StepFailed(string kind, string step, string action) =>
        stepFailures.Add(1, Tag(Tags.OperationKind, kind), Tag(Tags.Step, step), Tag(Tags.StepAction, action));

    public void DriverCalled(string driver, string verb, string outcome, TimeSpan duration)
    {
        var tags = new TagList { { Tags.Driver, driver }, { Tags.Verb, verb }, { Tags.Outcome, outcome } };
        calls.Add(1, tags);
        callDuration.Record(duration.TotalSeconds, tags);
    }

    public void Synchronised(string outcome) => syncs.Add(1, Tag(Tags.Outcome, outcome));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
