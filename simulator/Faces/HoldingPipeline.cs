using Simulator.Time;

namespace Simulator.Faces;

/// <summary>Holds the virtual clock while a request is served.</summary>
public static class HoldingPipeline
{
    /// <summary>
    /// A client in the same process that already holds the clock for its request names the hold here; the request then goes
    /// on with it, so that a delay while serving can let time pass.
    /// </summary>
    public const string HoldHeader = "X-Simulator-Hold";

    private static readonly object HoldKey = new();

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next, SimulatorClock clock)
    {
        if (context.Request.Headers.TryGetValue(HoldHeader, out var id) && clock.Adopt(id.ToString()) is { } adopted)
        {
            context.Items[HoldKey] = adopted;
            await next(context);
            return;
        }

        using var hold = clock.Hold();
        context.Items[HoldKey] = hold;
        await next(context);
    }

    /// <summary>The hold of a request, for a handler that asks others on its behalf.</summary>
    public static ClockHold HoldOf(HttpContext context) => (ClockHold)context.Items[HoldKey]!;

    /// <summary>Waits for simulated time in the middle of a request, letting the clock run meanwhile.</summary>
    public static Task DelayAsync(HttpContext context, TimeSpan delay, SimulatorClock clock) =>
        context.Items[HoldKey] is ClockHold hold
            ? hold.DelayAsync(delay, context.RequestAborted)
            : Task.Delay(delay, clock, context.RequestAborted);

    /// <summary>Waits, in the middle of a request, for what may need simulated time.</summary>
    public static Task WaitForAsync(HttpContext context, Task other) => context.Items[HoldKey] is ClockHold hold
        ? hold.StepAsideAsync(other.WaitAsync(context.RequestAborted))
        : other.WaitAsync(context.RequestAborted);

    /// <summary>
    /// For answers without end (server-sent events): the clock does not wait for them. Call before the first wait.
    /// </summary>
    public static void LetClockRun(HttpContext context) => HoldOf(context).Dispose();
}
