using System.Globalization;
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

        switch (fault.Effect)
        {
            case FaultEffect.Drop { Moment: DropMoment.Before }:
                context.Abort();
                break;
            case FaultEffect.Drop:
                // The work is done against a sink, then the line goes dead.
                context.Response.Body = Stream.Null;
                await next(context);
                context.Abort();
                break;
            case FaultEffect.Answer answer:
                await RefuseAsync(context, fault, answer, writeFault);
                break;
            case FaultEffect.ChangedAnswer change:
                await ChangedAnswer.SendAsync(context, next, change, missed => world.Faults.TellChange(fault, missed));
                break;
            case FaultEffect.ExpireSessions { Scope: var scope }:
                context.Features.Set(new SessionsEnd(scope == SessionScope.Caller));
                await next(context);
                break;
            case FaultEffect.Hang hang:
                await HangAsync(context, hang);
                await next(context);
                break;
            default:
                await next(context);
                break;
        }
    }

    private static Task RefuseAsync(
        HttpContext context, RequestFault fault, FaultEffect.Answer answer, Func<HttpContext, int, string, Task> writeFault)
    {
        if (answer.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return answer.Body is { } text
            ? ChangedAnswer.SendAsync(context, refused => writeFault(refused, answer.Status, fault.Message), text, _ => { })
            : writeFault(context, answer.Status, fault.Message);
    }

    // Whoever stops the simulator does not wait for what waits for nothing.
    private static async Task HangAsync(HttpContext context, FaultEffect.Hang hang)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await HoldingPipeline.WaitForAsync(context, hang.Healed.WaitAsync(over.Token));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            context.Abort();
            throw;
        }
    }
}
