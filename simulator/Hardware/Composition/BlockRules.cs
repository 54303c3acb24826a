namespace Simulator.Hardware.Composition;

/// <summary>
/// What blocks must be to become a system together. Reads the pod, or the pod as it would be after some changes (see
/// <see cref="PlannedHoldings"/>), and finds every problem.
/// </summary>
internal sealed class BlockRules(Pod pod, PlannedHoldings plan)
{
    /// <summary>So many devices of one type a system can have.</summary>
    public const int MostDevices = 16;

    /// <summary>Where the capabilities of the blocks are found among them.</summary>
    public const string Capabilities = "Capabilities";

    /// <inheritdoc cref="Capabilities"/>
    public const string RegistrationCapabilities = "RegistrationCapabilities";

    /// <inheritdoc cref="Capabilities"/>
    public const string ConstrainedCapabilities = "ConstrainedCapabilities";

    /// <summary>As clients find it in the capabilities: fewest and most blocks of a type in one system.</summary>
    public static IReadOnlyList<(BlockType Type, int Least, int Most)> Limits { get; } =
    [
        (BlockType.Compute, 1, 1), (BlockType.Processor, 0, MostDevices), (BlockType.Memory, 0, MostDevices), (BlockType.Network, 0, MostDevices),
        (BlockType.Storage, 0, MostDevices), (BlockType.Expansion, 0, MostDevices),
    ];

    public static BlockProblem NameTaken(string systemId) =>
        new(BlockProblemKind.NameTaken, systemId, $"There is a system {systemId}.", "Choose another name.");

    public List<BlockProblem> OfSystem(CompositionRequest request)
    {
        var problems = new List<BlockProblem>();
        if (plan.IsNameTaken(SystemIdFor(request.Name)) ?? pod.IsSystemId(SystemIdFor(request.Name)))
        {
            problems.Add(NameTaken(SystemIdFor(request.Name)));
        }

        var blocks = Usable(request, problems);
        problems.AddRange(OfCounts(blocks));
        problems.AddRange(OfZone(blocks));
        return problems;
    }

    /// <summary>Blocks that are to become one: what a system could have, though not all that it needs.</summary>
    /// <param name="id">Of the block that they become.</param>
    public List<BlockProblem> OfComposite(string id, CompositionRequest request)
    {
        var problems = new List<BlockProblem>();
        if (plan.FindBlock(id) is not null || pod.StorageServices.ContainsKey(id))
        {
            problems.Add(new BlockProblem(BlockProblemKind.BlockNameTaken, id, $"There is a resource block {id}.", "Choose another name."));
        }
        else if (pod.ReservationOf(id) is { } reservation && reservation.Id != request.ReservationId)
        {
            problems.Add(Reserved(id, reservation));
        }

        var blocks = Usable(request, problems, isAlone: true);
        problems.AddRange(blocks.Where(b => b.IsComposite).Select(b => new BlockProblem(
            BlockProblemKind.Nested, b.Id, $"{b.Id} is made of blocks itself, and one level is all there is.", "Name what it is made of.")));
        problems.AddRange(OfCounts(blocks, isWhole: false));
        problems.AddRange(OfZone(blocks));
        return problems;
    }

    /// <summary>A block made of blocks that is to be taken apart.</summary>
    public IReadOnlyList<BlockProblem> OfDecomposition(string id, string? reservationId) => plan.FindBlock(id) is { IsComposite: true } block
        ? [.. OfUse(block, reservationId, isAlone: true)]
        : [new BlockProblem(BlockProblemKind.NotFound, id, $"There is no block {id} that is made of blocks.", "Read the collection of resource blocks.")];

    /// <summary>The block of a sled that is to be a block no longer.</summary>
    public IReadOnlyList<BlockProblem> OfUnregistration(string id, string? reservationId) => plan.FindBlock(id) is { Sled: not null, IsComposite: false } block
        ? [.. OfUse(block, reservationId, isAlone: true)]
        : [new BlockProblem(BlockProblemKind.NotFound, id, $"There is no block {id} of a system.", "Read the collection of resource blocks.")];

    /// <summary>A system that is to be a block.</summary>
    public List<BlockProblem> OfRegistration(BlockRegistration request)
    {
        var problems = new List<BlockProblem>();
        var system = pod.Systems.GetValueOrDefault(request.SystemId);
        if (system is null)
        {
            problems.Add(new BlockProblem(BlockProblemKind.NoSuchSystem, request.SystemId, $"There is no system {request.SystemId}.", "Read the collection of systems."));
        }
        else if (plan.FindBlock(system.Id) is not null)
        {
            problems.Add(new BlockProblem(BlockProblemKind.Registered, system.Id, $"{system.Id} is a resource block already.", "Use that block, or delete it first."));
        }

        foreach (var zone in request.ZoneIds)
        {
            if (pod.Racks.All(r => r.Id != zone))
            {
                problems.Add(new BlockProblem(BlockProblemKind.NoSuchZone, zone, $"There is no resource zone {zone}.", "Read the collection of resource zones."));
            }
            else if (system is not null && system.RackId != zone)
            {
                problems.Add(new BlockProblem(
                    BlockProblemKind.OtherZone, zone, $"{system.Id} is cabled to the zone {system.RackId}, not to {zone}.", $"Name {system.RackId}, or no zone."));
            }
        }

        return problems;
    }

    /// <summary>Blocks to be added to what a system has.</summary>
    /// <param name="isNew">Whether the system is free so far: then its own block is taken as well.</param>
    public List<BlockProblem> OfAddition(ComputerSystem system, bool isNew, IReadOnlyList<ResourceBlock> present, CompositionRequest request)
    {
        List<BlockProblem> problems = !isNew ? []
            : pod.FindBlock(system.Id) is { } sled ? [.. OfBlock(sled, request)]
            : [new BlockProblem(BlockProblemKind.NotRegistered, system.Id, $"{system.Id} is no resource block.", "Register it as one first.")];
        var added = Usable(request, problems);
        problems.AddRange(added.Where(b => present.Any(p => p.Id == b.Id) && plan.Of(b.Id).HasRoom).Select(b => new BlockProblem(
            BlockProblemKind.InUse, b.Id, $"{system.Name} has {b.Id} already.", "Take another block.")));
        problems.AddRange(OfCounts([.. present, .. added]));
        problems.AddRange(OfZone([.. present, .. added]));
        problems.AddRange(added.Where(b => system.State.Power != PowerState.Off && !b.IsHotPluggable).Select(b => new BlockProblem(
            BlockProblemKind.SystemIsOn, b.Id, $"{b.Name} cannot be plugged while {system.Name} is on.", "Power the system off first.")));
        return problems;
    }

    /// <summary>Likewise for a block; numbers are those of nodes, and some words are those of the capabilities.</summary>
    public static string BlockIdFor(string name) =>
        SystemIdFor(name) is var id && (id is Capabilities or RegistrationCapabilities or ConstrainedCapabilities || id.All(char.IsAsciiDigit)) ? $"block-{id}" : id;

    /// <summary>What a URI segment can say of a name, for people to recognise.</summary>
    public static string SystemIdFor(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')).Trim('.');

    private List<ResourceBlock> Usable(CompositionRequest request, List<BlockProblem> problems, bool isAlone = false)
    {
        var usable = new List<ResourceBlock>();
        foreach (var id in request.BlockIds)
        {
            if (plan.FindBlock(id) is not { } block)
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
                problems.AddRange(OfBlock(block, request, isAlone));
            }
        }

        return usable;
    }

    private IEnumerable<BlockProblem> OfBlock(ResourceBlock block, CompositionRequest request, bool isAlone = false)
    {
        foreach (var problem in OfUse(block, request.ReservationId, isAlone))
        {
            yield return problem;
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

    // Who has it, or will.
    private IEnumerable<BlockProblem> OfUse(ResourceBlock block, string? reservationId, bool isAlone)
    {
        // What is shared takes another only while all that have it are at rest.
        var held = plan.Of(block.Id);
        if (!held.IsFree && (isAlone || !held.HasRoom || held.Holders.Any(h => pod.FindNode(h) is { State: not ComposedNodeState.Assembled })))
        {
            yield return new BlockProblem(
                BlockProblemKind.InUse, block.Id, $"{block.Id} is held by {string.Join(" and ", held.Holders.Select(pod.WordsFor))}.",
                "Take another block, or decompose what has it.");
        }

        if (pod.ZoneOf(block.Id) is { } zone)
        {
            yield return new BlockProblem(BlockProblemKind.InUse, block.Id, $"{block.Id} is in the fabric zone {zone.Id}.", "Take another block, or remove that zone.");
        }

        // Who wants it alone is kept off by any share that others reserved.
        var reservation = isAlone ? pod.ReservationsBesides(block.Id, reservationId).FirstOrDefault() : pod.ReservationOfLastShare(block.Id, held, reservationId);
        if (reservation is not null)
        {
            yield return Reserved(block.Id, reservation);
        }
    }

    private static BlockProblem Reserved(string blockId, Reservation reservation) => new(
        BlockProblemKind.Reserved, blockId, $"{blockId} is reserved by {reservation.Id}.", "Wait until the reservation ends, or give its id.", reservation.Id);

    // What is made of blocks counts as what it is made of.
    private static IEnumerable<BlockProblem> OfCounts(IReadOnlyList<ResourceBlock> blocks, bool isWhole = true) =>
        from limit in Limits
        let count = blocks.SelectMany(b => b.Parts).Count(b => b.Types.Contains(limit.Type))
        where (isWhole && count < limit.Least) || count > limit.Most
        select new BlockProblem(
            BlockProblemKind.Limit, "", $"A system has {Range(limit.Least, limit.Most)} blocks of type {limit.Type}; the request comes to {count}.",
            $"Name {Range(limit.Least, limit.Most)} of them.");

    private static string Range(int least, int most) => least == most ? $"exactly {least}" : $"{least} to {most}";

    private IEnumerable<BlockProblem> OfZone(IReadOnlyList<ResourceBlock> blocks)
    {
        if (blocks.Count > 1 && pod.Racks.All(r => !blocks.All(b => Pod.IsInZone(b, r.Id))))
        {
            var zones = blocks.Select(b => $"{b.Id}: {string.Join(", ", pod.ZonesOf(b))}");
            var best = pod.Racks.MaxBy(r => blocks.Count(b => Pod.IsInZone(b, r.Id)))!.Id;
            yield return new BlockProblem(
                BlockProblemKind.NoCommonZone, "", $"The blocks have no zone in common ({string.Join("; ", zones)}).",
                $"Take blocks of one resource zone: all but {string.Join(", ", blocks.Where(b => !Pod.IsInZone(b, best)).Select(b => b.Id))} are in {best}.");
        }
    }
}
