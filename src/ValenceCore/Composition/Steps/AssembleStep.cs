using Microsoft.Extensions.Options;
using ValenceCore.Failures;
using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>Has the pod put the node together and waits until it stands, is broken, or the deadline has passed (D-13).</summary>
internal sealed class AssembleStep(NodeDrivers drivers, TimeProvider time, IOptions<ValenceCoreOptions> options) : IOperationStep
{
    /// <summary>Looks in a row that may go unanswered; assembly takes minutes and one lost packet must not undo it.</summary>
    private const int Patience = 3;

    private const string Stage = "assemble";

    public string Name => Stage;

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var node = new NodePlace(data.Need(ComposeKeys.Index), data.Need(ComposeKeys.Uri), null);
        var driver = await drivers.NeedAsync<IComposeNodes>(data.Need(ComposeKeys.PodId), cancellation);
        var due = time.GetUtcNow() + options.Value.Deadlines.Compose;
        await AskAsync(driver, node, cancellation);
        for (var unanswered = 0; ;)
        {
            try
            {
                switch (await driver.ReadAssemblyAsync(node, cancellation))
                {
                    case AssemblyState.Stands:
                        return StepResult.Done("the node stands");
                    case AssemblyState.Broken:
                        return StepResult.Failed(Broken($"The pod reports that assembling node {node.Index} failed."));
                    default:
                        unanswered = 0;
                        break;
                }
            }
            catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
            {
                return StepResult.Failed(Broken($"Node {node.Index} vanished from the pod while it was assembled."));
            }
            catch (DriverException exception) when (
                exception.Kind is DriverFault.Silent or DriverFault.Unreachable or DriverFault.Broken && ++unanswered < Patience)
            {
                // Look again.
            }

            if (time.GetUtcNow() >= due)
            {
                return StepResult.Failed(new Failure(
                    504, "Gateway Timeout", "Assembly took too long",
                    $"Node {node.Index} was not assembled within {options.Value.Deadlines.Compose}.") { Fault = Fault.Pod, Stage = Stage });
            }

            await Task.Delay(options.Value.OperationTimeouts.AssemblePoll, time, cancellation);
        }
    }

    /// <summary>Asks again when no answer came: the driver looks first whether the work has begun.</summary>
    private async Task AskAsync(IComposeNodes driver, NodePlace node, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await driver.AssembleAsync(node, cancellation);
                return;
            }
            catch (DriverException exception) when (
                attempt < Patience && exception.Kind is DriverFault.Silent or DriverFault.Unreachable)
            {
                await Task.Delay(options.Value.OperationTimeouts.AssemblePoll, time, cancellation);
            }
        }
    }

    private static Failure Broken(string detail) =>
        new(502, "Bad Gateway", "Assembly failed", detail) { Fault = Fault.Pod, Stage = Stage };
}
