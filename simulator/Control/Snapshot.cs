using Simulator.Faults;
using Simulator.Hardware;
using Simulator.Hardware.ExpEther;
using Simulator.Work;

namespace Simulator.Control;

/// <summary>Takes the snapshot of the bench.</summary>
internal sealed class Snapshot(SimulatorWorld world, Pod pod, ControlSettings settings)
{
    // The page shows what runs and what ended lately, not the whole history.
    private const int EndedWorkShown = 20;

    public SnapshotJson Take() => new(
        new PodRow(pod.Id, pod.Name, pod.Uuid),
        world.Seed.Value,
        Clock(world),
        [.. pod.Racks.Select(Rack)],
        [.. pod.Nodes.Select(Node)],
        settings.IronicNodes(),
        settings.Instances(),
        [.. WorkShown().Select(Row)],
        [.. world.Faults.All.Select(Row)],
        settings.Addresses(),
        [.. pod.Breaches.Select(b => b.Text)])
    {
        ExpEther = pod.ExpEther is { } fabric ? [.. fabric.Look().Select(Row)] : null,
    };

    public static ClockJson Clock(SimulatorWorld world) =>
        new(world.Clock.Setting.ToString(), world.Clock.GetUtcNow(), world.Clock.IsFrozen);

    public static WorkRow Row(WorkItem item) => new(
        item.Id, item.Kind, item.Subject, item.Title, item.State.ToString(), item.PercentComplete, item.Since, item.Ended, item.Error,
        [.. item.Steps.Select(s => new WorkStepRow(s.Name, s.State.ToString(), s.Since, s.Due, s.Detail))]);

    private static BoardRow Row((Board Board, BoardState State) board) => new(
        board.Board.Id, board.Board is ServerBoard ? "Server" : "Device", board.Board.Model, board.State.Group, board.State.IsUp);

    private static FaultRow Row(FaultStatus status) =>
        new(status.Rule.Id!, FaultWords.Where(status.Rule), FaultWords.What(status.Rule), status.Struck, status.Matched);

    private IEnumerable<WorkItem> WorkShown()
    {
        var items = world.Work.Items;
        return items.Where(i => i.State == WorkState.Running)
            .Concat(items.Where(i => i.State != WorkState.Running).OrderByDescending(i => i.Ended).Take(EndedWorkShown));
    }

    private RackRow Rack(Rack rack) => new(
        rack.Id, rack.Name, rack.Units,
        [.. rack.PowerSupplies.Select(p => new PowerSupplyRow(p.Id, p.Name, p.Unit, p.Height, p.Watts, pod.HealthOf(rack, p).ToString()))],
        [.. rack.Switches.Select(s => new SwitchRow(s.Id, s.Name, s.Unit, s.Height, s.Ports, "OK"))],
        [.. rack.Drawers.Select(Drawer)],
        [.. rack.StorageServices.Select(s => new StorageRow(s.Id, s.Name, s.Unit, s.Height, s.Drives, s.CapacityGiB, (int)(s.State.AllocatedBytes >> 30), "OK"))]);

    private DrawerRow Drawer(Drawer drawer) => new(
        drawer.Id, drawer.Name, drawer.Systems.Count > 0 ? "Compute" : "Devices", drawer.Unit, drawer.Height, pod.HealthOf(drawer).ToString(),
        [.. drawer.Systems.Select(s => new SledRow(s.Id, s.Slot, System(s)))],
        [.. drawer.Devices.Select(Device)],
        [.. drawer.Fans.Select(f => new FanRow(f.Id, f.Name, pod.HealthOf(drawer, f).ToString(), pod.Readings.Of(drawer, f).SpeedRpm ?? 0))]);

    private SystemRow System(ComputerSystem system)
    {
        var state = system.State;
        return new SystemRow(
            system.Id, system.Name, system.Model, system.Processors.Count, system.TotalCores, pod.TotalMemoryMiB(system), system.Drives.Count,
            system.EthernetInterfaces.Count + pod.AttachedTo(system).Count(d => d.Nic is not null), state.Power.ToString(), state.Health.ToString(), state.Boot.Target.ToString(),
            pod.Holdings.HolderOf(system.Id));
    }

    private DeviceRow Device(PooledDevice device) => new(
        device.Id, device.Slot, device.Kind.ToString(), device.Name, device.Model, device.CapacityGiB, device.State.Health.ToString(),
        pod.Holdings.HolderOf(device.Id), device.State.Erased);

    private NodeRow Node(Hardware.Composition.ComposedNode node)
    {
        var system = pod.Systems[node.SystemId];
        var health = node.State == Hardware.Composition.ComposedNodeState.Failed ? Health.Critical : system.State.Health;
        return new NodeRow(
            node.Id, node.Name, node.Description, node.State.ToString(), health.ToString(), system.State.Power.ToString(), node.SystemId,
            node.DeviceIds, node.Since, system.TotalCores, pod.TotalMemoryMiB(system), node.Reason);
    }
}
