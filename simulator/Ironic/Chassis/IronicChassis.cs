using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>A group of nodes as Ironic knows it; nothing but a label.</summary>
internal sealed record IronicChassisEntry(string Uuid, string? Description, JsonObject Extra, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt, long Order);

/// <summary>The one owner of all chassis.</summary>
internal sealed class IronicChassis
{
    private readonly ConcurrentDictionary<string, IronicChassisEntry> _byUuid = new(StringComparer.OrdinalIgnoreCase);
    private long _order;

    public IReadOnlyList<IronicChassisEntry> All() => [.. _byUuid.Values.OrderBy(c => c.Order)];

    public IronicChassisEntry? Find(string uuid) => _byUuid.GetValueOrDefault(uuid);

    public bool TryAdd(IronicChassisEntry chassis) => _byUuid.TryAdd(chassis.Uuid, chassis with { Order = Interlocked.Increment(ref _order) });

    public void Replace(IronicChassisEntry chassis) => _byUuid[chassis.Uuid] = chassis;

    public void Remove(string uuid) => _byUuid.TryRemove(uuid, out _);
}
