using Simulator.Work;

namespace Simulator.Ironic;

/// <summary>What the conductor's activities share: the nodes with their ports, the hardware, the lock, and the runner of work.</summary>
internal sealed class Conductor
{
    public Conductor(SimulatorWorld world, IronicSettings settings, EnabledHardware hardware, IronicNodes nodes)
    {
        World = world;
        Settings = settings;
        Hardware = hardware;
        Nodes = nodes;
        StartedAt = world.Clock.GetUtcNow();
        Moves = new ProvisionMoves(nodes, world.Journal, world.Clock);
        Steps = new BmcSteps(nodes);
    }

    public SimulatorWorld World { get; }

    public IronicSettings Settings { get; }

    public EnabledHardware Hardware { get; }

    public IronicNodes Nodes { get; }

    public IronicPorts Ports { get; } = new();

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
}
