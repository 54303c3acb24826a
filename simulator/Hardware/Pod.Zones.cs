using System.Collections.Immutable;
using System.Globalization;

namespace Simulator.Hardware;

/// <content>Zones of the PCIe fabric that clients make, beside those that composed nodes are.</content>
public sealed partial class Pod
{
    /// <summary>Protects the process, not a limit of a specification.</summary>
    public const int MostZones = 64;

    private const string ZonePrefix = "zone-";

    private FabricZones _zones = FabricZones.None;
    private int _lastZone;

    /// <summary>Those that clients made, oldest first.</summary>
    public IEnumerable<FabricZone> Zones => Volatile.Read(ref _zones).ByNumber.Values;

    /// <summary>A zone that a client made.</summary>
    public FabricZone? FindZone(string id) => NumberOf(id) is { } number ? Volatile.Read(ref _zones).ByNumber.GetValueOrDefault(number) : null;

    /// <summary>The zone of a client that a system or pooled device is in; null when it is in none.</summary>
    public FabricZone? ZoneOf(string endpointId) => Volatile.Read(ref _zones).ByEndpoint.GetValueOrDefault(endpointId);

    /// <summary>Pooled devices that a composed node, or a zone, has brought to a system.</summary>
    public IEnumerable<PooledDevice> AttachedTo(ComputerSystem system) =>
        Holdings.HolderOf(system.Id) is { } node ? FindNode(node)?.DeviceIds.Select(id => Devices[id]) ?? []
        : ZoneOf(system.Id) is { } zone ? zone.EndpointIds.Where(Devices.ContainsKey).Select(id => Devices[id])
        : [];

    /// <summary>What brought devices and volumes to a system: the same object again as long as they are the same. Null when nothing did.</summary>
    internal object? AttachmentOf(ComputerSystem system) =>
        Holdings.HolderOf(system.Id) is { } node ? FindNode(node) : ZoneOf(system.Id);

    /// <summary>Of the system with what is attached to it.</summary>
    public int TotalMemoryMiB(ComputerSystem system) => system.TotalMemoryMiB + AttachedTo(system).Sum(d => d.Memory?.CapacityMiB ?? 0);

    /// <summary>That of the attached device which is worst off.</summary>
    public Health HealthOfAttached(ComputerSystem system) => AttachedTo(system).Select(d => d.State.Health).Aggregate(Health.OK, Worse);

    /// <summary>The system that a pooled device is attached to; null when it is attached to none.</summary>
    public ComputerSystem? HostOf(PooledDevice device) =>
        Holdings.HolderOf(device.Id) is { } node ? FindNode(node) is { } found ? Systems[found.SystemId] : null
        : ZoneOf(device.Id)?.EndpointIds.FirstOrDefault(Systems.ContainsKey) is { } system ? Systems[system]
        : null;

    /// <summary>Makes a zone, or says all that is in the way. Null and no reasons when there are <see cref="MostZones"/> already.</summary>
    public (FabricZone? Zone, IReadOnlyList<string> Reasons) AddZone(string? name, string? description, IReadOnlyList<string> endpointIds)
    {
        using (Act())
        {
            if (_zones.ByNumber.Count >= MostZones)
            {
                return (null, []);
            }

            var number = _lastZone + 1;
            var id = ZonePrefix + number.ToString(CultureInfo.InvariantCulture);
            var reasons = Obstacles_NeedsLock(id, endpointIds);
            if (reasons.Count > 0)
            {
                return (null, reasons);
            }

            _lastZone = number;
            var zone = new FabricZone(id, name ?? $"Zone {number}", description, [.. endpointIds]);
            Become_NeedsLock(number, zone, [], "Created", $"{zone.Name} is made.");
            return (zone, []);
        }
    }

    /// <summary>Changes what is in a zone, or says all that is in the way. Null when it is gone.</summary>
    public IReadOnlyList<string>? EditZone(string id, Func<IReadOnlyList<string>, IReadOnlyList<string>> edit)
    {
        using (Act())
        {
            if (FindZone(id) is not { } zone)
            {
                return null;
            }

            var endpointIds = edit(zone.EndpointIds);
            var reasons = Obstacles_NeedsLock(id, endpointIds);
            if (reasons.Count == 0 && !endpointIds.SequenceEqual(zone.EndpointIds))
            {
                Become_NeedsLock(
                    NumberOf(id)!.Value, zone with { EndpointIds = [.. endpointIds] }, zone.EndpointIds, "Endpoints",
                    $"{zone.Name} has {string.Join(", ", endpointIds.DefaultIfEmpty("nothing"))} in it.");
            }

            return reasons;
        }
    }

    /// <summary>False when it is gone already.</summary>
    public bool RemoveZone(string id)
    {
        using (Act())
        {
            if (FindZone(id) is not { } zone)
            {
                return false;
            }

            Become_NeedsLock(NumberOf(id)!.Value, null, zone.EndpointIds, "Removed", $"{zone.Name} is gone.", id);
            return true;
        }
    }

    // Only the one way of writing a number that ids have.
    private static int? NumberOf(string zoneId) =>
        zoneId.StartsWith(ZonePrefix, StringComparison.Ordinal) && int.TryParse(zoneId.AsSpan(ZonePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && zoneId == ZonePrefix + number.ToString(CultureInfo.InvariantCulture)
            ? number
            : null;

    private List<string> Obstacles_NeedsLock(string zoneId, IReadOnlyList<string> endpointIds)
    {
        var systems = endpointIds.Where(Systems.ContainsKey).Select(id => Systems[id]).ToList();
        var reasons = new List<string>();
        foreach (var id in endpointIds)
        {
            if (Holdings.HolderOf(id) is { } holder)
            {
                reasons.Add($"{id} belongs to {(FindNode(holder) is null ? WordsFor(holder) : $"the composed node {holder}")}.");
            }

            if (ReservationOf(id) is { } reservation)
            {
                reasons.Add($"{id} is held by the reservation {reservation.Id}.");
            }

            if (ZoneOf(id) is { } other && other.Id != zoneId)
            {
                reasons.Add($"{id} is in the zone {other.Id} already.");
            }

            if (Devices.TryGetValue(id, out var device))
            {
                if (device.State.Erasure is not null)
                {
                    reasons.Add($"{device.Name} is being erased.");
                }

                reasons.AddRange(systems.Where(s => !device.ReachedFrom.Contains(s.RackId)).Select(s => $"No cable leads from {s.Name} to {device.Name}."));
            }
        }

        if (systems.Count > 1)
        {
            reasons.Add($"A device can be attached to one system alone, and these are {systems.Count}: {string.Join(", ", systems.Select(s => s.Id))}.");
        }

        return reasons;
    }

    // Who is attached to a drive may have written to it.
    private void Become_NeedsLock(int number, FabricZone? zone, IReadOnlyList<string> before, string what, string text, string? id = null)
    {
        foreach (var drive in (zone?.EndpointIds ?? []).Except(before).Where(Devices.ContainsKey).Select(d => Devices[d]).Where(d => d.Kind == PooledDeviceKind.NVMe))
        {
            drive.Become_NeedsLock(drive.State with { Erased = false });
        }

        Volatile.Write(ref _zones, _zones.With(number, zone));
        Changed?.Invoke(new HardwareChange("zone", zone?.Id ?? id!, what, text));
        var concerned = before.Union(zone?.EndpointIds ?? []).ToList();
        Touch_NeedsLock(concerned);
        TellBlocks_NeedsLock(concerned);
    }
}
