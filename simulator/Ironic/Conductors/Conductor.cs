using Simulator.Work;

namespace Simulator.Ironic;

/// <summary>What the conductor's activities share: the nodes with their ports, the hardware, the lock, and the runner of work.</summary>
internal sealed class Conductor
{
    public Conductor(SimulatorWorld world, IronicSettings settings, EnabledHardware hardware, IronicNodes nodes, NodeHistory history)
    {
        World = world;
        Settings = settings;
        Hardware = hardware;
        Nodes = nodes;
        History = history;
        StartedAt = world.Clock.GetUtcNow();
        Moves = new ProvisionMoves(nodes, world.Journal, world.Clock);
        Steps = new BmcSteps(nodes);
        Findings = new NodeFindings(world.Clock);
        Ports = new("port", world.Clock, world.Seed, new UniqueKey<IronicPort>(p => p.Address, p => $"A port with MAC address {p.Address} already exists."), Name<IronicPort>("port"));
        Portgroups = new(
            "portgroup", world.Clock, world.Seed,
            new UniqueKey<IronicPortgroup>(g => g.Address, g => $"A portgroup with MAC address {g.Address} already exists."), Name<IronicPortgroup>("portgroup"));
        Chassis = new("chassis", world.Clock, world.Seed);
        VolumeConnectors = new(
            "volume connector", world.Clock, world.Seed,
            new UniqueKey<IronicVolumeConnector>(c => $"{c.Type} {c.ConnectorId}", c => $"A volume connector of type {c.Type} with the id {c.ConnectorId} already exists."));
        VolumeTargets = new(
            "volume target", world.Clock, world.Seed,
            new UniqueKey<IronicVolumeTarget>(t => $"{t.NodeUuid} {t.BootIndex}", t => $"A volume target with boot index '{t.BootIndex}' for the same node already exists."));
        Allocations = new("allocation", world.Clock, world.Seed, Name<IronicAllocation>("allocation"));
        DeployTemplates = new("deploy template", world.Clock, world.Seed, Name<IronicDeployTemplate>("deploy template"));
        Runbooks = new("runbook", world.Clock, world.Seed, Name<IronicRunbook>("runbook"));
    }

    public SimulatorWorld World { get; }

    public IronicSettings Settings { get; }

    public EnabledHardware Hardware { get; }

    public IronicNodes Nodes { get; }

    public NodeHistory History { get; }

    public NodeFindings Findings { get; }

    public NodeSignal Heartbeats { get; } = new();

    /// <summary>What agents have found of their machines.</summary>
    public NodeSignal Inventories { get; } = new();

    /// <summary>Ends of holds, asked for by <c>unhold</c>.</summary>
    public NodeSignal Unholds { get; } = new();

    public ResourceStore<IronicPort> Ports { get; }

    public ResourceStore<IronicPortgroup> Portgroups { get; }

    public ResourceStore<IronicChassis> Chassis { get; }

    public ResourceStore<IronicVolumeConnector> VolumeConnectors { get; }

    public ResourceStore<IronicVolumeTarget> VolumeTargets { get; }

    public ResourceStore<IronicAllocation> Allocations { get; }

    public ResourceStore<IronicDeployTemplate> DeployTemplates { get; }

    public ResourceStore<IronicRunbook> Runbooks { get; }

    public IEnumerable<IronicPort> PortsOf(string node) => Ports.All().Where(p => p.NodeUuid == node);

    public ProvisionMoves Moves { get; }

    public BmcSteps Steps { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>409 when the node is locked by work.</summary>
    public static IronicError? RefuseLocked(IronicNode node) =>
        node.Reservation is null ? null : IronicErrors.NodeLocked(node.Uuid, node.Reservation);

    /// <summary>400 with everything that is wrong with the node's driver_info.</summary>
    public IronicError? RefuseBadDriverInfo(IronicNode node)
    {
        var problems = Hardware.Of(node).Problems(node);
        return problems.Count == 0
            ? null
            : IronicErrors.Invalid($"Failed to validate power driver interface for node {node.Uuid}. Error: {string.Join(' ', problems)}");
    }

    /// <summary>Notes a change of the power that is known.</summary>
    public void NotePower(string uuid, string? power, Func<IronicNode, IronicNode>? change = null)
    {
        string? former = null;
        var outcome = Nodes.Change(uuid, node =>
        {
            former = node.PowerState;
            var noted = node.PowerState == power ? node : node with { PowerState = power };
            return change?.Invoke(noted) ?? noted;
        });
        if (outcome.Error is null && former != power)
        {
            World.Journal.Record("ironic", uuid, power ?? "unknown", $"Node {outcome.Value.Name ?? uuid} is {power ?? "of unknown power state"}.");
        }
    }

    public void Change(string uuid, Func<IronicNode, IronicNode> change) => Nodes.Change(uuid, node => change(node));

    /// <summary>Starts work on a node whose lock the caller has taken.</summary>
    /// <param name="kind">Of the work; fault rules name its steps as <c>kind/step</c>.</param>
    /// <param name="uuid">The node.</param>
    /// <param name="title">For people.</param>
    /// <param name="steps">The last one gives the lock back.</param>
    /// <param name="onFailed">Says why, and gives the lock back.</param>
    public void Start(string kind, string uuid, string title, IReadOnlyList<WorkStep> steps, Action<string> onFailed) =>
        World.Work.Start(new WorkPlan(kind, uuid, title, steps, onFailed));

    /// <summary>Takes the lock of a node and starts work on it; nothing is started when an error is answered.</summary>
    /// <param name="kind">See <see cref="Start"/>.</param>
    /// <param name="node">The node.</param>
    /// <param name="what">For people.</param>
    /// <param name="steps">The last one gives the lock back.</param>
    /// <param name="lastError">Makes the node's <c>last_error</c> of the reason why a step failed.</param>
    public IronicError? StartLocked(string kind, IronicNode node, string what, IReadOnlyList<WorkStep> steps, Func<string, string> lastError)
    {
        var taken = Nodes.Change(node.Uuid, n => (RefuseLocked(n) ?? RefuseBadDriverInfo(n)) is { } refusal
            ? refusal
            : n with { Reservation = Settings.Host, LastError = null });
        if (taken.Error is null)
        {
            Start(kind, node.Uuid, $"Node {node.Name ?? node.Uuid}: {what}", steps, reason =>
                Change(node.Uuid, n => n with { Reservation = null, LastError = lastError(reason) }));
        }

        return taken.Error;
    }

    private static UniqueKey<T> Name<T>(string kind)
        where T : INamed => new(r => r.Name, r => $"A {kind} with name {r.Name} already exists.");
}
