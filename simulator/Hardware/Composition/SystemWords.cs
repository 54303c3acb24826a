using System.Globalization;

namespace Simulator.Hardware.Composition;

/// <summary>What a system has, for people who ask why it did not do.</summary>
internal static class SystemWords
{
    public static string Processors(ComputerSystem system, IReadOnlyList<PooledDevice> reached)
    {
        var cpus = system.Processors.GroupBy(p => (p.Model, p.Cores, p.SpeedMHz)).Select(g => $"{g.Count()} x {g.Key.Model} ({g.Key.Cores} cores, {g.Key.SpeedMHz} MHz)");
        var cards = reached.Where(d => d.IsProcessor).GroupBy(d => d.Kind).Select(g => $"{g.Count()} free {g.Key}");
        return $"has {string.Join(", ", cpus)}; reaches {string.Join(", ", cards.DefaultIfEmpty("no free accelerators"))}";
    }

    public static string Memory(ComputerSystem system, IReadOnlyList<PooledDevice> reached)
    {
        var modules = system.Memory.GroupBy(m => (m.CapacityMiB, m.MemoryType, m.DeviceType, m.SpeedMHz))
            .Select(g => $"{g.Count()} x {g.Key.CapacityMiB} MiB {g.Key.MemoryType} {g.Key.DeviceType} {g.Key.SpeedMHz} MHz");
        var pooled = reached.Where(d => d.Memory is not null).GroupBy(d => (d.Memory!.CapacityMiB, d.Memory.DeviceType)).Select(g => $"{g.Count()} x {g.Key.CapacityMiB} MiB {g.Key.DeviceType}");
        return $"has {string.Join(", ", modules.DefaultIfEmpty("no memory"))}{Reaching(pooled)}";
    }

    public static string Drives(ComputerSystem system, IReadOnlyList<PooledDevice> reached)
    {
        var drives = system.Drives.GroupBy(d => (d.CapacityGiB, d.Protocol, d.MediaType)).Select(g => $"{g.Count()} x {g.Key.CapacityGiB} GiB {g.Key.Protocol} {g.Key.MediaType}");
        var pooled = reached.Where(d => d.Kind == PooledDeviceKind.NVMe && d.State.Erased).GroupBy(d => d.CapacityGiB).Select(g => $"{g.Count()} x {g.Key} GiB");
        return $"has {string.Join(", ", drives.DefaultIfEmpty("no drives"))}; reaches {string.Join(", ", pooled.DefaultIfEmpty("no free drives"))}";
    }

    public static string Nics(ComputerSystem system, IReadOnlyList<PooledDevice> reached)
    {
        var nics = system.EthernetInterfaces.GroupBy(e => (e.SpeedMbps, e.HasRdma, IsCabled: e.SwitchPort is not null))
            .Select(g => $"{g.Count()} x {g.Key.SpeedMbps} Mbps{(g.Key.HasRdma ? " with RDMA" : "")}{(g.Key.IsCabled ? "" : " without a cable")}");
        var pooled = reached.Where(d => d.Nic is not null).GroupBy(d => d.Nic!.SpeedMbps).Select(g => $"{g.Count()} x {g.Key} Mbps");
        return $"has {string.Join(", ", nics.DefaultIfEmpty("no interfaces"))}{Reaching(pooled)}";
    }

    // Of pools that may not serve there is nothing to say.
    private static string Reaching(IEnumerable<string> pooled) => pooled.ToList() is { Count: > 0 } some ? $"; reaches {string.Join(", ", some)}" : "";

    public static string Attributes(ComputerSystem system) => string.Create(
        CultureInfo.InvariantCulture,
        $"has {system.TotalCores} cores, {system.TotalMemoryMiB} MiB, {string.Join(" and ", system.PerformanceConfigurations.DefaultIfEmpty("no performance configurations"))}");

    public static string Security(ComputerSystem system) =>
        $"has {system.TpmInterface ?? "no trusted module"}, trusted execution is {(system.HasTxt ? "on" : "off")}";
}
