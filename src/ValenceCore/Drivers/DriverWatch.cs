using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ValenceCore.Telemetry;

namespace ValenceCore.Drivers;

/// <summary>Sees every call of a driver's verb: an activity, a measurement, and a scope for what the driver logs meanwhile.</summary>
internal sealed class DriverWatch(CoreMeter meter, TimeProvider time, ILogger<DriverWatch> logger)
{
    private static readonly Func<ILogger, string, string, string, IDisposable?> ScopeOfPod =
        LoggerMessage.DefineScope<string, string, string>("pod manager {PodName}, driver {Driver}, {Verb}");

    private static readonly Func<ILogger, string, string, IDisposable?> Scope =
        LoggerMessage.DefineScope<string, string>("driver {Driver}, {Verb}");

    private readonly CoreMeter meter = meter;
    private readonly TimeProvider time = time;
    private readonly ILogger logger = logger;

    /// <param name="podName">Null where the driver speaks to no pod manager.</param>
    public Call Begin(string driver, string? podName, string verb) => new(this, driver, podName, verb);

    /// <summary>One call. It is current in the method that begins it, so that has to be an asynchronous one or one that waits.</summary>
    internal sealed class Call : IDisposable
    {
        private readonly DriverWatch watch;
        private readonly string driver;
        private readonly string verb;
        private readonly Activity? activity;
        private readonly IDisposable? scope;
        private readonly long began;
        private string outcome = Outcomes.Cancelled;

        public Call(DriverWatch watch, string driver, string? podName, string verb)
        {
            (this.watch, this.driver, this.verb) = (watch, driver, verb);
            activity = Traces.Begin($"driver {verb}", (Tags.Driver, driver), (Tags.PodName, podName), (Tags.Verb, verb));
            scope = podName is null ? Scope(watch.logger, driver, verb) : ScopeOfPod(watch.logger, podName, driver, verb);
            began = watch.time.GetTimestamp();
        }

        public void Succeeded() => outcome = Outcomes.Ok;

        /// <summary>Notes the exception and hands it back, for use in a filter that decides whether to catch it.</summary>
        public Exception Failed(Exception exception)
        {
            outcome = Outcomes.Of(exception);
            if (outcome != Outcomes.Cancelled)
            {
                activity.Fail(outcome);
            }

            return exception;
        }

        /// <summary>Makes the call current again: a stream goes on in its reader's context, not in that of its first step.</summary>
        public void Resume()
        {
            if (activity is not null)
            {
                Activity.Current = activity;
            }
        }

        public void Dispose()
        {
            activity?.SetTag(Tags.Outcome, outcome);
            activity?.Dispose();
            scope?.Dispose();
            watch.meter.DriverCalled(driver, verb, outcome, watch.time.GetElapsedTime(began));
        }
    }
}
