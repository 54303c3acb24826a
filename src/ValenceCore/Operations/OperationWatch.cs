using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ValenceCore.Telemetry;

namespace ValenceCore.Operations;

/// <summary>One operation as an onlooker sees it: its activity, its scope in the log, and what is counted of it.</summary>
internal sealed class OperationWatch : IDisposable
{
    private static readonly Func<ILogger, string, string, string, IDisposable?> OfAnything =
        LoggerMessage.DefineScope<string, string, string>("operation {Kind} {OperationId} on {Subject}");

    private static readonly Func<ILogger, string, string, string, IDisposable?> OfNode =
        LoggerMessage.DefineScope<string, string, string>("operation {Kind} {OperationId} on node {NodeId}");

    private static readonly Func<ILogger, string, IDisposable?> OfRequest = LoggerMessage.DefineScope<string>("request {RequestId}");

    private const string NodeSubject = "node:";

    private readonly CoreMeter meter;
    private readonly string kind;
    private readonly Activity? activity;
    private IDisposable? scope;
    private IDisposable? request;
    private bool isCounted;
    private bool hasEnded;

    /// <summary>From here on the operation's activity is current in the calling method, and in what that sets going.</summary>
    /// <param name="isWaitedFor">True when the operation is a part of what is under way; else it is a trace of its own that points there.</param>
    public OperationWatch(CoreMeter meter, string kind, string id, string subject, bool isWaitedFor)
        : this(meter, kind)
    {
        var cause = Traces.CurrentId;
        var tags = TagsOf(kind, id, subject);
        activity = isWaitedFor ? Traces.Begin($"operation {kind}", tags) : Traces.BeginApart($"operation {kind}", tags);
        TraceId = activity is null ? cause : Traces.CurrentId;
    }

    private OperationWatch(CoreMeter meter, Operation operation)
        : this(meter, operation.Kind)
    {
        activity = Traces.Resume($"operation {operation.Kind}", operation.TraceId, TagsOf(operation.Kind, operation.Id, operation.Subject));
        TraceId = operation.TraceId;
    }

    private OperationWatch(CoreMeter meter, string kind) => (this.meter, this.kind) = (meter, kind);

    /// <summary>Of the operation, or of the request that began it when only the web server or the caller traces; null when nobody does.</summary>
    public string? TraceId { get; }

    /// <summary>Goes on with an operation that another process, or another life of this one, began; in the same trace.</summary>
    public static OperationWatch TakenOver(CoreMeter meter, Operation operation)
    {
        var watch = new OperationWatch(meter, operation) { isCounted = true };
        meter.OperationTakenOver(operation.Kind);
        return watch;
    }

    public void Started()
    {
        isCounted = true;
        meter.OperationStarted(kind);
    }

    /// <summary>Makes the activity current, and opens the scope of the log, for the method that carries the operation out.</summary>
    public void Enter(ILogger logger, Operation operation)
    {
        if (activity is not null)
        {
            Activity.Current = activity;
        }

        // Carried out as a job it is not in the scope of its request.
        request = operation.RequestId is { } id ? OfRequest(logger, id) : null;
        scope = operation.Subject.StartsWith(NodeSubject, StringComparison.Ordinal)
            ? OfNode(logger, kind, operation.Id, operation.Subject[NodeSubject.Length..])
            : OfAnything(logger, kind, operation.Id, operation.Subject);
    }

    public void Ended(Operation operation)
    {
        hasEnded = true;
        activity?.SetTag(Tags.OperationState, operation.State);
        if (operation.State != OperationStates.Succeeded)
        {
            activity.Fail(operation.State);
        }

        meter.OperationEnded(kind, operation.State, TimeSpan.FromMilliseconds(operation.UpdatedAt - operation.CreatedAt));
    }

    public void Dispose()
    {
        if (isCounted)
        {
            meter.OperationLeft(kind);
        }

        if (!hasEnded && activity is not null)
        {
            activity.Fail(isCounted ? "left unfinished" : "the subject is claimed");
        }

        activity?.Dispose();
        scope?.Dispose();
        request?.Dispose();
    }

    private static (string Name, string? Value)[] TagsOf(string kind, string id, string subject) =>
        [(Tags.OperationKind, kind), (Tags.OperationId, id), (Tags.OperationSubject, subject)];
}
