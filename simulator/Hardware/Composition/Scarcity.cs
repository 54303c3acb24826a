namespace Simulator.Hardware.Composition;

/// <summary>
/// How much of what a pod has is wasted by giving a system to a request: cores, memory and drives beyond what was asked for, each as a share of the most that a
/// system here has; rare things that nobody asked for, by their rarity; pooled devices, which others could have, by their size or speed.
/// </summary>
internal sealed class Scarcity(Pod pod)
{
    private readonly double _mostCores = Most(pod, s => s.TotalCores);
    private readonly double _mostMemory = Most(pod, s => s.TotalMemoryMiB);
    private readonly double _mostDrives = Most(pod, s => s.Drives.Count);
    private readonly double _mostCapacity = Most(pod, s => s.Drives.Sum(d => (double)d.CapacityGiB));
    private readonly double _largestPooled = Math.Max(1, pod.Devices.Values.Where(d => d.IsDrive).Select(d => d.CapacityGiB).DefaultIfEmpty().Max());
    private readonly double _fastestCard = Math.Max(1, pod.Devices.Values.Select(d => d.Nic?.SpeedMbps ?? 0).DefaultIfEmpty().Max());
    private readonly double _lackTpm = Lacking(pod, HasTpm);
    private readonly double _lackTxt = Lacking(pod, s => s.HasTxt);
    private readonly double _lackPersistence = Lacking(pod, HasPersistence);
    private readonly double _lackPerformance = Lacking(pod, HasPerformance);

    /// <summary>To be compared: less is better. Of equal waste fewer blocks, then the smaller system.</summary>
    public (double Waste, int Blocks, int MemoryMiB, int Cores, int CapacityGiB) Waste(Trial trial, AllocationRequest request)
    {
        var system = trial.System;
        var cores = Math.Max(request.TotalCores ?? 0, request.Processors.Where(p => p.IsBuiltIn).Sum(p => p.TotalCores ?? 1));
        var memory = Math.Max(request.TotalMemoryMiB ?? 0, request.Memory.Sum(m => (double)(m.CapacityMiB ?? 0)));
        var idle = system.Drives.Except(trial.Drives?.BuiltIn ?? []).ToList();
        var waste = (Math.Max(0, system.TotalCores - cores) / _mostCores)
            + (Math.Max(0, system.TotalMemoryMiB + (trial.Memory ?? []).Sum(d => (double)d.Memory!.CapacityMiB) - memory) / _mostMemory)
            + (((idle.Count / _mostDrives) + (idle.Sum(d => (double)d.CapacityGiB) / _mostCapacity)) / 2)
            + ((trial.Drives?.Pooled ?? []).Sum(d => (double)d.CapacityGiB) / _largestPooled)
            + (trial.Cards ?? []).Sum(d => d.Nic!.SpeedMbps / _fastestCard)
            + Unasked(system, request);
        return (waste, trial.Devices.Count(), system.TotalMemoryMiB, system.TotalCores, system.Drives.Sum(d => d.CapacityGiB));
    }

    private double Unasked(ComputerSystem system, AllocationRequest request) =>
        (HasTpm(system) && request.Security is not ({ TpmPresent: true } or { TpmInterface: not null }) ? _lackTpm : 0)
        + (system.HasTxt && request.Security.TxtEnabled is not true ? _lackTxt : 0)
        + (HasPersistence(system) && request.Memory.All(m => m.MemoryType is null or MemoryModule.Dram) ? _lackPersistence : 0)
        + (HasPerformance(system) && request.PerformanceConfigurations.Count == 0 ? _lackPerformance : 0);

    private static bool HasTpm(ComputerSystem system) => system.TpmInterface is not null;

    private static bool HasPersistence(ComputerSystem system) => system.Memory.Any(m => m.IsPersistent);

    private static bool HasPerformance(ComputerSystem system) => system.PerformanceConfigurations.Count > 0;

    private static double Most(Pod pod, Func<ComputerSystem, double> of) => Math.Max(1, pod.Systems.Values.Select(of).DefaultIfEmpty().Max());

    private static double Lacking(Pod pod, Func<ComputerSystem, bool> has) => pod.Systems.Values.Count(s => !has(s)) / Math.Max(1.0, pod.Systems.Count);
}
