using Simulator.Faults;

namespace Simulator.Faces;

/// <summary>Asks the fault rules about each request and does what they say.</summary>
public static class FaultPipeline
{
    public static async Task InvokeAsync(
        HttpContext context, RequestDelegate next, string face, SimulatorWorld world, Func<HttpContext, int, string, Task> writeFault)
    {
        var fault = world.Faults.AskRequest(face, context.Request.Method, context.Request.Path.Value ?? "/");
        if (fault is null)
        {
            await next(context);
            return;
        }

        if (fault.Delay > TimeSpan.Zero)
        {
            await HoldingPipeline.DelayAsync(context, fault.Delay, world.Clock);
        }

        if (fault.Drop == DropMoment.Before)
        {
            context.Abort();
            return;
        }

        if (fault.Status is { } status)
        {
            if (fault.RetryAfterSeconds is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            await writeFault(context, status, fault.Message);
            return;
        }

        if (fault.Drop == DropMoment.After)
        {
            // The work is done against a sink, then the line goes dead.
            context.Response.Body = Stream.Null;
            await next(context);
            context.Abort();
            return;
        }

        await next(context);
    }
}
