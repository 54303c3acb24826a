using System.Collections.Concurrent;
using ValenceCore.PodManagers;

namespace ValenceCore.Drivers;

/// <summary>Keeps one driver per pod manager. A driver belongs to one revision of how the pod is reached; a change makes a new one,
/// so changed credentials take effect at once and a deleted pod manager cannot be used on .</summary>
internal sealed class DriverManager(IEnumerable<IPodDriverFactory> factories) : IKnowDrivers
{
    private readonly Dictionary<string, IPodDriverFactory> byName =
        factories.SelectMany(factory => factory.Names.Select(name => (name, factory))).ToDictionary(pair => pair.name, pair => pair.factory);

    private readonly ConcurrentDictionary<string, (long Revision, object Driver)> drivers = new();

    public IReadOnlyList<string> Names => [.. byName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The driver for this pod, or null when no factory knows its name.</summary>
    public object? Of(PodManager pod)
    {
        if (!byName.TryGetValue(pod.Driver, out var factory))
        {
            return null;
        }

        return drivers.AddOrUpdate(
            pod.Uuid,
            _ => (pod.Revision, factory.Create(pod)),
            (_, known) => known.Revision == pod.Revision ? known : (pod.Revision, factory.Create(pod))).Driver;
    }
}
