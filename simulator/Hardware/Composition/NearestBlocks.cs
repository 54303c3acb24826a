namespace Simulator.Hardware.Composition;

/// <summary>
/// What to name instead of blocks that cannot be had: for each the smallest that is free, of the same type and in the zone of the others. Only
/// where the whole request would then succeed.
/// </summary>
internal sealed class NearestBlocks(Pod pod, PlannedHoldings plan)
{
    // Beyond that nobody wants to be told.
    private const int MostSwaps = 8;

    private static readonly BlockProblemKind[] OfOneBlock =
        [BlockProblemKind.InUse, BlockProblemKind.Reserved, BlockProblemKind.OtherClient, BlockProblemKind.Unhealthy, BlockProblemKind.NotRegistered];

    /// <param name="problems">Of the request.</param>
    public IReadOnlyList<NearestRequest> Find(CompositionRequest request, IReadOnlyList<BlockProblem> problems)
    {
        Pod.RefuseWithinVerb();
        var bad = problems.Where(p => OfOneBlock.Contains(p.Kind)).Select(p => p.Block).ToHashSet(StringComparer.Ordinal);
        return pod.Racks.Select(r => InZone(request, bad, r.Id)).OfType<IReadOnlyList<NearestRequest>>().MinBy(n => n.Count) ?? [];
    }

    private IReadOnlyList<NearestRequest>? InZone(CompositionRequest request, HashSet<string> bad, string zone)
    {
        var (ids, swaps) = (new List<string>(), new List<NearestRequest>());
        foreach (var id in request.BlockIds)
        {
            if (plan.FindBlock(id) is not { } block || (!bad.Contains(id) && Pod.IsInZone(block, zone)))
            {
                ids.Add(id);
            }
            else if (Other(block, zone, request, ids) is { } other)
            {
                ids.Add(other.Id);
                swaps.Add(new NearestRequest("Links/ResourceBlocks", id, other.Id));
            }
            else
            {
                return null;
            }
        }

        return swaps.Count is > 0 and <= MostSwaps && new BlockRules(pod, plan).OfSystem(request with { BlockIds = ids }).Count == 0 ? swaps : null;
    }

    private ResourceBlock? Other(ResourceBlock block, string zone, CompositionRequest request, List<string> taken) => block.IsComposite ? null
        : pod.BlocksIn(zone).Where(b => !b.IsComposite && b.Device?.Kind == block.Device?.Kind && !taken.Contains(b.Id) && !request.BlockIds.Contains(b.Id) && IsFree(b, request))
            .OrderBy(b => SizeOf(b) < SizeOf(block)).ThenBy(b => SizeOf(b)).FirstOrDefault();

    private bool IsFree(ResourceBlock block, CompositionRequest request) =>
        plan.Of(block.Id).IsFree && pod.ZoneOf(block.Id) is null && !pod.IsReservedBesides(block.Id, request.ReservationId) && block.Health != Health.Critical
        && (request.SeesAll || pod.MarksOf(block.Id).Client is not { } client || client == request.Client);

    // Devices by what they hold or carry, sleds by their cores.
    private static long SizeOf(ResourceBlock block) => block.Sled?.TotalCores ?? block.Device!.Nic?.SpeedMbps ?? block.Device!.CapacityGiB;
}
