namespace Simulator.Hardware.Composition;

/// <summary>A system on its way through the filters, with what it would get; filled in as they pass.</summary>
internal sealed class Trial(ComputerSystem system, int place)
{
    /// <summary>In the order of the rack file.</summary>
    public int Place => place;

    public ComputerSystem System => system;

    public IReadOnlyList<PooledDevice> Accelerators { get; set; } = [];

    public DriveChoice Drives { get; set; } = new([], []);

    /// <summary>The NIC of each item of the request.</summary>
    public IReadOnlyList<EthernetInterface> Nics { get; set; } = [];

    /// <summary>Modules of the pool, beside those built in.</summary>
    public IReadOnlyList<PooledDevice> Memory { get; set; } = [];

    /// <summary>Network cards of the pool, likewise.</summary>
    public IReadOnlyList<PooledDevice> Cards { get; set; } = [];

    public IEnumerable<PooledDevice> Devices => Accelerators.Concat(Drives.Pooled).Concat(Memory).Concat(Cards);
}

/// <summary>One requirement that systems meet or not.</summary>
/// <param name="Name">In the words of the Intel RSD pod manager.</param>
/// <param name="Reason">What it looked for and did not find, in one sentence, when it leaves nothing.</param>
/// <param name="Keeps">Whether a system meets it.</param>
/// <param name="WhatItHas">Why a system does not: what it has instead.</param>
/// <param name="IsOfTheSystem">It asks for what this very system is or does; all else is the same for systems of one kind in one rack.</param>
internal sealed record AllocationFilter(string Name, string Reason, Func<Trial, bool> Keeps, Func<ComputerSystem, string> WhatItHas, bool IsOfTheSystem = false);

/// <summary>What a request gets.</summary>
internal sealed record AllocationChoice(
    ComputerSystem System, IReadOnlyList<PooledDevice> Devices, IReadOnlyList<NicVlans> Vlans, NodeVolume? Volume);

/// <summary>A request after all filters: who passed which, and what came of it.</summary>
/// <param name="Steps">Up to the filter that left nothing: who passed and who did not.</param>
/// <param name="Choice">Null when it was refused.</param>
internal sealed record AllocationRun(
    IReadOnlyList<AllocationStep> Steps, AllocationChoice? Choice, AllocationLack Lack = AllocationLack.System, string Reason = "")
{
    public IReadOnlyList<FilterCount> Counts => [.. Steps.Select(s => new FilterCount(s.Filter.Name, s.Left.Count))];
}

internal sealed record AllocationStep(AllocationFilter Filter, Candidates Left, Candidates Dropped);
