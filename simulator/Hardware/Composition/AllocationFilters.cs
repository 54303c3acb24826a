namespace Simulator.Hardware.Composition;

/// <summary>The requirements of a request, in the order of the Intel RSD pod manager.</summary>
internal sealed class AllocationFilters(Pod pod, SystemPlaces places, Func<string, bool> mayTake, AllocationRequest request)
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

    public IReadOnlyList<AllocationFilter> InOrder() =>
    [
        new("online systems", "All systems are held by composed nodes.", t => t.Availability != Availability.Taken, Holder),
        new("status", "No free system is healthy.", t => t.Availability == Availability.Free, s => $"is {s.State.Health}"),
        new("resource", "The resources named in the request are not in one free system.", _ => true, _ => "is not the system that the request names")
        {
            Where = All(Items.Select(i => i.SystemId).Append(request.SystemId)),
        },
        new(
            "chassis",
            request.DeviceIds.Count == 0 ? "No free system lies in the chassis named in the request." : "No free system there reaches the devices named in the request.",
            ReachesNamed, s => $"is in {s.DrawerId} of {s.RackId}")
        {
            Where = All(Items.Select(i => i.ChassisId).Append(request.RackId)),
            ScopeOf = _ => request.DeviceIds.Count == 0 ? Scope.Kind : Scope.Rack,
        },
        new(
            "processors", "No free system has the processors, or reaches the free accelerators, that are asked for.", HasProcessors, s => SystemWords.Processors(s, ReachedFrom(s)))
        {
            ScopeOf = _ => Names(_cpus.Select(p => p.At)) ? Scope.System : _accelerators.Count > 0 ? Scope.Rack : Scope.Kind,
        },
        new("memory", "No free system has the memory that is asked for.", HasMemory, s => SystemWords.Memory(s, MayBePooled(s)))
        {
            ScopeOf = _ => Names(request.Memory.Select(m => m.At)) ? Scope.System : request.MayPool && request.Memory.Count > 0 ? Scope.Rack : Scope.Kind,
        },
        new(
            "local drives", "No free system has, or reaches free and erased, the drives that are asked for.", HasDrives, s => SystemWords.Drives(s, ReachedFrom(s)))
        {
            ScopeOf = ScopeOfDrives,
        },
        new("ethernet interfaces", "No free system has the network interfaces that are asked for.", HasEthernet, s => SystemWords.Nics(s, MayBePooled(s)))
        {
            ScopeOf = _ => Names(request.EthernetInterfaces.Select(e => e.At)) || request.EthernetInterfaces.Any(e => e.MacAddress is not null) ? Scope.System
                : request.MayPool && request.EthernetInterfaces.Count > 0 ? Scope.Rack
                : Scope.Kind,
        },
        new("system attributes", "No free system has the total cores and memory that are asked for.", HasAttributes, SystemWords.Attributes),
        new("security", "No free system has the security that is asked for.", HasSecurity, SystemWords.Security),
    ];

    /// <summary>What a system that passed would get. One that another answered for has its own parts, in the same places.</summary>
    public Trial Complete(Trial passed)
    {
        passed.Accelerators ??= AcceleratorsOf(passed.System);
        passed.Memory ??= MemoryOf(passed.System);
        passed.Drives ??= DrivesOf(passed.System);
        passed.Nics ??= NicsOf(passed.System);
        passed.Cards ??= CardsOf(passed.System, passed.Nics!);
        return passed;
    }

    private string Holder(ComputerSystem system) =>
        pod.Holdings.HolderOf(system.Id) is { } holder ? $"is held by {pod.WordsFor(holder)}"
        : pod.ZoneOf(system.Id) is { } zone ? $"is in the fabric zone {zone.Id}"
        : pod.ReservationOf(system.Id) is { } reservation ? $"is reserved by {reservation.Id}"
        : "is assigned to another client";

    // Where all of what is named is, or is in; null names nothing.
    private Run All(IEnumerable<string?> named) => named.OfType<string>().Aggregate(Run.Everywhere, (there, id) => there.And(places.In(id)));

    private static bool Names(IEnumerable<Placement?> items) => items.Any(at => at?.PartId is not null);

    private bool ReachesNamed(Trial trial) => request.DeviceIds.All(d => pod.Devices[d].ReachedFrom.Contains(trial.System.RackId));

    private bool HasProcessors(Trial trial)
    {
        trial.Accelerators = HasCpus(trial.System) ? AcceleratorsOf(trial.System) : null;
        return trial.Accelerators is not null;
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

    // Built-in drives come first: where they suffice it does not matter what else the rack reaches.
    private Scope ScopeOfDrives(Trial trial) =>
        Names(request.LocalDrives.Select(d => d.At)) || request.LocalDrives.Any(d => d.SerialNumber is not null) ? Scope.System
        : DriveChoice.Find(trial.System, request.LocalDrives, []) is null ? Scope.Rack
        : Scope.Kind;

    // Modules and cards of the pool, where they may serve at all.
    private IReadOnlyList<PooledDevice> MayBePooled(ComputerSystem system) =>
        request.MayPool ? [.. ReachedFrom(system).Where(d => d.Memory is not null || d.Nic is not null)] : [];

    private bool HasMemory(Trial trial)
    {
        trial.Memory = MemoryOf(trial.System);
        return trial.Memory is not null;
    }

    private IReadOnlyList<PooledDevice>? MemoryOf(ComputerSystem system) =>
        MemoryChoice.Find(system.Memory, request.Memory, request.Memory.Count == 0 ? [] : MayBePooled(system));

    private bool HasDrives(Trial trial)
    {
        trial.Drives = DrivesOf(trial.System);
        return trial.Drives is not null;
    }

    private DriveChoice? DrivesOf(ComputerSystem system)
    {
        if (request.LocalDrives.Count == 0)
        {
            return DriveChoice.Nothing;
        }

        if (!_usefulDrives.TryGetValue(system.RackId, out var pooled))
        {
            _usefulDrives[system.RackId] = pooled = DriveChoice.Useful(request.LocalDrives, ReachedFrom(system));
        }

        return DriveChoice.Find(system, request.LocalDrives, pooled);
    }

    private bool HasEthernet(Trial trial)
    {
        trial.Nics = NicsOf(trial.System);
        return trial.Nics is not null;
    }

    private IReadOnlyList<PooledDevice> CardsOf(ComputerSystem system, IReadOnlyList<EthernetInterface> nics) =>
        nics.Count == 0 ? [] : [.. MayBePooled(system).Where(d => d.Nic is { } nic && nics.Contains(nic))];

    private IReadOnlyList<EthernetInterface>? NicsOf(ComputerSystem system)
    {
        // NVMe over fabrics needs RDMA at one of the interfaces that were asked for.
        var needsRdma = request.RemoteDrive is { Protocol: RemoteProtocol.NVMeOverFabrics };
        return request.EthernetInterfaces.Count == 0 && !needsRdma ? []
            : needsRdma ? Enumerable.Range(0, request.EthernetInterfaces.Count).Select(item => NicsOf(system, item)).FirstOrDefault(n => n is not null)
            : NicsOf(system, withRdma: null);
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
