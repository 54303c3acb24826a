using System.Text.Json.Nodes;
using Simulator.Work;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <content>Steps that a client names: whose they are, and how each is done.</content>
internal sealed partial class Provisioning
{
    /// <summary>Reserved names (newer): they are the conductor's own, on any interface.</summary>
    private const string HoldStep = "hold";

    private const string WaitStep = "wait";

    private const string AbortedText = "By request, the clean operation was aborted";

    /// <summary>Everything wrong with the steps for which the conductor itself answers.</summary>
    private string? ProblemOf(IronicNode node, IEnumerable<NodeStep> steps)
    {
        var problems = steps
            .Select(s => (Step: s, Problem: machines.Find(node, s)?.Check(node, s)))
            .Where(p => p.Problem is not null)
            .Select(p => $"{p.Step.Name}: {p.Problem}")
            .ToList();
        return problems.Count == 0 ? null : string.Join("; ", problems);
    }

    private bool IsConductors(IronicNode node, NodeStep step) => IsReserved(step) || machines.Find(node, step) is not null;

    private bool IsReserved(NodeStep step) => conductor.Settings.NewestVersion >= 85 && step.Step is HoldStep or WaitStep;

    /// <summary>A step that the conductor does: shown, acted, booted where that is needed, and looked at afterwards.</summary>
    private IEnumerable<WorkStep> Own(IronicNode node, NodeStep step, bool isInRamdisk, Func<IronicNode, JsonObject, IronicNode> show)
    {
        var uuid = node.Uuid;
        if (IsReserved(step))
        {
            return [step.Step == HoldStep ? HoldHere(uuid, step, show) : Pause(uuid, step, show)];
        }

        var machine = machines.Find(node, step)!;
        var name = $"{step.Interface}-{step.Step}";
        IEnumerable<WorkStep> steps =
        [
            BmcStep(name, uuid, call =>
            {
                conductor.Change(uuid, n => show(n, step.Json));
                return machine.ActAsync(call, step);
            }),
            .. !machine.NeedsReboot ? [] : isInRamdisk ? ramdisk.Boot(node) : power.To(uuid, PowerTarget.Rebooting),
        ];
        return machine.AfterAsync is { } after ? steps.Append(BmcStep($"check-{name}", uuid, call => after(call, step))) : steps;
    }

    private WorkStep BmcStep(string name, string uuid, Func<BmcCall, Task> act) => conductor.Steps.Of(
        name,
        TimeSpan.Zero,
        uuid,
        async call =>
        {
            await act(call);
            return true;
        },
        _ => AbortedAfterStep(uuid) ? StepResult.Failed(AbortedText) : StepResult.Done);

    private bool AbortedAfterStep(string uuid) => Json.OptionalFlag(conductor.Nodes.ByUuid(uuid)?.CleanStep["abort_after"]) == true;

    /// <summary>Waits, unlocked, until somebody says <c>unhold</c>, which takes the lock again.</summary>
    private WorkStep HoldHere(string uuid, NodeStep step, Func<IronicNode, JsonObject, IronicNode> show) => new("hold", TimeSpan.Zero, async context =>
    {
        var end = conductor.Unholds.NextAsync(uuid);
        conductor.Moves.Move(uuid, Event.Hold, n => show(n, step.Json) with { Reservation = null });
        await context.Hold.StepAsideAsync(end.WaitAsync(context.Cancellation));
        return StepResult.Done;
    });

    private WorkStep Pause(string uuid, NodeStep step, Func<IronicNode, JsonObject, IronicNode> show) => new("wait", TimeSpan.Zero, async context =>
    {
        conductor.Change(uuid, n => show(n, step.Json));
        var seconds = step.Args["seconds"];
        await context.Hold.DelayAsync(seconds is JsonValue value && value.TryGetValue<double>(out var given) && given > 0 ? TimeSpan.FromSeconds(given) : Timings.Waiting, context.Cancellation);
        return StepResult.Done;
    });

    private IronicError? Unhold(IronicNode node, ProvisionRequest request)
    {
        var taken = Take(node, request);
        if (taken.Error is null)
        {
            conductor.Unholds.Came(node.Uuid);
        }

        return taken.Error;
    }

    private static IronicNode ShowClean(IronicNode node, JsonObject step) => node with { CleanStep = step };

    private static IronicNode ShowDeploy(IronicNode node, JsonObject step) => node with { DeployStep = step };

    private static IronicNode ShowService(IronicNode node, JsonObject step) => node with { ServiceStep = step };
}
