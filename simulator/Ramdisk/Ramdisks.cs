using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Ramdisk;

/// <summary>
/// What systems run once their firmware hands over: an agent, where they boot from the network or from a virtual medium and an Ironic waits for
/// them; otherwise what lies on their disks.
/// </summary>
public sealed class Ramdisks : IDisposable
{
    /// <summary>See <see cref="WorkItem.Kind"/>; the subject is a system.</summary>
    public const string Kind = "ramdisk";

    /// <inheritdoc cref="Kind"/>
    public const string OsKind = "os-boot";

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly SimulatorWorld _world;
    private readonly Pod _pod;
    private readonly RamdiskSettings _settings;
    private readonly ConductorClient _conductor;
    private readonly ConcurrentDictionary<string, bool> _bootsRamdisk = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RunningAgent> _agents = new(StringComparer.Ordinal);

    public Ramdisks(SimulatorWorld world, Pod pod, PowerWork power, RamdiskSettings settings)
    {
        (_world, _pod, _settings) = (world, pod, settings);
        _conductor = new ConductorClient(world.Clock, settings);
        Commands = new AgentCommands(world, pod, power, settings.Behaviour, Installed, BeatAsync);
        pod.Changed += OnChanged;
    }

    /// <summary>Its addresses are set when the servers have started.</summary>
    public RamdiskSettings Settings => _settings;

    internal AgentCommands Commands { get; }

    internal InstalledSystems Installed { get; } = new();

    internal IReadOnlyCollection<RunningAgent> Running => [.. _agents.Values];

    internal RunningAgent? On(string systemId) => _agents.GetValueOrDefault(systemId);

    /// <summary>Tells Ironic that the agent is there.</summary>
    internal async Task<bool> BeatAsync(RunningAgent agent, StepContext context) =>
        _agents.GetValueOrDefault(agent.SystemId) != agent || await _conductor.BeatAsync(agent, _settings.Behaviour.Version, context);

    public void Dispose()
    {
        _pod.Changed -= OnChanged;
        _conductor.Dispose();
    }

    // Called under the lock of the system: what is to be done is started here and done later.
    private void OnChanged(HardwareChange change)
    {
        if (!_pod.Systems.TryGetValue(change.Subject, out var system))
        {
            return;
        }

        switch (change.Room, change.What)
        {
            case ("boot", nameof(BootStage.OSBootStarted)):
                // The firmware chooses now; an override for one boot is used up when the system runs.
                _bootsRamdisk[system.Id] = BootsRamdisk(system.State);
                break;
            case ("power", nameof(PowerState.On)):
                if (_bootsRamdisk.TryRemove(system.Id, out var isRamdisk) && isRamdisk)
                {
                    StartAgent(system);
                }
                else
                {
                    BootOs(system);
                }

                break;
            case ("power", nameof(PowerState.Off) or nameof(PowerState.PoweringOff) or nameof(PowerState.PoweringOn)):
                Stop(system.Id);
                break;
        }
    }

    private static bool BootsRamdisk(SystemState state) => state.Boot.Enabled != BootEnabled.Disabled && state.Boot.Target switch
    {
        BootTarget.Pxe or BootTarget.UefiHttp => true,
        BootTarget.Cd => state.Cd is { IsInserted: true },
        _ => false,
    };

    private void StartAgent(ComputerSystem system)
    {
        var behaviour = _settings.Behaviour;
        var lookups = 0;
        var isInspected = false;
        _world.Work.Start(new WorkPlan(
            Kind, system.Id, $"Ramdisk on {system.Name}",
            [
                WorkStep.Of("start-agent", TimeSpan.FromSeconds(behaviour.BootSeconds), () =>
                {
                    _pod.WriteConsole(system, "Kernel and ramdisk are loaded", $"ironic-python-agent {behaviour.Version} looks for its node");
                    return StepResult.Done;
                }),
                new WorkStep("look-up", TimeSpan.Zero, async context =>
                {
                    if (await _conductor.ReportAsync(AgentInventory.Of(system, [.. _pod.AttachedTo(system)]), context) is { } inspected)
                    {
                        isInspected = true;
                        _pod.WriteConsole(system, $"ironic-python-agent: this is node {inspected}, its inventory is sent");
                        _world.Journal.Record("ramdisk", system.Id, "Inspected", $"The agent on {system.Name} has told what it found to node {inspected}.");
                        return StepResult.Done;
                    }

                    if (await _conductor.LookUpAsync(system, context) is { } agent)
                    {
                        _agents[system.Id] = agent;
                        _pod.WriteConsole(system, $"ironic-python-agent: this is node {agent.NodeUuid}");
                        _world.Journal.Record("ramdisk", system.Id, "Found", $"The agent on {system.Name} has found its node {agent.NodeUuid}.");
                        return StepResult.Done;
                    }

                    return ++lookups < behaviour.LookupAttempts ? StepResult.Continue(TimeSpan.FromSeconds(behaviour.LookupRetrySeconds)) : StepResult.Done;
                }),
                new WorkStep("heartbeat", TimeSpan.Zero, async context =>
                {
                    if (isInspected)
                    {
                        return StepResult.Done;
                    }

                    if (On(system.Id) is not { } agent)
                    {
                        // Nobody waits for it: as with a network that offers nothing, the disk is next.
                        _pod.WriteConsole(system, "ironic-python-agent: nobody waits for this machine");
                        BootOs(system);
                        return StepResult.Done;
                    }

                    return await BeatAsync(agent, context) ? StepResult.Done : StepResult.Continue(TimeSpan.FromSeconds(behaviour.LookupRetrySeconds));
                }),
            ]));
    }

    private void BootOs(ComputerSystem system)
    {
        if (Installed.On(system.Id) is null)
        {
            return;
        }

        _world.Work.Start(new WorkPlan(OsKind, system.Id, $"Operating system on {system.Name}", [WorkStep.Of("start-os", Moment, () =>
        {
            if (Installed.On(system.Id) is { } os)
            {
                _pod.SetHostName(system, os.HostName);
                _pod.WriteConsole(
                    system, "Booting from Hard drive", os.Image.Length > 0 ? $"Loading what was written from {os.Image}" : "Loading the operating system",
                    "[  OK  ] Reached target Multi-User System", $"{os.HostName} login:");
                _world.Journal.Record("os", system.Id, "Running", $"{system.Name} runs {os.Image} as {os.HostName}.");
            }

            return StepResult.Done;
        })]));
    }

    private void Stop(string systemId)
    {
        _agents.TryRemove(systemId, out _);
        foreach (var kind in new[] { Kind, OsKind, AgentCommands.Kind })
        {
            if (_world.Work.RunningOn(kind, systemId) is { } running)
            {
                _world.Work.Cancel(running.Id);
            }
        }
    }
}
