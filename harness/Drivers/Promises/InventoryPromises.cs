using Valence.DriverContract;

namespace Harness.Drivers.Promises;

internal static class InventoryPromises
{
    private const string Systems = "IReadInventory.ReadSystemsAsync";
    private const string Racks = "IReadInventory.ReadRacksAsync";
    private const string Devices = "IReadInventory.ReadDevicesAsync";

    private static readonly Dictionary<string, string?> NoExtra = [];

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("inventory", Systems, "Every system has an id of its own, and no size is negative.", async bench =>
        {
            var systems = await bench.Need<IReadInventory>().ReadSystemsAsync(bench.Never);
            Seen.That(systems.All(system => !string.IsNullOrWhiteSpace(system.Id)), "a system has no id");
            Unique(systems.Select(system => system.Id), "id of a system");
            Seen.That(systems.All(system => system is { Cores: >= 0, MemoryGiB: >= 0, StorageGiB: >= 0, Interfaces: >= 0 }), "a size is negative");
            Seen.That(bench.Settings.Systems is not { } there || there == systems.Count, $"{systems.Count} systems are shown where {bench.Settings.Systems} are");
        }),
        new("inventory", Systems, "What stands there unchanged is told unchanged, in the same order.", async bench =>
        {
            var inventory = bench.Need<IReadInventory>();
            var (first, second) = (await inventory.ReadSystemsAsync(bench.Never), await inventory.ReadSystemsAsync(bench.Never));
            Seen.That(Told(first).SequenceEqual(Told(second)), Difference(Told(first), Told(second)));
        }),
        new("inventory", Systems, "Many may read at once and see the same.", async bench =>
        {
            var inventory = bench.Need<IReadInventory>();
            var reads = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => inventory.ReadSystemsAsync(bench.Never)));
            Seen.That(reads.All(read => Told(read).SequenceEqual(Told(reads[0]))), "readers at the same time saw different systems");
        }),
        new("inventory", Racks, "Racks name systems that are there, and are told unchanged.", async bench =>
        {
            var inventory = bench.Need<IReadInventory>();
            var (first, second) = (await inventory.ReadRacksAsync(bench.Never), await inventory.ReadRacksAsync(bench.Never));
            Unique(first.Select(rack => rack.Id), "id of a rack");
            Seen.That(first.Select(rack => rack.Id).SequenceEqual(second.Select(rack => rack.Id)), "the racks changed between two looks");
            var known = (await inventory.ReadSystemsAsync(bench.Never)).Select(system => system.Uuid).ToHashSet();
            var strangers = first.SelectMany(rack => rack.Systems).Where(uuid => !known.Contains(uuid)).ToList();
            Seen.That(strangers.Count == 0, $"racks name systems that are not there: {Seen.Listed(strangers)}");
        }),
        new("inventory", Devices, "Every device has a path of its own, and devices are told unchanged.", async bench =>
        {
            var inventory = bench.Need<IReadInventory>();
            var (first, second) = (await inventory.ReadDevicesAsync(bench.Never), await inventory.ReadDevicesAsync(bench.Never));
            Unique(first.Select(device => device.Uri), "path of a device");
            Seen.That(first.SequenceEqual(second), Difference(first.Select(one => $"{one}"), second.Select(one => $"{one}")));
            Seen.That(bench.Settings.Devices is not { } there || there == first.Count, $"{first.Count} devices are shown where {bench.Settings.Devices} are");
        }),
        new("inventory", "IReadInventory", "Reading changes nothing.", async bench =>
        {
            var before = bench.Tap.Changes.Count;
            var inventory = bench.Need<IReadInventory>();
            await inventory.ReadSystemsAsync(bench.Never);
            await inventory.ReadRacksAsync(bench.Never);
            await inventory.ReadDevicesAsync(bench.Never);
            Seen.That(bench.Tap.Changes.Count == before, $"sent {Seen.Listed(bench.Tap.Changes.Skip(before))}");
        }),
        .. Failing.ModesOf<IReadInventory>("inventory", Systems, (driver, token) => driver.ReadSystemsAsync(token)),
    ];

    /// <summary>As text, because two equal tables of extra properties are not the same to a record.</summary>
    private static IReadOnlyList<string> Told(IReadOnlyList<PodSystem> systems) =>
    [
        .. systems.Select(system => $"{system with { Extra = NoExtra }} "
            + string.Join(' ', system.Extra.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"))),
    ];

    private static void Unique(IEnumerable<string> names, string what)
    {
        var twice = names.CountBy(name => name).Where(one => one.Value > 1).Select(one => one.Key).ToList();
        Seen.That(twice.Count == 0, $"the {what} is there twice: {Seen.Listed(twice)}");
    }

    private static string Difference(IEnumerable<string> first, IEnumerable<string> second)
    {
        var (before, after) = (first.ToList(), second.ToList());
        return $"was {Seen.Listed(before.Except(after), 1)}, then {Seen.Listed(after.Except(before), 1)}"
            + (before.Order(StringComparer.Ordinal).SequenceEqual(after.Order(StringComparer.Ordinal)) ? " (the order changed)" : "");
    }
}
