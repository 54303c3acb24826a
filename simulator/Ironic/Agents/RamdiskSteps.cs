using System.Text.Json.Nodes;
using Simulator.Work;
using Event = Simulator.Ironic.ProvisionEvent;

namespace Simulator.Ironic;

/// <summary>Steps of work that boot a machine into the deploy ramdisk and have its agent do things there.</summary>
internal sealed class RamdiskSteps(Conductor conductor, PowerSteps power, AgentClient agents)
{
    private static readonly BootDevice NetworkOnce = new("pxe", IsPersistent: false);
    private static readonly BootDevice CdOnce = new("cdrom", IsPersistent: false);

    private IronicTimings Timings => conductor.Settings.Timings;

    /// <summary>Whether a ramdisk of that node would call back. Machines without a BMC boot nothing.</summary>
    public bool AreUsedOn(IronicNode node) => conductor.Settings.HasAgents && conductor.Hardware.Of(node).BootsMachines;

    /// <summary>Boots the ramdisk and waits, unlocked, for its first heartbeat.</summary>
    public IReadOnlyList<WorkStep> Boot(IronicNode node) => Boot(node, "wait-for-ramdisk", conductor.Heartbeats);

    /// <summary>Boots the ramdisk and waits likewise until it has told what it finds.</summary>
    public IReadOnlyList<WorkStep> BootToInspect(IronicNode node) => Boot(node, "wait-for-inventory", conductor.Inventories);

    private IReadOnlyList<WorkStep> Boot(IronicNode node, string wait, NodeSignal signal) =>
    [
        SetBootDevice(node.Uuid),
        .. power.To(node.Uuid, PowerTarget.Rebooting),
        new WorkStep(wait, TimeSpan.Zero, context => GuardAsync(async () =>
        {
            var beat = signal.NextAsync(node.Uuid);
            Wait(node.Uuid);
            await NextWordAsync(node.Uuid, beat, context);
            return await ResumeAsync(node.Uuid, context);
        })),
    ];

    /// <summary>Has the agent do a step, waiting unlocked until it says that it is done.</summary>
    /// <param name="uuid">The node.</param>
    /// <param name="part"><c>clean</c>, <c>deploy</c> or <c>service</c>.</param>
    /// <param name="step">One that the agent has told of.</param>
    /// <param name="show">Puts the step on the node.</param>
    public WorkStep Execute(string uuid, string part, NodeStep step, Func<IronicNode, JsonObject, IronicNode> show) =>
        new($"{step.Interface}-{step.Step}", TimeSpan.Zero, context => GuardAsync(async () =>
        {
            conductor.Change(uuid, n => show(n, step.Json));
            var parameters = StepParameters(uuid, part);
            parameters["step"] = step.Json;
            return await RunAsync(uuid, $"{part}.execute_{part}_step", parameters, context);
        }));

    /// <summary>Has the agent do something that is no step of its own, waiting likewise.</summary>
    public WorkStep Command(string uuid, string name, JsonObject parameters) =>
        new(name.Replace('.', '-'), TimeSpan.Zero, context => GuardAsync(() => RunAsync(uuid, name, parameters, context)));

    /// <summary>Has the agent do something that is done at once.</summary>
    public WorkStep CommandNow(string uuid, string name, JsonObject parameters) =>
        new(name.Replace('.', '-'), TimeSpan.Zero, context => GuardAsync(async () =>
        {
            await agents.RunAsync(Node(uuid), name, parameters, isAwaited: true, context);
            return StepResult.Done;
        }));

    /// <summary>The steps that the agent offers.</summary>
    public async Task<IReadOnlyList<NodeStep>> OfferedAsync(string uuid, string part, StepContext context)
    {
        var command = await agents.RunAsync(Node(uuid), $"{part}.get_{part}_steps", StepParameters(uuid, part), isAwaited: true, context);
        return [.. Json.Object(command.Result[$"{part}_steps"]).SelectMany(manager => manager.Value as JsonArray ?? []).Select(NodeStep.Read)];
    }

    /// <summary>Restarts the machine into the ramdisk in the middle of work.</summary>
    public IReadOnlyList<WorkStep> Reboot(IronicNode node) => Boot(node);

    /// <summary>A failure of machine or agent, or its silence, fails the step.</summary>
    public static async Task<StepResult> GuardAsync(Func<Task<StepResult>> act)
    {
        try
        {
            return await act();
        }
        catch (BmcException failure)
        {
            return StepResult.Failed(failure.Message);
        }
    }

    /// <summary>Puts a boot image into the virtual drive, or chooses the network, as the node's boot interface wants it; the old token is void.</summary>
    private WorkStep SetBootDevice(string uuid) => conductor.Steps.Of(
        "set-boot-device",
        TimeSpan.Zero,
        uuid,
        async call =>
        {
            conductor.Change(uuid, n => n with { DriverInternalInfo = n.DriverInternalInfo.Without(AgentApi.TokenKey).Without(AgentApi.UrlKey) });
            var machine = conductor.Hardware.Of(call.Node);
            if (call.Node.Interfaces.GetValueOrDefault("boot") == "redfish-virtual-media" && machine is IVirtualMedia media)
            {
                await media.InsertAsync(call, Json.Text(call.Node.DriverInfo["deploy_iso"]) ?? $"{conductor.Settings.ImageBase}/boot-{uuid}.iso");
                await machine.SetBootDeviceAsync(call, CdOnce);
            }
            else
            {
                await machine.SetBootDeviceAsync(call, NetworkOnce);
            }

            return true;
        },
        _ => StepResult.Done);

    private async Task<StepResult> RunAsync(string uuid, string name, JsonObject parameters, StepContext context)
    {
        // Asked for before the command is sent: the agent may be done, and say so, at once.
        var beat = conductor.Heartbeats.NextAsync(uuid);
        var command = await agents.RunAsync(Node(uuid), name, parameters, isAwaited: false, context);
        Wait(uuid);
        while (true)
        {
            await NextWordAsync(uuid, beat, context);
            beat = conductor.Heartbeats.NextAsync(uuid);
            var now = await agents.FindAsync(Node(uuid), command.Id, context) ?? throw new BmcException($"The agent of node {uuid} has forgotten its command {name}.");
            if (now.Status == "RUNNING")
            {
                continue;
            }

            var resumed = await ResumeAsync(uuid, context);
            return now.Status == "SUCCEEDED" || resumed != StepResult.Done
                ? resumed
                : StepResult.Failed($"Agent returned error for {name} on node {uuid}: {now.Error ?? now.Status}");
        }
    }

    private async Task NextWordAsync(string uuid, Task beat, StepContext context)
    {
        try
        {
            await context.Hold.StepAsideAsync(beat.WaitAsync(Timings.CallBackTimeout, conductor.World.Clock, context.Cancellation));
        }
        catch (TimeoutException)
        {
            throw new BmcException($"Timeout reached while waiting for callback for node {uuid}");
        }
    }

    private void Wait(string uuid) => conductor.Moves.Move(uuid, Event.Wait, n => n with { Reservation = null });

    /// <summary>Goes on as soon as nobody else holds the lock.</summary>
    private async Task<StepResult> ResumeAsync(string uuid, StepContext context)
    {
        while (true)
        {
            var resumed = conductor.Moves.TryMove(
                uuid,
                n => (ProvisionStateMachine.Next(n.ProvisionState, Event.Resume) is null
                        ? IronicErrors.ImpossibleAction(Event.Resume, uuid, n.ProvisionState)
                        : Conductor.RefuseLocked(n)) is { } refusal
                    ? refusal
                    : n with { Reservation = conductor.Settings.Host },
                Event.Resume);
            if (resumed.Error is null)
            {
                return StepResult.Done;
            }

            // Refused while another request holds the lock; refused for good when a verb has just ended this work.
            await context.Hold.DelayAsync(Timings.PowerPoll, context.Cancellation);
        }
    }

    private JsonObject StepParameters(string uuid, string part)
    {
        var node = Node(uuid);
        return new JsonObject
        {
            ["node"] = new JsonObject
            {
                ["uuid"] = node.Uuid, ["name"] = node.Name, ["driver"] = node.Driver, ["properties"] = node.Properties.DeepClone(),
                ["instance_info"] = node.InstanceInfo.DeepClone(), ["instance_uuid"] = node.InstanceUuid,
            },
            ["ports"] = new JsonArray([.. conductor.PortsOf(uuid).Select(p => new JsonObject { ["uuid"] = p.Uuid, ["address"] = p.Address })]),
            [$"{part}_version"] = null,
        };
    }

    private IronicNode Node(string uuid) => conductor.Nodes.ByUuid(uuid) ?? throw new BmcException($"Node {uuid} could not be found.");
}
