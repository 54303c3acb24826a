using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Pooled devices and volumes that come to a composed node, or go from it, after it was allocated.</content>
public sealed partial class Pod
{
    /// <summary>What could be attached to a node now: pooled drives and FPGAs, volumes.</summary>
    public (IReadOnlyList<PooledDevice> Devices, IReadOnlyList<VolumeId> Volumes) AttachableTo(ComposedNode node)
    {
        var system = Systems[node.SystemId];
        return (
            [.. Devices.Values.Where(d => d.Kind is PooledDeviceKind.NVMe or PooledDeviceKind.FPGA && WhyNotAttach(system, d) is null)],
            system.EthernetInterfaces.Any(e => e.HasRdma)
                ? [.. StorageServices.Values.SelectMany(s => s.State.Volumes, (s, v) => new VolumeId(s.Id, v.Id)).Where(v => WhyNotAttach(v) is null)]
                : []);
    }

    /// <summary>Reserves a pooled device for a node, or says why not.</summary>
    public AttachProblem? AttachDevice(string nodeId, PooledDevice device)
    {
        using (ActOnNode(nodeId))
        {
            if (WhyNoChange(nodeId, out var node) is { } problem)
            {
                return problem;
            }

            if (WhyNotAttach(Systems[node!.SystemId], device) is { } reason)
            {
                return new AttachProblem(AttachProblemKind.NotFree, reason);
            }

            Hold_NeedsLock(device, node.Id);
            Keep_NeedsLock(node with { DeviceIds = [.. node.DeviceIds, device.Id] });
            Report_NeedsLock(node, $"Node {node.Name} gets {device.Id}.");
            return null;
        }
    }

    /// <summary>Reserves a volume for a node, or says why not.</summary>
    public AttachProblem? AttachVolume(string nodeId, VolumeId volume)
    {
        using (ActOnNode(nodeId))
        using (ActOnStorage())
        {
            if (WhyNoChange(nodeId, out var node) is { } problem)
            {
                return problem;
            }

            if (!Systems[node!.SystemId].EthernetInterfaces.Any(e => e.HasRdma))
            {
                return new AttachProblem(AttachProblemKind.NotFree, $"{Systems[node.SystemId].Name} has no interface with RDMA.");
            }

            if (WhyNotAttach(volume) is { } reason)
            {
                return new AttachProblem(AttachProblemKind.NotFree, reason);
            }

            Edit_NeedsLock(node, null, new NodeVolume(volume.ServiceId, RemoteProtocol.NVMeOverFabrics) { VolumeId = volume.Id });
            return null;
        }
    }

    /// <summary>Why a device or volume cannot be taken from a node now; null when it can.</summary>
    public AttachProblem? WhyNotDetach(string nodeId, PooledDevice? device, VolumeId? volume)
    {
        if (FindNode(nodeId) is not { } node)
        {
            return NoNode(nodeId);
        }

        if (!MayChange(node))
        {
            return WrongState(node);
        }

        if (device is not null && CompositeOf(device.Id) is { } whole && node.CompositeIds.Contains(whole.Id))
        {
            return new AttachProblem(AttachProblemKind.NotFree, $"{device.Name} is part of the block {whole.Id}, which goes as a whole.");
        }

        var has = device is not null ? node.DeviceIds.Contains(device.Id) : volume is { } v && node.Volumes.Any(o => o.Is(v.ServiceId, v.Id));
        return has ? null : new AttachProblem(AttachProblemKind.NotAttached, $"{device?.Name ?? $"Volume {volume}"} is not attached to node {node.Name}.");
    }

    /// <summary>Takes a pooled device from a node. A drive is not erased then, and not handed out until it is.</summary>
    public AttachProblem? DetachDevice(string nodeId, PooledDevice device)
    {
        using (ActOnNode(nodeId))
        {
            if (WhyNotDetach(nodeId, device, volume: null) is { } problem)
            {
                return problem;
            }

            var node = FindNode(nodeId)!;
            Return_NeedsLock(node, Systems[node.SystemId], [device.Id]);
            return null;
        }
    }

    // A physical system that was only expanded is free again without what it was expanded by.
    private void Return_NeedsLock(ComposedNode node, ComputerSystem system, IReadOnlyList<string> gone)
    {
        foreach (var id in gone)
        {
            GiveBack_NeedsLock(id, node.Id);
        }

        node = node with { DeviceIds = [.. node.DeviceIds.Except(gone)], CompositeIds = [.. node.CompositeIds.Except(gone)] };
        Keep_NeedsLock(node);
        Report_NeedsLock(node, $"{system.Name} gives {gone[^1]} back.");
        TellBlocks_NeedsLock(gone);
        if (node.DeviceIds.Count == 0 && system.ComposedAs is null && node.IsExpansion)
        {
            Release(node.Id);
        }
    }

    private AttachProblem? WhyNoChange(string nodeId, out ComposedNode? node) =>
        (node = FindNode(nodeId)) is null ? NoNode(nodeId)
        : !MayChange(node) ? WrongState(node)
        : Systems[node.SystemId] is { State.Health: Health.Critical } gone ? new AttachProblem(AttachProblemKind.SystemGone, $"{gone.Name} does not answer.")
        : null;

    private string? WhyNotAttach(ComputerSystem system, PooledDevice device) =>
        Holdings.HolderOf(device.Id) is { } holder ? $"{device.Name} is held by {WordsFor(holder)}."
        : ZoneOf(device.Id) is { } zone ? $"{device.Name} is in the fabric zone {zone.Id}."
        : ReservationOf(device.Id) is { } reservation ? $"{device.Name} is reserved by {reservation.Id}."
        : device.State.Health != Health.OK ? $"{device.Name} is {device.State.Health}."
        : device.State.Erasure is not null ? $"{device.Name} is being erased."
        : !device.ReachedFrom.Contains(system.RackId) ? $"No cable leads from {system.Name} to {device.Name}."
        : null;

    private static bool MayChange(ComposedNode node) => node.State is ComposedNodeState.Assembled or ComposedNodeState.Failed;

    private static AttachProblem NoNode(string nodeId) => new(AttachProblemKind.NoNode, $"There is no node {nodeId}.");

    private static AttachProblem WrongState(ComposedNode node) => new(AttachProblemKind.WrongState, $"The node is {node.State}.");
}
