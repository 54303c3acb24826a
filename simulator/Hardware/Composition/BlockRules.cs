namespace Simulator.Hardware.Composition;

/// <summary>
/// What blocks must be to become a system together. Reads the pod, or the pod as it would be after some changes (see
/// <see cref="PlannedHoldings"/>), and finds every problem.
/// </summary>
internal sealed class BlockRules(Pod pod, PlannedHoldings plan)
{
    /// <summary>So many devices of one type a system can have.</summary>
    public const int MostDevices = 16;

    /// <summary>As clients find it in the capabilities: fewest and most blocks of a type in one system.</summary>
    public static IReadOnlyList<(BlockType Type, int Least, int Most)> Limits { get; } =
        [(BlockType.Compute, 1, 1), (BlockType.Processor, 0, MostDevices), (BlockType.Storage, 0, MostDevices)];

    public List<BlockProblem> OfSystem(CompositionRequest request)
    {
        var problems = new List<BlockProblem>();
        if (plan.IsNameTaken(SystemIdFor(request.Name)) ?? pod.IsSystemId(SystemIdFor(request.Name)))
        {
            problems.Add(new BlockProblem(BlockProblemKind.NameTaken, SystemIdFor(request.Name), $"There is a system {SystemIdFor(request.Name)}.", "Choose another name."));
        }

        var blocks = Usable(request, problems);
        problems.AddRange(OfCounts(blocks));
        problems.AddRange(OfZone(blocks));
        return problems;
    }

    /// <summary>Blocks to be added to what a system has.</summary>
    /// <param name="isNew">Whether the system is free so far: then its own block is taken as well.</param>
    public List<BlockProblem> OfAddition(ComputerSystem system, bool isNew, IReadOnlyList<ResourceBlock> present, CompositionRequest request)
    {
        List<BlockProblem> problems = isNew ? [.. OfBlock(pod.FindBlock(system.Id)!, request)] : [];
        var added = Usable(request, problems);
        problems.AddRange(OfCounts([.. present, .. added]));
        problems.AddRange(OfZone([.. present, .. added]));
        problems.AddRange(added.Where(b => system.State.Power != PowerState.Off && !b.IsHotPluggable).Select(b => new BlockProblem(
            BlockProblemKind.SystemIsOn, b.Id, $"{b.Name} cannot be plugged while {system.Name} is on.", "Power the system off first.")));
        return problems;
    }

    /// <summary>What a URI segment can say of a name, for people to recognise.</summary>
    public static string SystemIdFor(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')).Trim('.');

    private List<ResourceBlock> Usable(CompositionRequest request, List<BlockProblem> problems)
    {
        var usable = new List<ResourceBlock>();
        foreach (var id in request.BlockIds)
        {
            if (pod.FindBlock(id) is not { } block)
            {
                problems.Add(new BlockProblem(BlockProblemKind.NotFound, id, $"There is no resource block {id}.", "Read the collection of resource blocks."));
            }
            else if (usable.Contains(block))
            {
                problems.Add(new BlockProblem(BlockProblemKind.Twice, id, $"{id} is named twice.", "Name each block once."));
            }
            else
            {
                usable.Add(block);
                problems.AddRange(OfBlock(block, request));
            }
        }

        return usable;
    }

    private IEnumerable<BlockProblem> OfBlock(ResourceBlock block, CompositionRequest request)
    {
        if (plan.HolderOf(block.Id) is { } holder)
        {
            yield return new BlockProblem(
                BlockProblemKind.InUse, block.Id, $"{block.Id} is held by {pod.WordsFor(holder)}.", "Take another block, or decompose the system that has it.");
        }

        if (pod.ZoneOf(block.Id) is { } zone)
        {
            yield return new BlockProblem(BlockProblemKind.InUse, block.Id, $"{block.Id} is in the fabric zone {zone.Id}.", "Take another block, or remove that zone.");
        }

        if (pod.ReservationOf(block.Id) is { } reservation && reservation.Id != request.ReservationId)
        {
            yield return new BlockProblem(
                BlockProblemKind.Reserved, block.Id, $"{block.Id} is reserved by {reservation.Id}.", "Wait until the reservation ends, or give its id.", reservation.Id);
        }

        if (!request.SeesAll && pod.MarksOf(block.Id).Client is { } client && client != request.Client)
        {
            yield return new BlockProblem(BlockProblemKind.OtherClient, block.Id, $"{block.Id} is assigned to another client.", "Take a block that is yours or nobody's.");
        }

        if (block.Health == Health.Critical)
        {
            yield return new BlockProblem(BlockProblemKind.Unhealthy, block.Id, $"{block.Id} is in a critical state.", "Take another block, or mend this one.");
        }
    }

    private static IEnumerable<BlockProblem> OfCounts(IReadOnlyList<ResourceBlock> blocks) =>
        from limit in Limits
        let count = blocks.Count(b => b.Types.Contains(limit.Type))
        where count < limit.Least || count > limit.Most
        select new BlockProblem(
            BlockProblemKind.Limit, "", $"A system has {Range(limit.Least, limit.Most)} blocks of type {limit.Type}; the request comes to {count}.",
            $"Name {Range(limit.Least, limit.Most)} of them.");

    private static string Range(int least, int most) => least == most ? $"exactly {least}" : $"{least} to {most}";

    private IEnumerable<BlockProblem> OfZone(IReadOnlyList<ResourceBlock> blocks)
    {
        if (blocks.Count > 1 && pod.Racks.All(r => !blocks.All(b => Pod.IsInZone(b, r.Id))))
        {
            var zones = blocks.Select(b => $"{b.Id}: {string.Join(", ", pod.ZonesOf(b))}");
            yield return new BlockProblem(
                BlockProblemKind.NoCommonZone, "", $"The blocks have no zone in common ({string.Join("; ", zones)}).", "Take blocks of one resource zone.");
        }
    }
}
