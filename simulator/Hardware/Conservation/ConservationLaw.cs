using Simulator.Hardware.Composition;
using Simulator.Hardware.ExpEther;

namespace Simulator.Hardware.Conservation;

/// <summary>
/// The law: what is installed is free or held, by one holder that exists and lists it, a node or a block made of blocks, and by no more
/// nodes than it is shared by; each node holds what it lists, and each such block too, unless the node that holds the block does; what is in
/// a zone is held by nobody; a pool gives and promises no more than it has, a volume goes with one node, and a drive is in one volume. Said
/// thing by thing, so that a change is
/// checked at the cost of what it touched.
/// </summary>
internal static class ConservationLaw
{
    /// <summary>Of everything; under the lock of the pod.</summary>
    public static IEnumerable<Breach> OfAll(Pod pod) =>
        pod.Systems.Keys.Concat(pod.BlockIds).Concat(pod.StorageServices.Keys).Concat(pod.Nodes.Select(n => n.Id))
            .Concat(pod.Holdings.All.Select(h => h.Key)).Distinct(StringComparer.Ordinal)
            .SelectMany(subject => Of(pod, subject))
            .Concat(pod.ExpEther is { } fabric ? FabricLaw.Of(fabric.Look()) : []);

    /// <summary>Of one thing, whatever it is; of one that is gone there is nothing to say.</summary>
    public static IEnumerable<Breach> Of(Pod pod, string subject) => Texts(pod, subject).Select(text => new Breach(subject, text));

    private static IEnumerable<string> Texts(Pod pod, string subject) =>
        pod.FindNode(subject) is { } node ? OfNode(pod, node)
        : pod.StorageServices.TryGetValue(subject, out var service) ? OfService(pod, service)
        : pod.FindBlock(subject) is { IsComposite: true } block ? OfComposite(pod, block).Concat(OfPart(pod, subject))
        : OfPart(pod, subject);

    private static IEnumerable<string> OfComposite(Pod pod, ResourceBlock block) =>
        from supplier in block.Suppliers
        let held = pod.Holdings.Of(supplier.Id)
        where held.Holders is not [var holder] || holder != (pod.Holdings.HolderOf(block.Id) ?? block.Id) || pod.CompositeOf(supplier.Id) != block
        select $"Block {block.Id} is made of {supplier.Id}, which is held by {Words(held)}.";

    private static IEnumerable<string> OfNode(Pod pod, ComposedNode node)
    {
        foreach (var id in node.BlockIds.Where(id => !pod.Holdings.Of(id).Holders.Contains(node.Id)))
        {
            yield return $"Node {node.Id} lists {id}, which is held by {Words(pod.Holdings.Of(id))}.";
        }

        foreach (var volume in node.Volumes.Where(v => v.VolumeId is not null))
        {
            var id = new VolumeId(volume.ServiceId, volume.VolumeId!);
            if (pod.FindVolume(id) is null)
            {
                yield return $"Node {node.Id} has the volume {id}, which is gone.";
            }

            foreach (var other in pod.Nodes.Where(n => n.Id != node.Id && n.Volumes.Any(v => v.Is(id.ServiceId, id.Id))))
            {
                yield return $"Volume {id} goes with the nodes {node.Id} and {other.Id}.";
            }
        }
    }

    private static IEnumerable<string> OfService(Pod pod, StorageService service)
    {
        if (pod.RoomIn(service) < 0)
        {
            yield return $"The volumes of {service.Id} take, or are promised, {-pod.RoomIn(service)} bytes more than its pool has.";
        }
    }

    private static IEnumerable<string> OfPart(Pod pod, string id)
    {
        var held = pod.Holdings.Of(id);
        var most = pod.Devices.TryGetValue(id, out var device) && device.State.SharingEnabled ? device.Shares : 1;
        if (held.Holders.Length > Math.Min(held.Most, most))
        {
            yield return $"{id} is held by {Words(held)}, and {Math.Min(held.Most, most)} can have it.";
        }

        foreach (var holder in held.Holders)
        {
            if (ListOf(pod, holder) is not { } list)
            {
                yield return $"{id} is held by {holder}, which does not exist.";
            }
            else if (!list.Contains(id))
            {
                yield return $"{id} is held by {holder}, which does not list it.";
            }

            if (pod.ZoneOf(id) is { } zone)
            {
                yield return $"{id} is in zone {zone.Id} and held by {holder}.";
            }

            if (!pod.Systems.ContainsKey(id) && pod.FindBlock(id) is null)
            {
                yield return $"{id} is held but not installed.";
            }
        }

        if (pod.Systems.TryGetValue(id, out var system))
        {
            foreach (var drive in system.State.Storage.Volumes.SelectMany(v => v.DriveIds).GroupBy(d => d, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
            {
                yield return $"Drive {drive.Key} of {id} is in two volumes.";
            }
        }
    }

    private static string Words(Held held) => held.IsFree ? "nobody" : string.Join(", ", held.Holders);

    // What a holder says that it has; null when there is no such holder.
    private static IEnumerable<string>? ListOf(Pod pod, string holder) =>
        pod.FindNode(holder) is { } node ? node.BlockIds : pod.FindBlock(holder) is { IsComposite: true } block ? block.Suppliers.Select(s => s.Id) : null;
}
