using Simulator.Hardware.Composition;

namespace Simulator.Hardware.Conservation;

/// <summary>
/// The law: what is installed is free or held, by one holder that exists and lists it; each node holds what it lists; what is in a
/// zone is held by no node; a pool gives and promises no more than it has, a volume goes with one node, and a drive is in one volume. Said thing by thing, so that a change is
/// checked at the cost of what it touched.
/// </summary>
internal static class ConservationLaw
{
    /// <summary>Of everything; under the lock of the pod.</summary>
    public static IEnumerable<Breach> OfAll(Pod pod) =>
        pod.Systems.Keys.Concat(pod.Devices.Keys).Concat(pod.StorageServices.Keys).Concat(pod.Nodes.Select(n => n.Id))
            .Concat(pod.Holdings.All.Select(h => h.Key)).Distinct(StringComparer.Ordinal)
            .SelectMany(subject => Of(pod, subject));

    /// <summary>Of one thing, whatever it is; of one that is gone there is nothing to say.</summary>
    public static IEnumerable<Breach> Of(Pod pod, string subject) => Texts(pod, subject).Select(text => new Breach(subject, text));

    private static IEnumerable<string> Texts(Pod pod, string subject) =>
        pod.FindNode(subject) is { } node ? OfNode(pod, node)
        : pod.StorageServices.TryGetValue(subject, out var service) ? OfService(pod, service)
        : OfPart(pod, subject);

    private static IEnumerable<string> OfNode(Pod pod, ComposedNode node)
    {
        foreach (var id in node.DeviceIds.Prepend(node.SystemId).Where(id => pod.Holdings.HolderOf(id) != node.Id))
        {
            yield return $"Node {node.Id} lists {id}, which is held by {pod.Holdings.HolderOf(id) ?? "nobody"}.";
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
        if (pod.Holdings.HolderOf(id) is { } holder)
        {
            if (pod.FindNode(holder) is not { } node)
            {
                yield return $"{id} is held by {holder}, which does not exist.";
            }
            else if (node.SystemId != id && !node.DeviceIds.Contains(id))
            {
                yield return $"{id} is held by {holder}, which does not list it.";
            }

            if (pod.ZoneOf(id) is { } zone)
            {
                yield return $"{id} is in zone {zone.Id} and held by node {holder}.";
            }

            if (!pod.Systems.ContainsKey(id) && !pod.Devices.ContainsKey(id))
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
}
