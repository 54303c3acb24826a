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

    public bool HasRdma { get; init; }

    public int MemoryMiB { get; init; }

    public int CapacityGiB { get; init; }

    public bool IsBroken { get; set; }

    public bool IsErased { get; set; } = true;

    /// <summary>Of a drive whether it is spared when a node that has it is deleted.</summary>
    public bool IsKept { get; set; }

    /// <summary>So many can have it at once when it is composed by name.</summary>
    public int Shares { get; init; } = 1;

    public bool IsShared { get; set; }

    /// <summary>So many can have it besides those who do: who takes it first says.</summary>
    public int Most { get; set; } = 1;

    /// <summary>Of a sled whether it is a block, and not only a physical system.</summary>
    public bool IsBlock { get; set; } = true;

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

    public List<ModelVolume> Volumes { get; } = [];

    /// <summary>Those of <see cref="Volumes"/> that came later, and can go.</summary>
    public List<ModelVolume> Attached { get; } = [];

    /// <summary>What its assembly will make; null for nothing.</summary>
    public ModelVolume? Promise { get; set; }

    public IEnumerable<ModelPart> Parts => Devices.Prepend(Sled);

    public string SystemId => ComposedAs ?? Sled.Id;
}

/// <summary>A volume of the one pool, or the promise of one.</summary>
internal sealed class ModelVolume
{
    /// <summary>Empty for a promise.</summary>
    public string Id { get; set; } = "";

    public required int GiB { get; init; }

    /// <summary>What it is a copy of.</summary>
    public ModelVolume? Master { get; init; }

    public bool IsSnapshot { get; init; }

    public bool IsReady { get; set; }
}

internal sealed record ModelReservation(string Id, string Name, IReadOnlyList<ModelPart> Parts, DateTimeOffset Ends)
{
    /// <summary>For a block made of blocks, which has them alone.</summary>
    public bool IsBox { get; init; }
}

/// <summary>A block made of blocks.</summary>
internal sealed record ModelBox(string Id, IReadOnlyList<ModelPart> Parts);

internal sealed record ModelZone(string Id, IReadOnlyList<ModelPart> Parts);

/// <summary>
/// What a pod does, as simply as it can be said: lists that are searched, no locks, no JSON, no time but that of reservations. It
/// shares no code with the pod that it judges.
/// </summary>
internal sealed class ModelPod(IReadOnlyList<ModelPart> parts, int poolGiB)
{
    private const int MostDevicesOfAKind = 16;

    public IReadOnlyList<ModelPart> Parts => parts;

    public IEnumerable<ModelPart> Sleds => parts.Where(p => p.IsSled);

    public IEnumerable<ModelPart> Devices => parts.Where(p => !p.IsSled);

    public List<ModelNode> Nodes { get; } = [];

    public List<ModelReservation> Reservations { get; } = [];

    public List<ModelZone> Zones { get; } = [];

    public List<ModelBox> Boxes { get; } = [];

    public List<ModelVolume> Volumes { get; } = [];

    /// <summary>What the pool has left, and has promised to nobody.</summary>
    public int RoomGiB => poolGiB - Volumes.Sum(v => v.GiB)
        - Nodes.Where(n => n.State is ModelState.Allocated or ModelState.Assembling).Sum(n => n.Promise?.GiB ?? 0);

    public ModelPart Part(string id) => parts.Single(p => p.Id == id);

    /// <summary>The node that has it, the first of several.</summary>
    public ModelNode? NodeOf(ModelPart part) => Nodes.Find(n => n.Parts.Contains(part));

    public IReadOnlyList<ModelNode> NodesOf(ModelPart part) => Nodes.FindAll(n => n.Parts.Contains(part));

    public ModelNode? NodeOf(ModelVolume volume) => Nodes.Find(n => n.Volumes.Contains(volume));

    public bool HasSnapshots(ModelVolume volume) => Volumes.Exists(v => v.IsSnapshot && v.Master == volume);

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
        && blocks.All(b => IsUsable(b, mine, freed)) && Fit(blocks);

    // What is shared takes another only while all that have it are at rest. A reservation holds one place of it and leaves the others, but
    // for a block made of blocks all.
    private bool IsUsable(ModelPart block, ModelReservation? mine = null, ModelNode? freed = null)
    {
        var others = NodesOf(block).Where(n => n != freed).ToList();
        var places = others.Count > 0 ? block.Most : block.IsShared ? block.Shares : 1;
        return block.IsBlock && !block.IsBroken && BoxOf(block) is null && ZoneOf(block) is null
            && others.Count + Reservations.Where(r => r != mine && r.Parts.Contains(block)).Sum(r => r.IsBox ? places : 1) < places && others.TrueForAll(n => n.State == ModelState.Assembled);
    }

    public bool CanAdd(ModelPart sled, ModelPart device)
    {
        var node = NodeOf(sled);
        var hasPlace = node is null ? IsFree(sled) && IsUsable(sled) : node.State == ModelState.Assembled;
        return hasPlace && !device.IsSled && IsUsable(device) && node?.Devices.Contains(device) != true && Fit([.. node?.Parts ?? [sled], device]);
    }

    public bool CanRemove(ModelPart sled, ModelPart device) => NodeOf(sled) is { State: ModelState.Assembled } node && node.Devices.Contains(device) && BoxOf(device) is null;

    public bool CanBox(IReadOnlyList<ModelPart> blocks, ModelReservation? mine = null) =>
        blocks.Count > 0 && blocks.Count(b => b.IsSled) <= 1 && blocks.All(b => IsUsable(b, mine) && IsFree(b, mine)) && Limited(blocks) && Meet(blocks);

    /// <summary>Whether a block made of blocks can become a system, with a sled where it has none.</summary>
    public bool CanCompose(ModelBox box, ModelPart? sled)
    {
        List<ModelPart> blocks = sled is null ? [.. box.Parts] : [.. box.Parts, sled];
        return NodeOf(box) is null && blocks.TrueForAll(b => !b.IsBroken) && (sled is null || IsUsable(sled)) && Fit(blocks);
    }

    public bool CanZone(IReadOnlyList<ModelPart> members) =>
        members.All(m => IsFree(m)) && members.Count(m => m.IsSled) <= 1
        && members.Where(m => m.IsSled).All(s => members.Where(m => !m.IsSled).All(d => d.Racks.Contains(s.Racks[0])));

    /// <summary>Whether a device can be brought to a node by Intel's action: it need not be erased, nor the node whole.</summary>
    public bool CanAttach(ModelNode node, ModelPart device) =>
        IsAtRest(node) && !node.Sled.IsBroken && !device.IsBroken && device.Kind is "NVMe" or "FPGA" && IsFree(device) && device.Racks.Contains(node.Sled.Racks[0]);

    /// <summary>Whether a volume can be brought to a node: over RDMA, as over iSCSI it comes with the node.</summary>
    public bool CanAttach(ModelNode node, ModelVolume volume) => IsAtRest(node) && node.Sled is { IsBroken: false, HasRdma: true } && IsUsable(volume);

    public bool CanDetach(ModelNode node, ModelPart device) =>
        IsAtRest(node) && device.Kind is "NVMe" or "FPGA" && node.Devices.Contains(device) && BoxOf(device) is null;

    /// <summary>Whether a volume can go with a node.</summary>
    public bool IsUsable(ModelVolume volume) => volume.IsReady && NodeOf(volume) is null;

    public static bool IsAtRest(ModelNode node) => node.State is ModelState.Assembled or ModelState.Failed;

    /// <summary>Takes devices from whoever had them; drives are erased on the way.</summary>
    public void Release(ModelNode node)
    {
        Nodes.Remove(node);
        foreach (var device in node.Devices)
        {
            device.IsErased |= !device.IsKept;
        }
    }

    /// <summary>Deletes the volumes of a node, up to one that a snapshot stands on: then it stays as it is.</summary>
    public bool DeleteVolumesOf(ModelNode node)
    {
        foreach (var volume in node.Volumes.ToList())
        {
            if (HasSnapshots(volume))
            {
                return false;
            }

            node.Volumes.Remove(volume);
            Volumes.Remove(volume);
        }

        return true;
    }

    /// <param name="node">With devices that it has.</param>
    /// <param name="sharing">Whether others can have them too, where they may be shared.</param>
    public void Take(ModelNode node, bool sharing = false)
    {
        foreach (var device in node.Devices)
        {
            Take(device, sharing);
        }

        Nodes.Add(node);
    }

    /// <summary>A device comes to somebody: before it is counted among what that one has.</summary>
    public void Take(ModelPart device, bool sharing = false)
    {
        device.IsErased = device.Kind != "NVMe";
        device.Most = NodeOf(device) is not null ? device.Most : sharing && device.IsShared && BoxOf(device) is null ? device.Shares : 1;
    }

    /// <summary>Time has passed: what was being assembled is, if nothing was in the way.</summary>
    public void Settle(DateTimeOffset now)
    {
        foreach (var node in Nodes.Where(n => n.State == ModelState.Assembling))
        {
            var isLost = node.Promise?.Master is { } master && !Volumes.Contains(master);
            (node.State, node.WasAssembled) = (isLost ? ModelState.Failed : ModelState.Assembled, node.WasAssembled || !isLost);
            if (node.Promise is { } made && !isLost)
            {
                Volumes.Add(made);
                node.Volumes.Add(made);
                node.Promise = null;
            }
        }

        Volumes.ForEach(v => v.IsReady = true);

        Reservations.RemoveAll(r => r.Ends <= now);
    }

    /// <summary>Those who have a part that broke, or is whole again.</summary>
    public void FollowHealth(ModelPart part)
    {
        foreach (var node in NodesOf(part))
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
