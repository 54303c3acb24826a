using Simulator.Faces;
using Simulator.Time;

namespace Simulator.Ironic;

/// <summary>Exchanges with a BMC that a request waits for.</summary>
internal static class BmcRequests
{
    /// <summary>
    /// Runs an exchange in the middle of a request. Its hold replaces the request's (or is the caller's own, if the caller
    /// named one), so that a simulated BMC can take its time.
    /// </summary>
    public static async Task<T> RunAsync<T>(HttpContext context, SimulatorClock clock, IronicNode node, Func<BmcCall, Task<T>> exchange)
    {
        if (context.Request.Headers.TryGetValue(HoldingPipeline.HoldHeader, out var id) && clock.Adopt(id.ToString()) is { } adopted)
        {
            return await exchange(new BmcCall(node, adopted, context.RequestAborted));
        }

        using var own = clock.Hold();
        HoldingPipeline.LetClockRun(context);
        return await exchange(new BmcCall(node, own, context.RequestAborted));
    }
}
