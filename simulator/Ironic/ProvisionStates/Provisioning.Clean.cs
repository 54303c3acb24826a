using System.Text.Json.Nodes;
using Simulator.Work;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <content>
/// Cleaning. With agents the machine boots the ramdisk, whose agent names its steps and does them; without, what it would do is a time in
/// <c>clean wait</c>, and the machine is left alone. Steps of the conductor act on the machine in both cases.
/// </content>
internal sealed partial class Provisioning
{
    private const string CleanFailure = "clean failure";

    // What a ramdisk that is only a time is said to be able to do.
    private static readonly string[] TimedSteps = ["deploy.erase_devices", "deploy.erase_devices_metadata"];

    private IronicError? StartProvide(IronicNode node, ProvisionRequest request)
    {
        var taken = Take(node, request, n => n.IsRetired
            ? IronicErrors.Invalid($"Node {n.Uuid} is retired and can not be provided; unset retired first.")
            : RefuseUnlessReady(n, "provide"));
        if (taken.Error is null)
        {
            StartAutomatedClean(taken.Value);
        }

        return taken.Error;
    }

    private IronicError? StartManualClean(IronicNode node, ProvisionRequest request)
    {
        var taken = Take(node, request, n => RefuseUnlessReady(n, "clean"));
        if (taken.Error is null)
        {
            StartClean(taken.Value, request.CleanSteps, request.IsWithoutRamdisk);
        }

        return taken.Error;
    }

    /// <summary>Ends in <c>available</c>. Switched off, cleaning is passed for an instant only.</summary>
    private void StartAutomatedClean(IronicNode node)
    {
        if (node.AutomatedClean ?? conductor.Settings.AutomatedClean)
        {
            StartClean(node, asked: null, isWithoutRamdisk: false);
        }
        else
        {
            RunClean(node, [EndClean(node.Uuid, Event.Done)]);
        }
    }

    /// <param name="node">Locked, in <c>cleaning</c>.</param>
    /// <param name="asked">The steps of a manual clean; null for an automated one.</param>
    /// <param name="isWithoutRamdisk">The machine boots nothing; the agent's steps cannot be done.</param>
    private void StartClean(IronicNode node, IReadOnlyList<NodeStep>? asked, bool isWithoutRamdisk)
    {
        var uuid = node.Uuid;
        var end = EndClean(uuid, asked is null ? Event.Done : Event.Manage);
        if (!ramdisk.AreUsedOn(node))
        {
            var steps = asked ?? [new NodeStep("deploy", "erase_devices_metadata", [], 10) { IsAbortable = true }];
            RunClean(node, [
                Validate(node, steps, [.. TimedSteps]),
                .. steps.SelectMany(s => IsConductors(node, s) ? Own(node, s, isInRamdisk: false, ShowClean) : CleanOnce(uuid, s)),
                end,
            ]);
        }
        else if (isWithoutRamdisk)
        {
            RunClean(node, [Validate(node, asked!, []), .. asked!.Where(s => IsConductors(node, s)).SelectMany(s => Own(node, s, isInRamdisk: false, ShowClean)), end]);
        }
        else
        {
            RunClean(node, [NeedsPort(uuid), .. ramdisk.Boot(node), new WorkStep("read-steps", TimeSpan.Zero, context => RamdiskSteps.GuardAsync(async () =>
            {
                var offered = await ramdisk.OfferedAsync(uuid, "clean", context);
                var steps = asked ?? [.. offered.Where(s => s.Priority > 0).OrderByDescending(s => s.Priority)];
                if (Unsupported(node, steps, [.. offered.Select(s => s.Name)]) is { } problem)
                {
                    return StepResult.Failed(problem);
                }

                RunClean(node, [
                    .. steps.SelectMany(s => IsConductors(node, s)
                        ? Own(node, s, isInRamdisk: true, ShowClean)
                        : [ramdisk.Execute(uuid, "clean", s with { IsAbortable = offered.First(o => o.Name == s.Name).IsAbortable }, ShowClean), Aborted(uuid)]),
                    .. power.To(uuid, PowerState.Off),
                    end,
                ]);
                return StepResult.Done;
            }))]);
        }
    }

    private void RunClean(IronicNode node, IReadOnlyList<WorkStep> steps) =>
        conductor.Start("ironic-clean", node.Uuid, $"Clean node {node.Name ?? node.Uuid}", steps, FailCleaning(node.Uuid));

    private WorkStep EndClean(string uuid, string happening) => Finish(uuid, happening, n => n with { CleanStep = [] });

    /// <summary>An agent is known by the addresses of its machine.</summary>
    private WorkStep NeedsPort(string uuid) => WorkStep.Of("find-ports", TimeSpan.Zero, () => conductor.PortsOf(uuid).Any()
        ? StepResult.Done
        : StepResult.Failed($"Node {uuid} does not have any port associated with it, so its ramdisk would not be recognised. Create one, or inspect the node."));

    private WorkStep Aborted(string uuid) => WorkStep.Of("look-for-abort", TimeSpan.Zero, () => AbortedAfterStep(uuid) ? StepResult.Failed(AbortedText) : StepResult.Done);

    private WorkStep Validate(IronicNode node, IReadOnlyList<NodeStep> steps, IReadOnlyList<string> offered) => WorkStep.Of("validate-steps", TimeSpan.Zero, () =>
        Unsupported(node, steps, offered) is { } problem ? StepResult.Failed(problem) : StepResult.Done);

    /// <param name="node">To be cleaned.</param>
    /// <param name="steps">That are wanted.</param>
    /// <param name="offered">Names of what the ramdisk can do.</param>
    private string? Unsupported(IronicNode node, IReadOnlyList<NodeStep> steps, IReadOnlyList<string> offered)
    {
        var unknown = steps.Where(s => !IsConductors(node, s) && !offered.Contains(s.Name)).Select(s => s.Name).ToList();
        var supported = offered.Concat(machines.All(node).Select(m => m.Name)).Order(StringComparer.Ordinal);
        return unknown.Count > 0
            ? $"Failed to validate clean steps for node {node.Uuid}. Error: node does not support these clean steps: {string.Join(", ", unknown)}; supported: {string.Join(", ", supported)}"
            : ProblemOf(node, steps) is { } problem ? $"Failed to validate clean steps for node {node.Uuid}. Error: {problem}" : null;
    }

    private IEnumerable<WorkStep> CleanOnce(string uuid, NodeStep step) =>
    [
        WorkStep.Of("start-ramdisk", TimeSpan.Zero, () =>
        {
            conductor.Change(uuid, n => n with { CleanStep = step.Json });
            return StepResult.Done;
        }),
        Wait(uuid, "wait-for-ramdisk"),
        Resume(uuid, "erase", Timings.Cleaning),
    ];

    private Action<string> FailCleaning(string uuid) => reason => Fail(uuid, reason, n => reason == AbortedText
        ? n with { CleanStep = [] }
        : n with { Maintenance = true, MaintenanceReason = reason, Fault = CleanFailure });

    /// <summary>Ends what waits, unless the step that runs may not be interrupted: then after it.</summary>
    private IronicError? Abort(IronicNode node, ProvisionRequest request)
    {
        var isPutOff = false;
        var aborted = conductor.Nodes.Change(node.Uuid, n =>
        {
            if ((Impossible(n, request) ?? Conductor.RefuseLocked(n)) is { } refusal)
            {
                return refusal;
            }

            isPutOff = n.ProvisionState == ProvisionState.CleanWait && n.CleanStep.Count > 0 && Json.OptionalFlag(n.CleanStep["abortable"]) != true;
            return isPutOff ? n with { CleanStep = n.CleanStep.With("abort_after", true) } : n;
        });
        if (aborted.Error is not null || isPutOff)
        {
            return aborted.Error;
        }

        var moved = conductor.Moves.TryMove(
            node.Uuid,
            n => (Impossible(n, request) ?? Conductor.RefuseLocked(n)) is { } refusal
                ? refusal
                : n with { LastError = WordsOfAbort(n.ProvisionState), CleanStep = [], ServiceStep = [], DeployStep = [] },
            request.Event);
        if (moved.Error is null)
        {
            CancelRunning(node.Uuid);
            SwitchOffAfterAbort(moved.Value);
        }

        return moved.Error;
    }

    private static string WordsOfAbort(string state) => state switch
    {
        ProvisionState.InspectWait => "Inspection was aborted by request.",
        ProvisionState.RescueWait => "Rescue was aborted by request.",
        ProvisionState.ServiceWait or ProvisionState.ServiceHold => "By request, the service operation was aborted",
        ProvisionState.DeployHold => "By request, the deployment was aborted",
        _ => AbortedText,
    };

    /// <summary>A ramdisk is not left running.</summary>
    private void SwitchOffAfterAbort(IronicNode node)
    {
        if (ramdisk.AreUsedOn(node) && node.ProvisionState is ProvisionState.CleanFailed or ProvisionState.RescueFailed)
        {
            var error = node.LastError;
            conductor.StartLocked(
                "ironic-abort", node, "power off after abort",
                [
                    .. power.To(node.Uuid, PowerState.Off),
                    WorkStep.Of("unlock", TimeSpan.Zero, () =>
                    {
                        conductor.Change(node.Uuid, n => n with { Reservation = null, LastError = error });
                        return StepResult.Done;
                    }),
                ],
                reason => $"{error} The machine could not be powered off: {reason}");
        }
    }
}
