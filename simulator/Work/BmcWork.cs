using Simulator.Hardware;

namespace Simulator.Work;

/// <summary>Turns the reset of a BMC into a dark time, during which it does not answer. The system goes on undisturbed.</summary>
public sealed class BmcWork(Pod pod, WorkRunner runner)
{
    /// <summary>The BMC is dark before this returns. A BMC that is dark already stays so for its time: the reset is then refused.</summary>
    /// <returns>False when it is dark already.</returns>
    public bool Reset(ComputerSystem system)
    {
        if (!pod.GoDark(system))
        {
            return false;
        }

        // A step that a fault rule breaks ends the dark time as well: nobody could reach the BMC to reset it again.
        runner.Start(new WorkPlan(
            "bmc", system.Id, $"Reset of the BMC of {system.Name}",
            [WorkStep.Of("finish-bmc-reset", pod.Timings.BmcReset, ComeBack)], OnFailed: _ => pod.ComeBack(system)));
        return true;

        StepResult ComeBack()
        {
            pod.ComeBack(system);
            return StepResult.Done;
        }
    }
}
