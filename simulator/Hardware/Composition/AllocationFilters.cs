namespace Simulator.Hardware.Composition;

/// <summary>The requirements of a request, in the order of the Intel RSD pod manager.</summary>
internal sealed class AllocationFilters(Pod pod, Func<string, bool> mayTake, AllocationRequest request)
{
    private const string RemotePcie = "RemotePCIe";
    private const string Local = "Local";

    private readonly IReadOnlyList<ProcessorRequest> _cpus = [.. request.Processors.Where(p => p.IsBuiltIn)];
    private readonly IReadOnlyList<ProcessorRequest> _accelerators = [.. request.Processors.Where(p => !p.IsBuiltIn)];

    // What a rack reaches is the same for all its systems.
    private readonly Dictionary<string, IReadOnlyList<PooledDevice>> _reached = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<PooledDevice>> _usefulDrives = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<PooledDevice>?> _accelerated = new(StringComparer.Ordinal);

    private IReadOnlyList<Placement> Items { get; } =
    [
        .. request.Processors.Select(p => p.At).Concat(request.Memory.Select(m => m.At)).Concat(request.LocalDrives.Select(d => d.At))
            .Concat(request.EthernetInterfaces.Select(e => e.At)).OfType<Placement>(),
    ];

    /// <summary>Whether the request tells parts apart that are alike: by name, number, address, or the cable that they are on.</summary>
    public bool NamesParts => Items.Any(at => at.PartId is not null)
        || request.LocalDrives.Any(d => d.SerialNumber is not null)
        || request.EthernetInterfaces.Any(e => e.MacAddress is not null || e.Vlans.Count > 0);

    public IReadOnlyList<AllocationFilter> InOrder() =>
    [
        new("online systems", "All systems are held by composed nodes.", t => mayTake(t.System.Id), Holder, IsOfTheSystem: true),
        new("status", "No free system is healthy.", t => t.System.State.Health == Health.OK, s => $"is {s.State.Health}", IsOfTheSystem: true),
        new("resource", "The resources named in the request are not in one free system.", IsNamed, _ => "is not the system that the request names", IsOfTheSystem: true),
        new(
            "chassis",
            request.DeviceIds.Count == 0 ? "No free system lies in the chassis named in the request." : "No free system there reaches the devices named in the request.",
            IsThere, s => $"is in {s.DrawerId} of {s.RackId}", IsOfTheSystem: true),
        new(
            "processors", "No free system has the processors, or reaches the free accelerators, that are asked for.", HasProcessors, s => SystemWords.Processors(s, ReachedFrom(s))),
        new("memory", "No free system has the memory that is asked for.", HasMemory, s => SystemWords.Memory(s, MayBePooled(s))),
        new(
            "local drives", "No free system has, or reaches free and erased, the drives that are asked for.", HasDrives, s => SystemWords.Drives(s, ReachedFrom(s))),
        new("ethernet interfaces", "No free system has the network interfaces that are asked for.", HasEthernet, s => SystemWords.Nics(s, MayBePooled(s))),
        new("system attributes", "No free system has the total cores and memory that are asked for.", HasAttributes, SystemWords.Attributes),
        new("security", "No free system has the security that is asked for.", HasSecurity, SystemWords.Security),
    ];

    private string Holder(ComputerSystem system) =>
        pod.Holdings.HolderOf(system.Id) is { } holder ? $"is held by {pod.WordsFor(holder)}"
        : pod.ZoneOf(system.Id) is { } zone ? $"is in the fabric zone {zone.Id}"
        : pod.ReservationOf(system.Id) is { } reservation ? $"is reserved by {reservation.Id}"
        : "is assigned to another client";

    private bool IsNamed(Trial trial) =>
        (request.SystemId ?? trial.System.Id) == trial.System.Id && Items.All(i => i.SystemId is null || i.SystemId == trial.System.Id);

    private bool IsThere(Trial trial)
    {
        var system = trial.System;
        return (request.RackId ?? system.RackId) == system.RackId
            && Items.All(i => i.ChassisId is null || i.ChassisId == system.Id || i.ChassisId == system.DrawerId || i.ChassisId == system.RackId)
            && request.DeviceIds.All(d => pod.Devices[d].ReachedFrom.Contains(system.RackId));
    }

    private bool HasProcessors(Trial trial)
    {
        if (!HasCpus(trial.System) || AcceleratorsOf(trial.System) is not { } accelerators)
        {
            return false;
        }

        trial.Accelerators = accelerators;
        return true;
    }

    private bool HasCpus(ComputerSystem system) =>
        _cpus.Count == 0 || Matching.Find(_cpus, [.. system.Processors.OrderBy(p => p.Cores)], Suits) is not null;

    private static bool Suits(ProcessorRequest item, Processor cpu) =>
        IsHere(item.At, cpu.Id)
        && (item.Model is null || item.Model == cpu.Model)
        && (item.Brand is null || item.Brand == cpu.Brand)
        && item.InstructionSet is null or Processor.InstructionSet
        && cpu.Cores >= (item.TotalCores ?? 0)
        && cpu.SpeedMHz >= (item.SpeedMHz ?? 0)
        && item.Capabilities.All(cpu.Capabilities.Contains)
        && (item.Connectivity.Count == 0 || item.Connectivity.Contains(Local));

    // Of a pooled card only kind and model are known, and that PCIe leads to it.
    private static bool Suits(ProcessorRequest item, PooledDevice device) =>
        device.Kind.ToString() == item.Type
        && IsHere(item.At, device.Id)
        && (item.Model is null || item.Model == device.Model)
        && item is { Brand: null, InstructionSet: null, TotalCores: null, SpeedMHz: null, Capabilities.Count: 0 }
        && (item.Connectivity.Count == 0 || item.Connectivity.Contains(RemotePcie));

    private IReadOnlyList<PooledDevice>? AcceleratorsOf(ComputerSystem system)
    {
        if (_accelerators.Count == 0)
        {
            return [];
        }

        if (!_accelerated.TryGetValue(system.RackId, out var found))
        {
            _accelerated[system.RackId] = found = Matching.Find(_accelerators, ReachedFrom(system), Suits);
        }

        return found;
    }

    private IReadOnlyList<PooledDevice> ReachedFrom(ComputerSystem system)
    {
        if (!_reached.TryGetValue(system.RackId, out var devices))
        {
            _reached[system.RackId] = devices =
            [
                .. pod.DevicesNear(system.RackId).Where(d => d.State is { Health: Health.OK, Erasure: null } && mayTake(d.Id)
                    && !request.DeviceIds.Contains(d.Id)),
            ];
        }

        return devices;
    }

    // Modules and cards of the pool, where they may serve at all.
    private IReadOnlyList<PooledDevice> MayBePooled(ComputerSystem system) =>
        request.MayPool ? [.. ReachedFrom(system).Where(d => d.Memory is not null || d.Nic is not null)] : [];

    private bool HasMemory(Trial trial)
    {
        var found = MemoryChoice.Find(trial.System.Memory, request.Memory, request.Memory.Count == 0 ? [] : MayBePooled(trial.System));
        trial.Memory = found ?? [];
        return found is not null;
    }

    private bool HasDrives(Trial trial)
    {
        if (request.LocalDrives.Count == 0)
        {
            return true;
        }

        if (!_usefulDrives.TryGetValue(trial.System.RackId, out var pooled))
        {
            _usefulDrives[trial.System.RackId] = pooled = DriveChoice.Useful(request.LocalDrives, ReachedFrom(trial.System));
        }

        if (DriveChoice.Find(trial.System, request.LocalDrives, pooled) is not { } drives)
        {
            return false;
        }

        trial.Drives = drives;
        return true;
    }

    private bool HasEthernet(Trial trial)
    {
        // NVMe over fabrics needs RDMA at one of the interfaces that were asked for.
        var needsRdma = request.RemoteDrive is { Protocol: RemoteProtocol.NVMeOverFabrics };
        if (request.EthernetInterfaces.Count == 0 && !needsRdma)
        {
            return true;
        }

        var found = needsRdma
            ? Enumerable.Range(0, request.EthernetInterfaces.Count).Select(item => NicsOf(trial.System, item)).FirstOrDefault(n => n is not null)
            : NicsOf(trial.System, withRdma: null);
        trial.Nics = found ?? [];
        trial.Cards = found is null ? [] : [.. MayBePooled(trial.System).Where(d => d.Nic is { } nic && found.Contains(nic))];
        return found is not null;
    }

    private IReadOnlyList<EthernetInterface>? NicsOf(ComputerSystem system, int? withRdma) => Matching.Find(
        [.. request.EthernetInterfaces.Index()],
        [.. system.EthernetInterfaces.OrderBy(e => e.SpeedMbps), .. MayBePooled(system).Select(d => d.Nic).OfType<EthernetInterface>().OrderBy(e => e.SpeedMbps)],
        (item, nic) => IsHere(item.Item.At, nic.Id)
            && nic.SpeedMbps >= (item.Item.SpeedMbps ?? 0)
            && (item.Item.MacAddress is null || string.Equals(item.Item.MacAddress, nic.MacAddress, StringComparison.OrdinalIgnoreCase))
            && (item.Item.Vlans.Count == 0 || nic.SwitchPort is not null)
            && (item.Index != withRdma || nic.HasRdma));

    private bool HasAttributes(Trial trial) =>
        trial.System.TotalCores >= (request.TotalCores ?? 0)
        && trial.System.TotalMemoryMiB >= (request.TotalMemoryMiB ?? 0)
        && request.PerformanceConfigurations.All(trial.System.PerformanceConfigurations.Contains);

    private bool HasSecurity(Trial trial)
    {
        var (system, asked) = (trial.System, request.Security);
        return (asked.TpmPresent is not { } present || present == system.TpmInterface is not null)
            && (asked.TpmInterface is null || asked.TpmInterface == system.TpmInterface)
            && (asked.TxtEnabled is not { } txt || txt == system.HasTxt);
    }

    private static bool IsHere(Placement? at, string partId) => at?.PartId is null || at.PartId == partId;
}
