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

    private const string NodeSubject = "node:";

    private readonly CoreMeter meter;
    private readonly string kind;
    private readonly Activity? activity;
    private IDisposable? scope;
    private bool isCounted;
    private bool hasEnded;

    /// <summary>From here on the operation's activity is current in the calling method, and in what that sets going.</summary>
    /// <param name="isWaitedFor">True when the operation is a part of what is under way; else it is a trace of its own that points there.</param>
    public OperationWatch(CoreMeter meter, string kind, string id, string subject, bool isWaitedFor)
    {
        (this.meter, this.kind) = (meter, kind);
        var cause = Traces.CurrentId;
        ReadOnlySpan<(string, string?)> tags = [(Tags.OperationKind, kind), (Tags.OperationId, id), (Tags.OperationSubject, subject)];
        activity = isWaitedFor ? Traces.Begin($"operation {kind}", tags) : Traces.BeginApart($"operation {kind}", tags);
        TraceId = activity is null ? cause : Traces.CurrentId;
    }

    /// <summary>Of the operation, or of the request that began it when only the web server or the caller traces; null when nobody does.</summary>
    public string? TraceId { get; }

    public void Started()
    {
        isCounted = true;
        meter.OperationStarted(kind);
    }

    /// <summary>Opens the scope of the log, for the method that carries the operation out.</summary>
    public void Enter(ILogger logger, Operation operation) => scope = operation.Subject.StartsWith(NodeSubject, StringComparison.Ordinal)
        ? OfNode(logger, kind, operation.Id, operation.Subject[NodeSubject.Length..])
        : OfAnything(logger, kind, operation.Id, operation.Subject);

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
            activity.Fail(isCounted ? "not written down" : "the subject is claimed");
        }

        activity?.Dispose();
        scope?.Dispose();
    }
}
