using Simulator.Chance;
using Simulator.Hardware;

namespace Simulator.Fixtures;

/// <summary>Reads the root of a rack file. Problems are noted on the nodes; the pod is made only when there are none.</summary>
internal sealed class PodBuilder(Seed seed, TimeProvider clock)
{
    // Pod managers show the pod as a chassis of this id beside the racks (Intel RSD 2.4).
    private const string PodChassis = "pod";

    private readonly PartMaker _parts = new(seed);
    private readonly Dictionary<string, SledModel> _models = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public Func<Pod> Read(FixtureNode root)
    {
        var pod = root.Object("pod");
        var podId = pod.Id("id", "pod");
        var podName = pod.Text("name");
        pod.NothingElse();
        var timings = ReadTimings(root.OptionalObject("timings"));
        foreach (var (name, model) in root.Members("models"))
        {
            _models[name] = SledModel.Read(model);
        }

        var rackNodes = root.Objects("racks", required: true);
        var rackIds = rackNodes.Select((r, i) => r.Id("id", $"r{i + 1}")).ToList();
        var racks = rackNodes.Select((r, i) => BuildRack(r, rackIds[i], rackIds)).ToList();
        // After the racks, so that what they are made of does not depend on it.
        var makeFabric = root.OptionalObject("expether") is { } fabric ? new FabricReader(_parts).Read(fabric) : null;
        root.NothingElse();
        return () => new Pod(podId, podName, seed.Uuid($"pod/{podId}"), racks, timings, clock) { ExpEther = makeFabric?.Invoke(clock) };
    }

    private static HardwareTimings ReadTimings(FixtureNode? node)
    {
        var defaults = new HardwareTimings();
        if (node is null)
        {
            return defaults;
        }

        var timings = new HardwareTimings
        {
            PowerOn = node.Seconds("powerOnSeconds", defaults.PowerOn),
            PowerOff = node.Seconds("powerOffSeconds", defaults.PowerOff),
            BmcReset = node.Seconds("bmcResetSeconds", defaults.BmcReset),
            ConfigureSystem = node.Seconds("configureSystemSeconds", defaults.ConfigureSystem),
            ZoneDevice = node.Seconds("zoneDeviceSeconds", defaults.ZoneDevice),
            ConfigurePort = node.Seconds("configurePortSeconds", defaults.ConfigurePort),
            ConnectVolume = node.Seconds("connectVolumeSeconds", defaults.ConnectVolume),
            ClearSecrets = node.Seconds("clearSecretsSeconds", defaults.ClearSecrets),
            InitializeVolume = node.Seconds("initializeVolumeSeconds", defaults.InitializeVolume),
            EraseDrive = node.Seconds("eraseDriveSeconds", defaults.EraseDrive),
            FirmwareDownload = node.Seconds("firmwareDownloadSeconds", defaults.FirmwareDownload),
            FirmwareVerify = node.Seconds("firmwareVerifySeconds", defaults.FirmwareVerify),
            FirmwareApply = node.Seconds("firmwareApplySeconds", defaults.FirmwareApply),
        };
        node.NothingElse();
        return timings;
    }

    private Rack BuildRack(FixtureNode node, string id, List<string> rackIds)
    {
        TakeId(node, id);
        var name = node.Text("name", $"Rack {id}");
        var units = node.Number("units", 1, 60, fallback: 42);
        var plan = new UnitPlan(units);
        var supplies = node.Objects("powerSupplies").Select((s, i) => BuildPowerSupply(s, $"{id}-psu-{i + 1}", i + 1, plan)).ToList();
        var switches = node.Objects("switches").Select((s, i) => BuildSwitch(s, $"{id}-switch-{i + 1}", i + 1, plan)).ToList();
        var cabling = new Cabling(switches);
        var drawers = node.Objects("drawers", required: true).Select((d, i) => BuildDrawer(d, id, i, plan, cabling, rackIds)).ToList();
        var storage = node.Objects("storageServices").Select((s, i) => BuildStorage(s, id, i, plan)).ToList();
        node.NothingElse();
        return new Rack(id, name, seed.Uuid($"rack/{id}"), units, _parts.Serial(), drawers, switches, supplies, storage);
    }

    private PowerSupply BuildPowerSupply(FixtureNode node, string id, int number, UnitPlan plan)
    {
        var (unit, height) = plan.Take(node, 1);
        var supply = new PowerSupply(
            id, node.Text("name", $"Power supply {number}"), unit, height, node.Number("watts", 1, 100_000, fallback: 6000), _parts.Serial());
        node.NothingElse();
        return supply;
    }

    private EthernetSwitch BuildSwitch(FixtureNode node, string id, int number, UnitPlan plan)
    {
        var (unit, height) = plan.Take(node, 1);
        var made = new EthernetSwitch(
            id, node.Text("name", $"Switch {number}"), unit, height, node.Number("ports", 1, 512, fallback: 48),
            node.Number("mbps", 100, 800_000, fallback: 25_000), node.Text("model", "ToR 48"), _parts.Serial());
        node.NothingElse();
        return made;
    }

    private StorageService BuildStorage(FixtureNode node, string rackId, int index, UnitPlan plan)
    {
        var id = $"{rackId}-{node.Id("id", $"ss{index + 1}")}";
        TakeId(node, id);
        var (unit, height) = plan.Take(node, 2);
        var service = new StorageService(
            id, node.Text("name", $"Storage service {index + 1}"), seed.Uuid($"storage/{id}"), unit, height,
            node.Number("drives", 1, 1000, fallback: 12), node.Number("gib", 1, 1_000_000), _parts.Serial());
        node.NothingElse();
        return service;
    }

    private Drawer BuildDrawer(FixtureNode node, string rackId, int index, UnitPlan plan, Cabling cabling, List<string> rackIds)
    {
        var id = $"{rackId}-{node.Id("id", $"d{index + 1}")}";
        var isNew = TakeId(node, id);
        var (unit, height) = plan.Take(node, 2);
        var reached = node.Texts("connects").DefaultIfEmpty(rackId).ToHashSet(StringComparer.Ordinal);
        foreach (var unknown in reached.Where(r => !rackIds.Contains(r)))
        {
            node.Problem("connects", $"'{unknown}' is not a rack; racks are {string.Join(", ", rackIds)}");
        }

        var systems = BuildSystems(node, rackId, id, cabling);
        // A sled is a chassis too. Of a drawer whose own id is taken, the sleds would tell the same story again.
        foreach (var (place, sled) in systems.Index().Where(s => isNew && !_ids.Add(s.Item.Id)))
        {
            node.Problem($"sleds[{place}]", $"its id '{sled.Id}' is used twice");
        }

        var devices = BuildDevices(node, id, reached);
        foreach (var box in devices.Where(d => isNew && d.Kind == PooledDeviceKind.Expansion && !_ids.Add(d.Id)))
        {
            node.Problem("expansions", $"its id '{box.Id}' is used twice");
        }

        var fans = Enumerable.Range(1, node.Number("fans", 0, 64, fallback: 2))
            .Select(n => new Fan($"{id}-fan-{n}", $"Fan {n}", _parts.FanSpeed())).ToList();
        var name = node.Text("name", $"Drawer {index + 1}");
        if (systems.Count + devices.Count == 0)
        {
            node.Problem("sleds", "a drawer holds at least one sled or pooled device");
        }

        node.NothingElse();
        return new Drawer(id, rackId, name, unit, height, _parts.Serial(), systems, devices, fans, reached);
    }

    private List<ComputerSystem> BuildSystems(FixtureNode node, string rackId, string drawerId, Cabling cabling)
    {
        var systems = new List<ComputerSystem>();
        foreach (var modelName in node.Texts("sleds"))
        {
            if (!_models.TryGetValue(modelName, out var model))
            {
                node.Problem($"sleds[{systems.Count}]", $"'{modelName}' is not a model; models are {string.Join(", ", _models.Keys)}");
                continue;
            }

            systems.Add(BuildSystem(model, rackId, drawerId, systems.Count + 1, cabling));
        }

        return systems;
    }

    private ComputerSystem BuildSystem(SledModel model, string rackId, string drawerId, int slot, Cabling cabling)
    {
        var id = $"{drawerId}-s{slot}";
        var sockets = model.Processors.SelectMany(p => Enumerable.Repeat(p, p.Count)).ToList();
        var slots = model.Memory.SelectMany(m => Enumerable.Repeat(m, m.Count)).ToList();
        var ports = model.Nics.SelectMany(n => Enumerable.Repeat(n, n.Count)).ToList();
        var bays = model.Drives.SelectMany(d => Enumerable.Repeat(d, d.Count)).ToList();
        return new ComputerSystem
        {
            Id = id,
            RackId = rackId,
            DrawerId = drawerId,
            Slot = slot,
            Name = $"System {id}",
            Uuid = seed.Uuid($"system/{id}"),
            Manufacturer = model.Manufacturer,
            Model = model.Model,
            Kind = model,
            SerialNumber = _parts.Serial(),
            Processors = [.. sockets.Select((p, i) => new Processor(
                $"cpu-{i + 1}", $"CPU {i + 1}", p.Manufacturer, p.Model, p.Brand, p.Cores, p.Threads, p.SpeedMHz, _parts.Serial())
            {
                Capabilities = p.Capabilities,
            })],
            Memory = [.. slots.Select((m, i) => new MemoryModule(
                $"dimm-{i + 1}", $"DIMM {i + 1}", "Contoso", m.DeviceType, m.CapacityMiB, m.SpeedMHz, _parts.Serial(), _parts.PartNumber())
            {
                MemoryType = m.MemoryType,
            })],
            EthernetInterfaces = [.. ports.Select((n, i) => new EthernetInterface(
                $"eth-{i + 1}", _parts.Mac(), n.SpeedMbps, cabling.NextFreePort()))],
            Drives = [.. bays.Select((d, i) => new LocalDrive(
                $"drive-{i + 1}", d.Manufacturer, d.Model, d.MediaType, d.Protocol, d.CapacityGiB, d.Rpm, _parts.Serial()))],
            TpmInterface = model.Tpm,
            HasTxt = model.HasTxt,
            PerformanceConfigurations = model.Performance,
        };
    }

    private List<PooledDevice> BuildDevices(FixtureNode drawer, string drawerId, HashSet<string> reached)
    {
        var devices = new List<PooledDevice>();
        foreach (var drives in drawer.Objects("drives"))
        {
            var count = drives.Number("count", 1, 256, fallback: 1);
            var (manufacturer, model) = (drives.Text("manufacturer", "Contoso"), drives.Text("model", "NVMe Pool 100"));
            var capacity = drives.Number("gib", 1, 1_000_000);
            drives.NothingElse();
            Add(PooledDeviceKind.NVMe, count, manufacturer, model, capacity);
        }

        foreach (var cards in drawer.Objects("accelerators"))
        {
            var kind = cards.OneOf("type", "", "GPU", "FPGA");
            var count = cards.Number("count", 1, 256, fallback: 1);
            var (manufacturer, model) = (cards.Text("manufacturer", "Contoso"), cards.Text("model"));
            var shares = cards.Number("shares", 1, 64, fallback: 1);
            cards.NothingElse();
            Add(kind == "FPGA" ? PooledDeviceKind.FPGA : PooledDeviceKind.GPU, count, manufacturer, model, capacity: 0, shares);
        }

        foreach (var modules in drawer.Objects("memoryPool"))
        {
            var (manufacturer, model) = (modules.Text("manufacturer", "Contoso"), modules.Text("model", "Memory Pool 100"));
            var kind = MemoryModel.Read(modules);
            Add(PooledDeviceKind.Memory, kind.Count, manufacturer, model, kind.CapacityMiB / 1024, memory: kind);
        }

        foreach (var cards in drawer.Objects("networkCards"))
        {
            var count = cards.Number("count", 1, 256, fallback: 1);
            var (manufacturer, model) = (cards.Text("manufacturer", "Contoso"), cards.Text("model", "Network Pool 100"));
            var speed = cards.Number("mbps", 100, 800_000);
            cards.NothingElse();
            Add(PooledDeviceKind.NIC, count, manufacturer, model, capacity: 0, mbps: speed);
        }

        foreach (var boxes in drawer.Objects("expansions"))
        {
            var count = boxes.Number("count", 1, 16, fallback: 1);
            var (manufacturer, model) = (boxes.Text("manufacturer", "Contoso"), boxes.Text("model", "PCIe Box 100"));
            var slots = boxes.Number("slots", 1, 32);
            boxes.NothingElse();
            Add(PooledDeviceKind.Expansion, count, manufacturer, model, capacity: 0, slots: slots);
        }

        return devices;

        void Add(
            PooledDeviceKind kind, int count, string manufacturer, string model, int capacity, int shares = 1, MemoryModel? memory = null, int mbps = 0, int slots = 0)
        {
            for (var i = 0; i < count; i++)
            {
                var number = devices.Count(d => d.Kind == kind) + 1;
                var (id, serial) = ($"{drawerId}-{kind.ToString().ToLowerInvariant()}-{number}", _parts.Serial());
                devices.Add(new PooledDevice
                {
                    Id = id,
                    DrawerId = drawerId,
                    Slot = devices.Count + 1,
                    Name = $"{kind} {number} of {drawerId}",
                    Kind = kind,
                    Manufacturer = manufacturer,
                    Model = model,
                    SerialNumber = serial,
                    CapacityGiB = capacity,
                    Shares = shares,
                    ReachedFrom = reached,
                    Memory = memory is null ? null : new MemoryModule(
                        id, $"Slot {devices.Count + 1}", manufacturer, memory.DeviceType, memory.CapacityMiB, memory.SpeedMHz, serial, _parts.PartNumber())
                    {
                        MemoryType = memory.MemoryType,
                    },
                    Nic = mbps == 0 ? null : new EthernetInterface(id, _parts.Mac(), mbps, SwitchPort: null),
                    Slots = slots,
                });
            }
        }
    }

    private bool TakeId(FixtureNode node, string id)
    {
        if (id == PodChassis)
        {
            node.Problem("id", $"'{id}' is the chassis of the pod itself");
            return false;
        }

        if (_ids.Add(id))
        {
            return true;
        }

        node.Problem("id", $"'{id}' is used twice");
        return false;
    }
}
