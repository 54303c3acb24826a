namespace Simulator.Hardware.Composition;

/// <summary>
/// Finds the system and the pooled devices for a request. Filters narrow the systems in the order of the Intel RSD pod
/// manager and are counted; of the systems that remain the smallest is taken, so that big machines stay free.
/// </summary>
/// <param name="mayTake">Whether a system or device of that id is free for who asks.</param>
internal sealed class Allocator(Pod pod, Func<string, bool> mayTake)
{
    public (ComputerSystem System, IReadOnlyList<PooledDevice> Devices)? Find(
        AllocationRequest request, out IReadOnlyList<FilterCount> counts, out string reason)
    {
        var cpus = request.Processors.Where(p => p.Type is null or "CPU").ToList();
        var accelerators = request.Processors.Where(p => p.Type is "GPU" or "FPGA").ToList();
        var freeDevices = pod.Devices.Values.Where(d => mayTake(d.Id) && !request.DeviceIds.Contains(d.Id) && d.State is { Health: Health.OK, Erasure: null }).ToList();
        (string Name, string Why, Func<ComputerSystem, bool> Keeps)[] filters =
        [
            ("online systems", "All systems are held by composed nodes.", s => mayTake(s.Id)),
            ("status", "No free system is healthy.", s => s.State.Health == Health.OK),
            ("resource", "The resources named in the request are not in one free system.", s => (request.SystemId ?? s.Id) == s.Id && Items(request).All(i => IsInNamedSystem(i, s))),
            ("chassis", request.DeviceIds.Count == 0 ? "No free system lies in the chassis named in the request." : "No free system there reaches the devices named in the request.",
                s => (request.RackId ?? s.RackId) == s.RackId && Items(request).All(i => IsInChassis(i, s))
                    && request.DeviceIds.All(d => pod.Devices[d].ReachedFrom.Contains(s.RackId))),
            ("processors", "No free system has the processors, or reaches the free accelerators, that are asked for.",
                s => HasProcessors(s, cpus) && Accelerators(s, accelerators, freeDevices) is not null),
            ("memory", "No free system has the memory that is asked for.", s => HasMemory(s, request.Memory)),
            ("local drives", "No free system has, or reaches free and erased, the drives that are asked for.",
                s => Drives(s, request.LocalDrives, freeDevices) is not null),
            ("ethernet interfaces", "No free system has the network interfaces that are asked for.",
                s => HasEthernet(s, request.EthernetInterfaces)),
            ("system attributes", "No free system has the total cores and memory that are asked for.",
                s => s.TotalCores >= (request.TotalCores ?? 0) && s.TotalMemoryMiB >= (request.TotalMemoryMiB ?? 0)),
        ];

        var left = pod.Systems.Values.ToList();
        var counted = new List<FilterCount>();
        counts = counted;
        foreach (var (name, why, keeps) in filters)
        {
            left = left.FindAll(s => keeps(s));
            counted.Add(new FilterCount(name, left.Count));
            if (left.Count == 0)
            {
                reason = why;
                return null;
            }
        }

        reason = "";
        var system = left.OrderBy(s => s.TotalMemoryMiB).ThenBy(s => s.TotalCores).ThenBy(s => s.Drives.Sum(d => d.CapacityGiB)).First();
        return (system, [.. Accelerators(system, accelerators, freeDevices)!, .. Drives(system, request.LocalDrives, freeDevices)!]);
    }

    private static IEnumerable<Placement> Items(AllocationRequest request) =>
        request.Processors.Select(p => p.At)
            .Concat(request.Memory.Select(m => m.At))
            .Concat(request.LocalDrives.Select(d => d.At))
            .Concat(request.EthernetInterfaces.Select(e => e.At))
            .OfType<Placement>();

    private static bool IsInNamedSystem(Placement at, ComputerSystem system) => at.SystemId is null || at.SystemId == system.Id;

    private static bool IsInChassis(Placement at, ComputerSystem system) =>
        at.ChassisId is null || at.ChassisId == system.Id || at.ChassisId == system.DrawerId || at.ChassisId == system.RackId;

    private static bool IsNamed(Placement? at, string partId) => at?.PartId is null || at.PartId == partId;

    private static bool HasProcessors(ComputerSystem system, List<ProcessorRequest> asked) =>
        Matching.Find(asked, [.. system.Processors.OrderBy(p => p.Cores)], (item, cpu) =>
            IsNamed(item.At, cpu.Id)
            && (item.Model is null || item.Model == cpu.Model)
            && (item.Brand is null || item.Brand == cpu.Brand)
            && item.InstructionSet is null or Processor.InstructionSet
            && cpu.Cores >= (item.TotalCores ?? 0)
            && cpu.SpeedMHz >= (item.SpeedMHz ?? 0)) is not null;

    // A request item is a group of modules: its capacity is met by the sum of those that satisfy its other fields.
    private static bool HasMemory(ComputerSystem system, IReadOnlyList<MemoryRequest> asked)
    {
        var left = system.Memory.OrderByDescending(m => m.CapacityMiB).ToList();

        // Named modules first, or an item that takes any would leave none for the one that takes only this.
        foreach (var item in asked.OrderBy(i => i.At?.PartId is null).ThenByDescending(i => i.CapacityMiB ?? 0))
        {
            var needed = item.CapacityMiB ?? 1;
            foreach (var module in left.Where(m => Suits(item, m)).ToList())
            {
                if (needed <= 0)
                {
                    break;
                }

                needed -= module.CapacityMiB;
                left.Remove(module);
            }

            if (needed > 0)
            {
                return false;
            }
        }

        return true;

        static bool Suits(MemoryRequest item, MemoryModule module) =>
            IsNamed(item.At, module.Id)
            && (item.DeviceType is null || item.DeviceType == module.DeviceType)
            && (item.Manufacturer is null || item.Manufacturer == module.Manufacturer)
            && module.SpeedMHz >= (item.SpeedMHz ?? 0);
    }

    private static bool HasEthernet(ComputerSystem system, IReadOnlyList<EthernetRequest> asked) =>
        Matching.Find(asked, [.. system.EthernetInterfaces.OrderBy(e => e.SpeedMbps)], (item, nic) =>
            IsNamed(item.At, nic.Id)
            && nic.SpeedMbps >= (item.SpeedMbps ?? 0)
            && (item.MacAddress is null || string.Equals(item.MacAddress, nic.MacAddress, StringComparison.OrdinalIgnoreCase))) is not null;

    private static IReadOnlyList<PooledDevice>? Accelerators(
        ComputerSystem system, List<ProcessorRequest> asked, List<PooledDevice> free) =>
        Matching.Find(asked, free.FindAll(d => d.ReachedFrom.Contains(system.RackId)), (item, device) =>
            device.Kind.ToString() == item.Type
            && IsNamed(item.At, device.Id)
            && (item.Model is null || item.Model == device.Model));

    /// <returns>The pooled drives that are needed; null when the drives cannot be had.</returns>
    private static List<PooledDevice>? Drives(ComputerSystem system, IReadOnlyList<DriveRequest> asked, List<PooledDevice> free)
    {
        // Built-in drives first, then pooled ones, small before large.
        var assets = system.Drives.OrderBy(d => d.CapacityGiB).Select(d => new DriveAsset(d, null))
            .Concat(free.Where(d => d.Kind == PooledDeviceKind.NVMe && d.ReachedFrom.Contains(system.RackId))
                .OrderBy(d => d.CapacityGiB).Select(d => new DriveAsset(null, d)))
            .ToList();
        return Matching.Find(asked, assets, (item, asset) => asset.Suits(item)) is { } found
            ? [.. found.Select(a => a.Pooled).OfType<PooledDevice>()]
            : null;
    }

    private sealed record DriveAsset(LocalDrive? Local, PooledDevice? Pooled)
    {
        public bool Suits(DriveRequest item) => Local is { } local
            ? item.Pooled is not true
                && IsNamed(item.At, local.Id)
                && local.CapacityGiB >= (item.CapacityGiB ?? 0)
                && (item.MediaType is null || item.MediaType == local.MediaType)
                && (item.Protocol is null || item.Protocol == local.Protocol)
                && (item.MinRpm is null || local.RotationSpeedRpm >= item.MinRpm)
                && (item.SerialNumber is null || item.SerialNumber == local.SerialNumber)
            : item.Pooled is not false
                && IsNamed(item.At, Pooled!.Id)
                && (Pooled.State.Erased || item.At?.PartId == Pooled.Id)
                && Pooled.CapacityGiB >= (item.CapacityGiB ?? 0)
                && item.MediaType is null or "SSD"
                && item.Protocol is null or "NVMe"
                && item.MinRpm is null
                && (item.SerialNumber is null || item.SerialNumber == Pooled.SerialNumber);
    }
}
