using System.Collections.Concurrent;
using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

/// <summary>The memory modules of systems. Where each has to be asked for, they are remembered for a while: modules are many, and nobody exchanges one
/// without the total telling.</summary>
internal sealed class MemoryModules(ResourceReader reader, TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (string Summary, DateTimeOffset Until, IReadOnlyList<PodMemory> Modules)> known = new();

    /// <summary>Those alike counted, the largest first.</summary>
    public async Task<IReadOnlyList<PodMemory>> OfAsync(JsonElement? system, string stage, CancellationToken cancellation)
    {
        if (ResourceReader.PartsIn(system, "Memory") is { } inside)
        {
            return Counted(inside);
        }

        if (system.Link("Memory") is not { } path)
        {
            return [];
        }

        var summary = system.Child("MemorySummary")?.GetRawText();
        if (summary is not null && known.TryGetValue(path, out var remembered) && remembered.Summary == summary && remembered.Until > time.GetUtcNow())
        {
            return remembered.Modules;
        }

        var modules = Counted(await reader.PartsAsync(path, stage, cancellation));
        if (summary is not null)
        {
            known[path] = (summary, time.GetUtcNow() + Memory, modules);
        }

        return modules;
    }

    /// <summary>An empty slot may be shown as a module without capacity.</summary>
    private static IReadOnlyList<PodMemory> Counted(IReadOnlyList<JsonElement?> modules) =>
    [
        .. modules.Select(module => (DeviceType: module.Text("MemoryDeviceType"), MemoryType: module.Text("MemoryType"), MiB: module.Number("CapacityMiB") ?? 0))
            .Where(module => module.MiB > 0)
            .CountBy(module => module)
            .Select(alike => new PodMemory(alike.Key.DeviceType, alike.Key.MemoryType, alike.Key.MiB, alike.Value))
            .OrderByDescending(alike => alike.CapacityMiB).ThenBy(alike => alike.DeviceType, StringComparer.Ordinal)
            .ThenBy(alike => alike.MemoryType, StringComparer.Ordinal),
    ];
}
