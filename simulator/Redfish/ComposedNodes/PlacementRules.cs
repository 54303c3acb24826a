using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Where the items of one request may point: into one system, and one chassis that holds systems (Intel RSD, how a request is matched).</summary>
internal static class PlacementRules
{
    public static void Check(BodyReader body, Pod pod, AllocationRequest request)
    {
        var items = Items("Processors", request.Processors.Select(p => p.At)).Concat(Items("Memory", request.Memory.Select(m => m.At)))
            .Concat(Items("LocalDrives", request.LocalDrives.Select(d => d.At))).Concat(Items("EthernetInterfaces", request.EthernetInterfaces.Select(e => e.At)))
            .ToList();
        var system = items.Find(i => i.At.SystemId is not null).At?.SystemId;
        var chassis = items.Find(i => i.At.ChassisId is not null).At?.ChassisId;
        foreach (var (place, at) in items)
        {
            if (at.SystemId is not null && at.SystemId != system)
            {
                body.Problem(AllocationMessages.DifferentSystems(body.Pointer($"{place}/Resource")));
            }

            if (at.ChassisId is not null && at.ChassisId != chassis)
            {
                body.Problem(AllocationMessages.DifferentChassis(body.Pointer($"{place}/Chassis")));
            }

            if (at.ChassisId is { } id && pod.Drawers.TryGetValue(id, out var drawer) && drawer.Systems.Count == 0)
            {
                body.Problem(AllocationMessages.NoSystemIn(body.Pointer($"{place}/Chassis")));
            }
        }
    }

    private static IEnumerable<(string Place, Placement At)> Items(string list, IEnumerable<Placement?> items) =>
        items.Index().Where(i => i.Item is not null).Select(i => ($"{list}/{i.Index}", i.Item!));
}
