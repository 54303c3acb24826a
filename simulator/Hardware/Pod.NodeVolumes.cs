using System.Collections.Immutable;
using System.Globalization;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Volumes of pools that go with composed nodes: promised, made, shown to the system, given back.</content>
public sealed partial class Pod
{
    private Scarcity? _scarcity;

    /// <summary>What is rare here. Hardware does not change, so it is counted once.</summary>
    internal Scarcity Scarcity => LazyInitializer.EnsureInitialized(ref _scarcity, () => new Scarcity(this));

    public (StorageService Service, PoolVolume Volume)? FindVolume(VolumeId id) =>
        StorageServices.TryGetValue(id.ServiceId, out var service) && service.State.Find(id.Id) is { } volume ? (service, volume) : null;

    /// <summary>The node that a volume goes with; null when it goes with none.</summary>
    public ComposedNode? NodeOf(VolumeId id) => _nodes.Values.FirstOrDefault(n => n.Volumes.Any(v => v.Is(id.ServiceId, id.Id)));

    /// <summary>What a pool has free and has promised to no node.</summary>
    public long RoomIn(StorageService service) => service.FreeBytes - _nodes.Values.Where(n => n.IsOnItsWay).SelectMany(n => n.Volumes)
        .Where(v => v.VolumeId is null && v.ServiceId == service.Id).Sum(v => v.PromisedBytes);

    /// <summary>Whether somebody would miss a volume.</summary>
    public bool IsInUse(StorageService service, string volumeId) =>
        service.State.TargetsOf(volumeId).Any() || service.State.HasSnapshots(volumeId) || NodeOf(new VolumeId(service.Id, volumeId)) is not null;

    /// <summary>Why a volume cannot go with a node now, in one sentence; null when it can.</summary>
    public string? WhyNotAttach(VolumeId id) =>
        FindVolume(id) is not var (service, volume) ? $"There is no volume {id}."
        : NodeOf(id) is { } node ? $"{volume.Name} of {service.Name} goes with {WordsFor(node.Id)}."
        : service.State.TargetsOf(volume.Id).Any() ? $"{volume.Name} of {service.Name} is shown by a target."
        : volume.IsFailed ? $"{volume.Name} of {service.Name} is broken."
        : volume.Initialization is not null ? $"{volume.Name} of {service.Name} is being initialized."
        : null;

    /// <summary>Whether a target of the pod is called so, or will be when a node gets what it was promised.</summary>
    public bool IsTargetName(string name) =>
        StorageServices.Values.Any(s => s.State.Targets.Any(t => t.Iqn == name)) || _nodes.Values.Any(n => n.IsOnItsWay && n.Volumes.Any(v => v.TargetName == name));

    /// <summary>Makes the volume that a pool promised to a node. Null when it promised none, or the source is gone.</summary>
    public NodeVolume? MakePromisedVolume(string nodeId)
    {
        using (ActOnNode(nodeId))
        using (ActOnStorage())
        {
            if (FindNode(nodeId) is not { IsOnItsWay: true } node || node.Volumes.FirstOrDefault(v => v.VolumeId is null) is not { } promise)
            {
                return null;
            }

            var service = StorageServices[promise.ServiceId];
            if (promise.Source is { } source && service.State.Find(source.VolumeId) is null)
            {
                return null;
            }

            var made = Carve_NeedsLock(service, $"Volume of {node.Name}", promise.PromisedBytes, isBootable: promise.Source is not null, promise.Source);
            var volume = promise with { VolumeId = made.Id };
            Edit_NeedsLock(node, promise, volume);
            return volume;
        }
    }

    /// <summary>Shows a volume of a node to its system, and to nobody else. False when the node or the volume is gone, or another target has the name.</summary>
    public bool Connect(string nodeId, VolumeId id)
    {
        using (ActOnNode(nodeId))
        using (ActOnStorage())
        {
            if (FindNode(nodeId) is not { } node || node.Volumes.FirstOrDefault(v => v.Is(id.ServiceId, id.Id)) is not { } volume || FindVolume(id) is not var (service, _))
            {
                return false;
            }

            var name = volume.TargetName ?? VolumeTarget.NameOf(service, id.Id, volume.Protocol);
            if (StorageServices.Values.Any(s => s.State.Targets.Any(t => t.Iqn == name)))
            {
                return false;
            }

            var (state, system) = (service.State, Systems[node.SystemId]);
            var number = (state.LastTarget + 1).ToString(CultureInfo.InvariantCulture);
            var target = new VolumeTarget(
                number, $"Target {number}", name, [new TargetLun(0, id.Id)], VolumeTarget.InitiatorOf(system, volume.Protocol), TargetChap.None)
            {
                Protocol = volume.Protocol,
            };
            Become_NeedsLock(
                service, state with { Targets = state.Targets.Add(target), LastTarget = state.LastTarget + 1 }, "TargetCreated",
                $"{target.Name} of {service.Name} shows volume {id.Id} to {system.Name}.");
            Edit_NeedsLock(node, volume, volume with { TargetId = number });
            WriteIscsiBoot(system, service, target);
            return true;
        }
    }

    /// <summary>Takes a volume from a node; it stays in its pool, free for others.</summary>
    /// <param name="keepsTarget">The target that showed it stays, for any initiator (Intel RSD up to 2.2).</param>
    /// <returns>False when the node has no such volume.</returns>
    public bool Disconnect(string nodeId, VolumeId id, bool keepsTarget = false)
    {
        using (ActOnNode(nodeId))
        using (ActOnStorage())
        {
            if (FindNode(nodeId) is not { } node || node.Volumes.FirstOrDefault(v => v.Is(id.ServiceId, id.Id)) is not { } volume)
            {
                return false;
            }

            Edit_NeedsLock(node, volume, null);
            ForgetIscsiBoot(Systems[node.SystemId], volume);
            if (keepsTarget && volume.TargetId is { } target)
            {
                EditTarget(StorageServices[id.ServiceId], target, t => t with { InitiatorIqn = "" });
            }
            else
            {
                Disconnect_NeedsLock(volume);
            }

            return true;
        }
    }

    /// <summary>Gives the volume of a node back to its pool; nothing is changed when somebody else would miss it.</summary>
    public VolumeRemoval DeleteVolumeOf(string nodeId, VolumeId id)
    {
        using (ActOnNode(nodeId))
        using (ActOnStorage())
        {
            if (FindNode(nodeId)?.Volumes.FirstOrDefault(v => v.Is(id.ServiceId, id.Id)) is not { } volume || FindVolume(id) is not var (service, _))
            {
                return VolumeRemoval.Gone;
            }

            if (service.State.HasSnapshots(id.Id) || service.State.TargetsOf(id.Id).Any(t => t.Id != volume.TargetId))
            {
                return VolumeRemoval.InUse;
            }

            Disconnect(nodeId, id);
            return DeleteVolume(service, id.Id);
        }
    }

    private void Disconnect_NeedsLock(NodeVolume volume)
    {
        if (volume.TargetId is { } target)
        {
            DeleteTarget(StorageServices[volume.ServiceId], target);
        }
    }

    // Where there is a network function the system learns where to boot from.
    private void WriteIscsiBoot(ComputerSystem system, StorageService service, VolumeTarget target)
    {
        if (target.Protocol == RemoteProtocol.iSCSI && system.EthernetInterfaces is [var nic, ..])
        {
            SetIscsiBoot(system, nic, IscsiBoot.To(target, PortalOf(service)));
        }
    }

    private void ForgetIscsiBoot(ComputerSystem system, NodeVolume volume)
    {
        if (volume is { Protocol: RemoteProtocol.iSCSI, TargetId: not null } && system.EthernetInterfaces is [var nic, ..])
        {
            SetIscsiBoot(system, nic, IscsiBoot.ToNothing);
        }
    }

    // Null before: it is new. Null after: it is gone. What happens to the volume itself is told by its pool.
    private void Edit_NeedsLock(ComposedNode node, NodeVolume? before, NodeVolume? after)
    {
        var volumes = node.Volumes.Where(v => v != before).ToImmutableArray();
        Keep_NeedsLock(node with { Volumes = after is null ? volumes : volumes.Add(after) });
    }
}
