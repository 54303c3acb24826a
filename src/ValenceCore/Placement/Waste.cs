namespace ValenceCore.Placement;

/// <summary>What a system has beyond what is wanted.</summary>
internal static class Waste
{
    /// <summary>Gibibytes of memory that weigh as much as one core.</summary>
    private const double GiBPerCore = 4;

    /// <summary>In cores.</summary>
    public static double Of(PodSystem system, Requirements wanted) =>
        system.Cores - (wanted.TotalCores ?? 0) + ((system.MemoryGiB - ((wanted.MemoryMiB ?? 0) / 1024.0)) / GiBPerCore);

    /// <summary>The system that a pod most likely gives, as it is what pods and drivers do; null where none fits.</summary>
    public static PodSystem? Least(SystemMatch? match, Requirements wanted) => match?.Fitting.MinBy(system => Of(system, wanted));
}
