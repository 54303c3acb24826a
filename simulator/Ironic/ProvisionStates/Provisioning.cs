using System.Text.Json.Nodes;
using Simulator.Work;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <summary>What the body of <c>states/provision</c> asks for, checked.</summary>
/// <param name="Verb">As it was written, for messages.</param>
internal sealed record ProvisionRequest(string Verb, string Event)
{
    public IReadOnlyList<NodeStep> CleanSteps { get; init; } = [];

    public IReadOnlyList<NodeStep> DeploySteps { get; init; } = [];

    public IReadOnlyList<NodeStep> ServiceSteps { get; init; } = [];

    public JsonNode? ConfigDrive { get; init; }

    public string? RescuePassword { get; init; }

    public bool IsWithoutRamdisk { get; init; }
}

/// <summary>Moves nodes through their provision states: one method per verb, one partial per piece of work.</summary>
internal sealed partial class Provisioning(Conductor conductor, PowerSteps power, RamdiskSteps ramdisk, MachineSteps machines)
{
    private IronicTimings Timings => conductor.Settings.Timings;

    /// <summary>Does what can be done at once and starts the rest; nothing has changed when an error is answered.</summary>
    public IronicError? Start(IronicNode node, ProvisionRequest request) => request.Event switch
    {
        Event.Manage when node.ProvisionState == ProvisionState.Enroll => StartVerify(node, request),
        Event.Manage => MoveAtOnce(node, request),
        Event.Provide => StartProvide(node, request),
        Event.Clean => StartManualClean(node, request),
        Event.Inspect => StartInspect(node, request),
        Event.Adopt => StartAdopt(node, request),
        Event.Deploy or Event.Rebuild => StartDeploy(node, request),
        Event.Delete => StartUndeploy(node, request),
        Event.Abort => Abort(node, request),
        Event.Rescue => StartRescue(node, request),
        Event.Unrescue => StartUnrescue(node, request),
        Event.Service => StartService(node, request),
        Event.Unhold => Unhold(node, request),
        _ => Impossible(node, request) ?? IronicErrors.Unsupported(node.Driver, request.Verb),
    };

    private static IronicError? Impossible(IronicNode node, ProvisionRequest request) =>
        ProvisionStateMachine.Next(node.ProvisionState, request.Event) is null
            ? IronicErrors.ImpossibleAction(request.Verb, node.Uuid, node.ProvisionState)
            : null;

    /// <summary>Checks, takes the lock and moves by the verb, in one piece.</summary>
    private Outcome<IronicNode> Take(
        IronicNode node, ProvisionRequest request, Func<IronicNode, IronicError?>? refuse = null, Func<IronicNode, IronicNode>? change = null) =>
        conductor.Moves.TryMove(
            node.Uuid,
            n => (Impossible(n, request) ?? Conductor.RefuseLocked(n) ?? refuse?.Invoke(n)) is { } refusal
                ? refusal
                : (change?.Invoke(n) ?? n) with { Reservation = conductor.Settings.Host, LastError = null },
            request.Event);

    private IronicError? MoveAtOnce(IronicNode node, ProvisionRequest request) => conductor.Moves.TryMove(
        node.Uuid,
        n => (Impossible(n, request) ?? Conductor.RefuseLocked(n)) is { } refusal ? refusal : n with { LastError = null },
        request.Event).Error;

    /// <summary>A last step: moves by <paramref name="happening"/> and gives the lock back.</summary>
    private WorkStep Finish(string uuid, string happening, Func<IronicNode, IronicNode>? change = null) =>
        WorkStep.Of("finish", TimeSpan.Zero, () =>
        {
            conductor.Moves.Move(uuid, happening, n => (change?.Invoke(n) ?? n) with { Reservation = null });
            return StepResult.Done;
        });

    /// <summary>From here on somebody else is waited for: the lock is free meanwhile.</summary>
    private WorkStep Wait(string uuid, string name) => WorkStep.Of(name, TimeSpan.Zero, () =>
    {
        conductor.Moves.Move(uuid, Event.Wait, n => n with { Reservation = null });
        return StepResult.Done;
    });

    /// <summary>The one that was waited for has answered; goes on as soon as nobody else holds the lock.</summary>
    private WorkStep Resume(string uuid, string name, TimeSpan after) => WorkStep.Of(name, after, () =>
    {
        // Refused while another request holds the lock; refused for good when a verb has just ended the wait and this work with it.
        var resumed = conductor.Moves.TryMove(
            uuid,
            n => (ProvisionStateMachine.Next(n.ProvisionState, Event.Resume) is null
                    ? IronicErrors.ImpossibleAction(Event.Resume, uuid, n.ProvisionState)
                    : Conductor.RefuseLocked(n)) is { } refusal
                ? refusal
                : n with { Reservation = conductor.Settings.Host },
            Event.Resume);
        return resumed.Error is null ? StepResult.Done : StepResult.Continue(Timings.PowerPoll);
    });

    /// <summary>The work came to nothing: fails from whichever state it is in.</summary>
    private void Fail(string uuid, string error, Func<IronicNode, IronicNode>? change = null) =>
        conductor.Moves.Move(uuid, Event.Fail, n => (change?.Invoke(n) ?? n) with { Reservation = null, LastError = error });

    /// <summary>400 as real Ironic: bad settings on actions that need the machine.</summary>
    private IronicError? RefuseUnlessReady(IronicNode node, string operation) => node.Maintenance
        ? IronicErrors.InMaintenance(operation, node.Uuid)
        : conductor.RefuseBadDriverInfo(node);

    /// <summary>Ends work that waits: a verb has moved the node elsewhere, or the node has gone.</summary>
    public void CancelRunning(string uuid)
    {
        foreach (var item in conductor.World.Work.Items.Where(i => i.Subject == uuid && i.State == WorkState.Running && i.Kind.StartsWith("ironic-", StringComparison.Ordinal)))
        {
            conductor.World.Work.Cancel(item.Id);
        }
    }
}
