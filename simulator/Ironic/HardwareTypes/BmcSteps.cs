using Simulator.Work;

namespace Simulator.Ironic;

/// <summary>Makes steps of work out of exchanges with BMCs. A BMC's failure fails the step with its text.</summary>
internal sealed class BmcSteps(IronicNodes nodes)
{
    /// <param name="name">Of the step.</param>
    /// <param name="duration">Before the exchange.</param>
    /// <param name="uuid">The node, read anew for each exchange.</param>
    /// <param name="exchange">What is said to the BMC.</param>
    /// <param name="then">What follows from the answer; <see cref="StepResult.Continue"/> repeats the exchange.</param>
    public WorkStep Of<T>(string name, TimeSpan duration, string uuid, Func<BmcCall, Task<T>> exchange, Func<T, StepResult> then)
    {
        return new WorkStep(name, duration, ActAsync);

        async Task<StepResult> ActAsync(StepContext context)
        {
            if (nodes.ByUuid(uuid) is not { } node)
            {
                return StepResult.Failed($"Node {uuid} could not be found.");
            }

            try
            {
                return then(await exchange(new BmcCall(node, context.Hold, context.Cancellation)));
            }
            catch (BmcException failure)
            {
                return StepResult.Failed(failure.Message);
            }
        }
    }
}
