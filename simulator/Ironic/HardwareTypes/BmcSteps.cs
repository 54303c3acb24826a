using Simulator.Time;
using Simulator.Work;

namespace Simulator.Ironic;

/// <summary>
/// Makes steps of work out of exchanges with BMCs. A BMC's failure fails the step with its text.
/// </summary>
/// <remarks>
/// An exchange has a hold of its own. While it is under way on a virtual clock the step itself steps aside, looking in
/// again at growing intervals: the runner's hold would otherwise keep a simulated BMC from ever taking its time.
/// </remarks>
internal sealed class BmcSteps(SimulatorClock clock, IronicNodes nodes)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(500);

    /// <param name="name">Of the step.</param>
    /// <param name="duration">Before the exchange.</param>
    /// <param name="uuid">The node, read anew for each exchange.</param>
    /// <param name="exchange">What is said to the BMC.</param>
    /// <param name="then">What follows from the answer; <see cref="StepResult.Continue"/> repeats the exchange.</param>
    public WorkStep Of<T>(string name, TimeSpan duration, string uuid, Func<BmcCall, Task<T>> exchange, Func<T, StepResult> then)
    {
        Task<T>? pending = null;
        var look = FirstLook;
        return new WorkStep(name, duration, ActAsync);

        async Task<StepResult> ActAsync(CancellationToken cancellation)
        {
            var isFresh = pending is null;
            if (pending is null)
            {
                pending = ExchangeAsync(uuid, exchange, cancellation);
                look = FirstLook;
            }

            // A fresh exchange is always left once, even if it is over already: how fast the machine below is must not show.
            if (clock.Setting.Mode == ClockMode.Virtual && (isFresh || !pending.IsCompleted))
            {
                var wait = StepResult.Continue(look);
                look = look * 2 < LongestLook ? look * 2 : LongestLook;
                return wait;
            }

            var over = pending;
            try
            {
                var answer = await over;
                pending = null;
                return then(answer);
            }
            catch (BmcException failure)
            {
                return StepResult.Failed(failure.Message);
            }
        }
    }

    private async Task<T> ExchangeAsync<T>(string uuid, Func<BmcCall, Task<T>> exchange, CancellationToken cancellation)
    {
        using var hold = clock.Hold();
        var node = nodes.ByUuid(uuid) ?? throw new BmcException($"Node {uuid} could not be found.");
        return await exchange(new BmcCall(node, hold, cancellation));
    }
}
