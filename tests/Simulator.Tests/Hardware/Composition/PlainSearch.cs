using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Tests.Hardware.Composition;

/// <summary>The search as it is meant: each system is asked each question by itself, and no index says who is free. The judge of the one that has an index.</summary>
internal static class PlainSearch
{
    /// <param name="mayTake">Whether a system or device is free for who asks.</param>
    /// <returns>Of each filter who passed; and what is chosen, if anything is.</returns>
    public static (List<string> Passed, string? Choice) Find(Pod pod, AllocationRequest request, Func<string, bool> mayTake)
    {
        var filters = new AllocationFilters(pod, pod.Places, mayTake, request);
        var left = pod.Systems.Values.Select((s, place) => new Trial(
            s, place, !mayTake(s.Id) ? Availability.Taken : s.State.Health == Health.OK ? Availability.Free : Availability.Unwell)).ToList();
        var passed = new List<string>();
        foreach (var filter in filters.InOrder())
        {
            left = left.FindAll(t => IsWhere(t.System, filter.Name, request) && filter.Keeps(t));
            passed.Add($"{filter.Name}: {string.Join(' ', left.Select(t => t.System.Id))}");
            if (left.Count == 0)
            {
                return (passed, null);
            }
        }

        var best = left.MinBy(t => pod.Scarcity.Waste(filters.Complete(t), request))!;
        return (passed, string.Join(' ', best.Devices.Select(d => d.Id).Prepend(best.System.Id)));
    }

    public static bool IsFree(Pod pod, string id) => pod.Holdings.IsFree(id) && pod.ZoneOf(id) is null && pod.ReservationOf(id) is null;

    private static bool IsWhere(ComputerSystem system, string filter, AllocationRequest request)
    {
        Placement?[] items = [.. request.Processors.Select(p => p.At), .. request.Memory.Select(m => m.At), .. request.LocalDrives.Select(d => d.At), .. request.EthernetInterfaces.Select(e => e.At)];
        return filter switch
        {
            "resource" => (request.SystemId ?? system.Id) == system.Id && items.All(i => (i?.SystemId ?? system.Id) == system.Id),
            "chassis" => (request.RackId ?? system.RackId) == system.RackId
                && items.All(i => i?.ChassisId is not { } chassis || chassis == system.Id || chassis == system.DrawerId || chassis == system.RackId),
            _ => true,
        };
    }
}
