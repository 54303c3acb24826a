using System.Text.Json.Nodes;
using Simulator.Work;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <content>
/// Cleaning. A ramdisk is not simulated: what it would do is a time in <c>clean wait</c>, and the machine is left alone.
/// </content>
internal sealed partial class Provisioning
{
    private const string CleanFailure = "clean failure";

    private static readonly string[] KnownCleanSteps = ["deploy.erase_devices", "deploy.erase_devices_metadata"];

    private IronicError? StartProvide(IronicNode node, ProvisionRequest request)
    {
        var taken = Take(node, request, n => n.IsRetired
            ? IronicErrors.Invalid($"Node {n.Uuid} is retired and can not be provided; unset retired first.")
            : RefuseUnlessReady(n, "provide"));
        if (taken.Error is null)
        {
            conductor.Start("ironic-clean", node.Uuid, $"Clean node {node.Name ?? node.Uuid}", AutomatedClean(taken.Value), FailCleaning(node.Uuid));
        }

        return taken.Error;
    }

    private IronicError? StartManualClean(IronicNode node, ProvisionRequest request)
    {
        var uuid = node.Uuid;
        var steps = request.CleanSteps!.OfType<JsonObject>().ToList();
        var taken = Take(node, request, n => RefuseUnlessReady(n, "clean"));
        if (taken.Error is null)
        {
            conductor.Start(
                "ironic-clean",
                uuid,
                $"Clean node {node.Name ?? uuid}",
                [Validate(uuid, steps), .. steps.SelectMany(s => CleanOnce(uuid, s)), Finish(uuid, Event.Manage, n => n with { CleanStep = [] })],
                FailCleaning(uuid));
        }

        return taken.Error;
    }

    private static WorkStep Validate(string uuid, IReadOnlyList<JsonObject> steps) => WorkStep.Of("validate-steps", TimeSpan.Zero, () =>
    {
        var unknown = steps.Where(s => !KnownCleanSteps.Contains($"{Json.Text(s["interface"])}.{Json.Text(s["step"])}")).ToList();
        return unknown.Count == 0
            ? StepResult.Done
            : StepResult.Failed($"Failed to validate clean steps for node {uuid}. Error: node does not support these clean steps: {string.Join(", ", unknown.Select(JsonReply.Text))}; supported: {string.Join(", ", KnownCleanSteps)}");
    });

    /// <summary>Ends in <c>available</c>. Switched off, cleaning is passed for an instant only.</summary>
    private IReadOnlyList<WorkStep> AutomatedClean(IronicNode node)
    {
        var step = new JsonObject { ["interface"] = "deploy", ["step"] = "erase_devices_metadata", ["priority"] = 10, ["abortable"] = true };
        IEnumerable<WorkStep> cleaning = node.AutomatedClean ?? conductor.Settings.AutomatedClean ? CleanOnce(node.Uuid, step) : [];
        return [.. cleaning, Finish(node.Uuid, Event.Done, n => n with { CleanStep = [] })];
    }

    private IEnumerable<WorkStep> CleanOnce(string uuid, JsonObject step) =>
    [
        WorkStep.Of("start-ramdisk", TimeSpan.Zero, () =>
        {
            conductor.Change(uuid, n => n with { CleanStep = step });
            return StepResult.Done;
        }),
        Wait(uuid, "wait-for-ramdisk"),
        Resume(uuid, "erase", Timings.Cleaning),
    ];

    private Action<string> FailCleaning(string uuid) => reason => Fail(uuid, reason, n => n with
    {
        Maintenance = true, MaintenanceReason = reason, Fault = CleanFailure,
    });

    private IronicError? Abort(IronicNode node, ProvisionRequest request)
    {
        var aborted = conductor.Moves.TryMove(
            node.Uuid,
            n => (Impossible(n, request) ?? Conductor.RefuseLocked(n)) is { } refusal
                ? refusal
                : n with { LastError = "By request, the clean operation was aborted", CleanStep = [] },
            request.Event);
        if (aborted.Error is null)
        {
            CancelRunning(node.Uuid);
        }

        return aborted.Error;
    }
}
