namespace Simulator.Hardware.Composition;

/// <summary>What was found for a description.</summary>
/// <param name="BlockIds">That go with those which the request names; empty when nothing was found.</param>
/// <param name="Run">How the search went.</param>
/// <param name="Refused">Null when something was found.</param>
internal sealed record BlockMatch(IReadOnlyList<string> BlockIds, AllocationRun Run, AllocationResult.Refused? Refused);

/// <summary>
/// Finds free blocks that together are like what was described, beside those that a request names. Sleds and devices by themselves come
/// first; blocks made of blocks only where these do not do, and of those no more than it takes, as they are given away whole.
/// </summary>
/// <param name="needsSled">False for a block that is to be made: without a CPU in its description it is made of devices alone.</param>
internal sealed class BlockSearch(Pod pod, PlannedHoldings plan, CompositionRequest request, bool needsSled = true)
{
    // Each set of blocks made of blocks costs a search.
    private const int MostSets = 64;

    private readonly List<ResourceBlock> _named = [.. request.BlockIds.Select(plan.FindBlock).OfType<ResourceBlock>().SelectMany(b => b.Parts)];

    public BlockMatch Find(AllocationRequest description)
    {
        var alone = Run(description, [], MayTake);
        if (alone.Choice is { } found)
        {
            return new BlockMatch(IdsOf(found, []), alone, Refused: null);
        }

        foreach (var (boxes, rack) in Sets(description))
        {
            var run = Run(description with { RackId = rack }, boxes, MayTake);
            if (run.Choice is { } choice && boxes.All(b => b.Parts.Any(p => Has(choice, p.Id))))
            {
                return new BlockMatch(IdsOf(choice, boxes), run, Refused: null);
            }
        }

        return new BlockMatch([], alone, Refuse(description, alone));
    }

    private AllocationResult.Refused Refuse(AllocationRequest description, AllocationRun run) =>
        new(
            OfSystems(description) ? pod.Systems.Count : pod.Racks.Count, run.Counts,
            OfSystems(description) ? run.Reason : $"No resource zone has free devices that meet what is asked for ({run.Counts[^1].Filter}).")
        {
            Lack = run.Lack,
            ReservationId = ReservationInTheWay(description),
        };

    /// <summary>The requests that would succeed instead of a refused one. That takes many searches, so it is asked when no lock is held.</summary>
    public IReadOnlyList<NearestRequest> Nearest(AllocationRequest description, BlockMatch refused) =>
        NearestRequests.Find(wish => Run(wish, [], MayTake).Choice is not null, description, refused.Run);

    // The first reservation without which the request would succeed; null when that would not help.
    private string? ReservationInTheWay(AllocationRequest description) =>
        pod.Reservations.Any() && Run(description, [], id => IsMine(id) && plan.Of(id).IsFree && pod.ZoneOf(id) is null && plan.FindBlock(id) is not null).Choice is { } choice
            ? choice.Devices.Select(d => d.Id).Prepend(choice.System.Id).Select(pod.ReservationOf).FirstOrDefault(r => r is not null && r.Id != request.ReservationId)?.Id
            : null;

    private AllocationRun Run(AllocationRequest description, IReadOnlyList<ResourceBlock> boxes, Func<string, bool> mayTake)
    {
        List<ResourceBlock> given = [.. _named, .. boxes.SelectMany(b => b.Parts)];
        var isOfSystems = OfSystems(description);
        var full = description with
        {
            MayPool = true,
            SystemId = given.Find(b => b.Sled is not null)?.Id ?? description.SystemId,
            DeviceIds = [.. _named.Where(b => b.Device is not null).Select(b => b.Id)],
        };

        // Whether a named block is free is said of that block, not as a lack of others.
        bool MayTakeOrIsGiven(string id) => given.Exists(b => b.Id == id) || mayTake(id);
        if (isOfSystems)
        {
            return new Allocator(pod, pod.CandidatesFor(MayTakeOrIsGiven, plan.Touched.Concat(given.Select(b => b.Id))), MayTakeOrIsGiven).Find(full);
        }

        var racks = new SystemIndex(new SystemPlaces(pod.Racks.Select(RackAlone)));
        return new Allocator(pod, racks.Candidates(), MayTakeOrIsGiven, racks.Places).Find(full);
    }

    private bool OfSystems(AllocationRequest description) => needsSled || description.Processors.Any(p => p.IsBuiltIn) || _named.Exists(b => b.Sled is not null);

    // What is not in any sled can be had wherever the cables of a rack lead: such a rack stands for a system that has nothing built in.
    private static ComputerSystem RackAlone(Rack rack) => new()
    {
        Id = rack.Id,
        RackId = rack.Id,
        DrawerId = rack.Id,
        Slot = 1,
        Name = rack.Name,
        Uuid = rack.Uuid,
        Manufacturer = "",
        Model = "",
        SerialNumber = rack.SerialNumber,
        Processors = [],
        Memory = [],
        EthernetInterfaces = [],
        Drives = [],
        TpmInterface = null,
    };

    private bool MayTake(string id) =>
        IsMine(id) && plan.Of(id).IsFree && pod.ZoneOf(id) is null && plan.FindBlock(id) is not null && !IsReserved(id);

    private bool IsMine(string id) => request.SeesAll || pod.MarksOf(id).Client is not { } client || client == request.Client;

    private bool IsReserved(string id) => pod.IsReservedBesides(id, request.ReservationId);

    // Small sets first, each in every zone that all of it is in.
    private IEnumerable<(IReadOnlyList<ResourceBlock> Boxes, string Rack)> Sets(AllocationRequest description)
    {
        if (!needsSled)
        {
            yield break;
        }

        var free = plan.Composites.Where(c => plan.Of(c.Id).IsFree && IsMine(c.Id) && !IsReserved(c.Id) && !request.BlockIds.Contains(c.Id))
            .OrderBy(c => c.Parts.Count).ThenBy(c => c.Devices.Sum(d => d.CapacityGiB)).ToList();
        var hasSled = _named.Exists(b => b.Sled is not null);
        foreach (var boxes in Subsets(free).Where(s => s.Count(b => b.Sled is not null) <= (hasSled ? 0 : 1)).Take(MostSets))
        {
            foreach (var rack in pod.Racks.Where(r => (description.RackId ?? r.Id) == r.Id && boxes.All(b => Pod.IsInZone(b, r.Id))))
            {
                yield return (boxes, rack.Id);
            }
        }
    }

    private static IEnumerable<IReadOnlyList<ResourceBlock>> Subsets(List<ResourceBlock> all)
    {
        var sets = new Queue<(IReadOnlyList<ResourceBlock> Set, int Next)>([([], 0)]);
        while (sets.TryDequeue(out var set))
        {
            for (var next = set.Next; next < all.Count; next++)
            {
                IReadOnlyList<ResourceBlock> more = [.. set.Set, all[next]];
                yield return more;
                sets.Enqueue((more, next + 1));
            }
        }
    }

    private List<string> IdsOf(AllocationChoice choice, IReadOnlyList<ResourceBlock> boxes) =>
    [
        .. choice.Devices.Select(d => d.Id).Prepend(choice.System.Id)
            .Where(id => pod.Racks.All(r => r.Id != id) && !_named.Exists(b => b.Id == id))
            .Select(id => boxes.FirstOrDefault(b => b.Parts.Any(p => p.Id == id))?.Id ?? id).Distinct(StringComparer.Ordinal),
    ];

    private static bool Has(AllocationChoice choice, string id) => choice.System.Id == id || choice.Devices.Any(d => d.Id == id);
}
