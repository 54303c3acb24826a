using Simulator.Hardware;

namespace Simulator.Tests.Hardware;

/// <summary>Builds a pod of racks <c>r1</c> and <c>r2</c> with one drawer each; a test says only what it is about.</summary>
internal sealed class BenchPod
{
    private readonly List<ComputerSystem> _systems = [];
    private readonly List<PooledDevice> _devices = [];
    private readonly List<StorageService> _shelves = [];
    private int _lastMac;

    public BenchPod With(
        string id, string rack = "r1", int[]? cores = null, int[]? memory = null, LocalDrive[]? drives = null, int[]? nics = null, string? brand = "Gold")
    {
        _systems.Add(new ComputerSystem
        {
            Id = id,
            RackId = rack,
            DrawerId = $"{rack}-d1",
            Slot = _systems.Count + 1,
            Name = $"System {id}",
            Uuid = new Guid(_systems.Count + 1, 0, 0, new byte[8]),
            Manufacturer = "Contoso",
            Model = "Sled",
            SerialNumber = $"SN-{id}",
            Processors = [.. (cores ?? [8]).Select((c, i) => new Processor(
                $"cpu-{i + 1}", $"CPU {i + 1}", "Intel", $"Xeon {c}", brand, c, c * 2, 2100, $"SN-{id}-cpu-{i + 1}"))],
            Memory = [.. (memory ?? [16_384]).Select((m, i) => new MemoryModule(
                $"dimm-{i + 1}", $"DIMM {i + 1}", "Contoso", "DDR4", m, 2666, $"SN-{id}-dimm-{i + 1}", "PN"))],
            EthernetInterfaces = [.. (nics ?? [10_000]).Select((n, i) => new EthernetInterface(
                $"eth-{i + 1}", $"02:00:00:00:00:{++_lastMac:x2}", n, SwitchPort: null))],
            Drives = drives ?? [],
        });
        return this;
    }

    /// <summary>One system more, of which rare things are said too.</summary>
    public BenchPod With(string id, Func<SystemTraits, SystemTraits> say)
    {
        var traits = say(new SystemTraits());
        With(id, memory: traits.Memory);
        var made = _systems[^1];
        _systems[^1] = new ComputerSystem
        {
            Id = made.Id,
            RackId = made.RackId,
            DrawerId = made.DrawerId,
            Slot = made.Slot,
            Name = made.Name,
            Uuid = made.Uuid,
            Manufacturer = made.Manufacturer,
            Model = made.Model,
            SerialNumber = made.SerialNumber,
            Processors = [.. made.Processors.Select(p => p with { Capabilities = traits.Capabilities })],
            Memory = [.. made.Memory.Select(m => m with { MemoryType = traits.MemoryType })],
            EthernetInterfaces = made.EthernetInterfaces,
            Drives = made.Drives,
            TpmInterface = traits.Tpm,
            HasTxt = traits.HasTxt,
            PerformanceConfigurations = traits.Performance,
        };
        return this;
    }

    public BenchPod WithPooled(string id, PooledDeviceKind kind, int gib = 0, string rack = "r1", string model = "Card", params string[] reach)
    {
        _devices.Add(new PooledDevice
        {
            Id = id,
            DrawerId = $"{rack}-d1",
            Slot = _devices.Count + 1,
            Name = $"{kind} {id}",
            Kind = kind,
            Manufacturer = "Contoso",
            Model = model,
            SerialNumber = $"SN-{id}",
            CapacityGiB = gib,
            ReachedFrom = (reach.Length == 0 ? [rack] : reach).ToHashSet(),
        });
        return this;
    }

    /// <summary>A storage service in the first rack, with one drive of that size.</summary>
    public BenchPod WithShelf(string id, int gib)
    {
        _shelves.Add(new StorageService(id, $"Shelf {id}", Guid.Empty, 10 + _shelves.Count, 1, drives: 1, gib, $"SN-{id}"));
        return this;
    }

    public Pod Build(TimeProvider? clock = null, HardwareTimings? timings = null)
    {
        var racks = new[] { "r1", "r2" }.Select(rack => new Rack(
            rack, $"Rack {rack}", Guid.Empty, 42, "SN", [Drawer(rack)], [], [], rack == "r1" ? _shelves : [])).ToList();
        return new Pod("pod-1", "Test pod", Guid.Empty, racks, timings ?? new HardwareTimings(), clock ?? TimeProvider.System);
    }

    public static LocalDrive Drive(string id, int gib, string media = "SSD", string protocol = "SATA") =>
        new(id, "Contoso", "Drive", media, protocol, gib, media == "HDD" ? 7200 : null, $"SN-{id}-{gib}");

    private Drawer Drawer(string rack) => new(
        $"{rack}-d1", rack, "Drawer", 1, 4, "SN", _systems.FindAll(s => s.RackId == rack), _devices.FindAll(d => d.DrawerId == $"{rack}-d1"), [],
        new HashSet<string> { rack });
}

/// <summary>What is not the same for all systems, and few tests are about.</summary>
internal sealed record SystemTraits
{
    public int[] Memory { get; init; } = [16_384];

    public string MemoryType { get; init; } = "DRAM";

    public string? Tpm { get; init; } = "TPM2_0";

    public bool HasTxt { get; init; }

    public string[] Performance { get; init; } = [];

    public string[] Capabilities { get; init; } = [];
}
