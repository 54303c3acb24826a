using System.Diagnostics;

namespace ValenceCore.Telemetry;

/// <summary>Hands on where a request belongs (W3C Trace Context) and not what callers hung on it (W3C Baggage): that is none of a pod's business.</summary>
internal sealed class TraceOnly : DistributedContextPropagator
{
    public static readonly TraceOnly Propagator = new();

    private readonly DistributedContextPropagator all = CreateW3CPropagator();

    public override IReadOnlyCollection<string> Fields { get; } = ["traceparent", "tracestate"];

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) =>
        all.Inject(activity, carrier, setter is null ? null : (to, name, value) =>
        {
            if (Fields.Contains(name))
            {
                setter(to, name, value);
            }
        });

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        all.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
