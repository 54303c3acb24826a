namespace Simulator.Tests.Redfish.Composition.Model;

/// <summary>A sled or a pooled device.</summary>
internal sealed class ModelPart
{
    public required string Id { get; init; }

    /// <summary>Of a sled the rack that it is in, of a device those that it is cabled to.</summary>
    public required IReadOnlyList<string> Racks { get; init; }

    /// <summary><c>NVMe</c>, <c>GPU</c> …; null for a sled.</summary>
    public string? Kind { get; init; }

    public int Cores { get; init; }

    public int MemoryMiB { get; init; }

    public int CapacityGiB { get; init; }

    public bool IsBroken { get; set; }

    public bool IsErased { get; set; } = true;

    public bool IsSled => Kind is null;
}

internal enum ModelState
{
    Allocated,
    Assembling,
    Assembled,
    Failed,
}

/// <summary>Who holds parts.</summary>
internal sealed class ModelNode
{
    public required string Id { get; init; }

    public required ModelPart Sled { get; init; }

    public required List<ModelPart> Devices { get; init; }

    public ModelState State { get; set; }

    /// <summary>What the system is called since it was composed; null for a node of the pod manager.</summary>
    public string? ComposedAs { get; init; }

    /// <summary>A physical system that was given devices: it is nobody's any more when it has none left.</summary>
    public bool IsExpansion { get; init; }

    public bool WasAssembled { get; set; }

    public IEnumerable<ModelPart> Parts => Devices.Prepend(Sled);

    public string SystemId => ComposedAs ?? Sled.Id;
}

internal sealed record ModelReservation(string Id, string Name, IReadOnlyList<ModelPart> Parts, DateTimeOffset Ends);

/// <summary>A block made of blocks.</summary>
internal sealed record ModelBox(string Id, IReadOnlyList<ModelPart> Parts);

internal sealed record ModelZone(string Id, IReadOnlyList<ModelPart> Parts);

/// <summary>
/// What a pod does, as simply as it can be said: lists that are searched, no locks, no JSON, no time but that of reservations. It
/// shares no code with the pod that it judges.
/// </summary>
internal sealed class ModelPod(IReadOnlyList<ModelPart> parts)
{
    private const int MostDevicesOfAKind = 16;

    public IReadOnlyList<ModelPart> Parts => parts;

    public IEnumerable<ModelPart> Sleds => parts.Where(p => p.IsSled);

    public IEnumerable<ModelPart> Devices => parts.Where(p => !p.IsSled);

    public List<ModelNode> Nodes { get; } = [];

    public List<ModelReservation> Reservations { get; } = [];

    public List<ModelZone> Zones { get; } = [];

    public List<ModelBox> Boxes { get; } = [];

    public ModelPart Part(string id) => parts.Single(p => p.Id == id);

    public ModelNode? NodeOf(ModelPart part) => Nodes.Find(n => n.Parts.Contains(part));

    public ModelZone? ZoneOf(ModelPart part) => Zones.Find(z => z.Parts.Contains(part));

    public ModelBox? BoxOf(ModelPart part) => Boxes.Find(b => b.Parts.Contains(part));

    /// <summary>The system that is made of a block made of blocks.</summary>
    public ModelNode? NodeOf(ModelBox box) => NodeOf(box.Parts[0]);

    public bool IsFree(ModelPart part, ModelReservation? mine = null) =>
        NodeOf(part) is null && BoxOf(part) is null && ZoneOf(part) is null && !Reservations.Exists(r => r != mine && r.Parts.Contains(part));

    /// <summary>Whether any system and enough devices within its reach are free for a request.</summary>
    public bool CanAllocate(int cores, int memoryMiB, int drives, int driveGiB, int gpus) => Sleds.Any(s => CanAllocate(s, cores, memoryMiB, drives, driveGiB, gpus));

    public bool CanAllocate(ModelPart sled, int cores, int memoryMiB, int drives, int driveGiB, int gpus) =>
        IsFree(sled) && !sled.IsBroken && sled.Cores >= cores && sled.MemoryMiB >= memoryMiB
        && Near(sled).Count(d => d.Kind == "NVMe" && d.IsErased && d.CapacityGiB >= driveGiB) >= drives
        && Near(sled).Count(d => d.Kind == "GPU") >= gpus;

    /// <summary>Whether named blocks can become one system.</summary>
    /// <param name="freed">Blocks of a system that is taken apart before.</param>
    public bool CanCompose(string name, IReadOnlyList<ModelPart> blocks, ModelReservation? mine = null, ModelNode? freed = null) =>
        !Nodes.Exists(n => n != freed && n.SystemId == name) && Sleds.All(s => s.Id != name)
        && blocks.All(b => !b.IsBroken && (IsFree(b, mine) || (freed is not null && freed.Parts.Contains(b) && BoxOf(b) is null && !Reservations.Exists(r => r.Parts.Contains(b)))))
        && Fit(blocks);

    public bool CanAdd(ModelPart sled, ModelPart device)
    {
        var node = NodeOf(sled);
        var hasPlace = node is null ? IsFree(sled) && !sled.IsBroken : node.State == ModelState.Assembled;
        return hasPlace && !device.IsSled && !device.IsBroken && IsFree(device) && Fit([.. node?.Parts ?? [sled], device]);
    }

    public bool CanRemove(ModelPart sled, ModelPart device) => NodeOf(sled) is { State: ModelState.Assembled } node && node.Devices.Contains(device) && BoxOf(device) is null;

    public bool CanBox(IReadOnlyList<ModelPart> blocks) =>
        blocks.Count > 0 && blocks.Count(b => b.IsSled) <= 1 && blocks.All(b => !b.IsBroken && IsFree(b)) && Limited(blocks) && Meet(blocks);

    /// <summary>Whether a block made of blocks can become a system, with a sled where it has none.</summary>
    public bool CanCompose(ModelBox box, ModelPart? sled)
    {
        List<ModelPart> blocks = sled is null ? [.. box.Parts] : [.. box.Parts, sled];
        return NodeOf(box) is null && blocks.TrueForAll(b => !b.IsBroken) && (sled is null || IsFree(sled)) && Fit(blocks);
    }

    public bool CanZone(IReadOnlyList<ModelPart> members) =>
        members.All(m => IsFree(m)) && members.Count(m => m.IsSled) <= 1
        && members.Where(m => m.IsSled).All(s => members.Where(m => !m.IsSled).All(d => d.Racks.Contains(s.Racks[0])));

    /// <summary>Takes devices from whoever had them; drives are erased on the way.</summary>
    public void Release(ModelNode node)
    {
        Nodes.Remove(node);
        foreach (var device in node.Devices)
        {
            device.IsErased = true;
        }
    }

    public void Take(ModelNode node)
    {
        Nodes.Add(node);
        foreach (var device in node.Devices.Where(d => d.Kind == "NVMe"))
        {
            device.IsErased = false;
        }

        FollowHealth();
    }

    /// <summary>Time has passed: what was being assembled is, if nothing was in the way.</summary>
    public void Settle(DateTimeOffset now)
    {
        foreach (var node in Nodes.Where(n => n.State == ModelState.Assembling))
        {
            (node.State, node.WasAssembled) = (ModelState.Assembled, true);
        }

        Reservations.RemoveAll(r => r.Ends <= now);
    }

    public void FollowHealth()
    {
        foreach (var node in Nodes)
        {
            var isBroken = node.Parts.Any(p => p.IsBroken);
            node.State = isBroken ? ModelState.Failed : node is { State: ModelState.Failed, WasAssembled: true } ? ModelState.Assembled : node.State;
        }
    }

    private static bool Fit(IReadOnlyList<ModelPart> blocks) =>
        blocks.Count(b => b.IsSled) == 1 && Limited(blocks) && Meet(blocks);

    private static bool Limited(IReadOnlyList<ModelPart> blocks) =>
        blocks.Where(b => !b.IsSled).GroupBy(b => b.Kind == "NVMe").All(g => g.Count() <= MostDevicesOfAKind);

    private static bool Meet(IReadOnlyList<ModelPart> blocks) => blocks.SelectMany(b => b.Racks).Distinct().Any(rack => blocks.All(b => b.Racks.Contains(rack)));

    private IEnumerable<ModelPart> Near(ModelPart sled) => Devices.Where(d => d.Racks.Contains(sled.Racks[0]) && !d.IsBroken && IsFree(d));
}
