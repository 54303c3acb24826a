namespace Simulator.Hardware.Composition;

/// <summary>A system on its way through the filters, with what it would get; filled in as they pass (<see cref="AllocationFilters.Complete"/>).</summary>
internal sealed class Trial(ComputerSystem system, int place, Availability availability)
{
    /// <summary>In the order of the rack file.</summary>
    public int Place => place;

    public ComputerSystem System => system;

    public Availability Availability => availability;

    /// <summary>Null until they are looked for, or when they cannot be had.</summary>
    public IReadOnlyList<PooledDevice>? Accelerators { get; set; }

    /// <inheritdoc cref="Accelerators"/>
    public DriveChoice? Drives { get; set; }

    /// <summary>The NIC of each item of the request; null as the others.</summary>
    public IReadOnlyList<EthernetInterface>? Nics { get; set; }

    /// <summary>Modules of the pool, beside those built in; null as the others.</summary>
    public IReadOnlyList<PooledDevice>? Memory { get; set; }

    /// <summary>Network cards of the pool, likewise.</summary>
    public IReadOnlyList<PooledDevice>? Cards { get; set; }

    public IEnumerable<PooledDevice> Devices => [.. Accelerators ?? [], .. Drives?.Pooled ?? [], .. Memory ?? [], .. Cards ?? []];
}

/// <summary>One requirement that systems meet or not.</summary>
/// <param name="Name">In the words of the Intel RSD pod manager.</param>
/// <param name="Reason">What it looked for and did not find, in one sentence, when it leaves nothing.</param>
/// <param name="Keeps">Whether a system meets it.</param>
/// <param name="WhatItHas">Why a system does not: what it has instead.</param>
internal sealed record AllocationFilter(string Name, string Reason, Func<Trial, bool> Keeps, Func<ComputerSystem, string> WhatItHas)
{
    /// <summary>Who lies elsewhere does not meet it.</summary>
    public Run Where { get; init; } = Run.Everywhere;

    /// <summary>Who answers for whom.</summary>
    public Func<Trial, Scope> ScopeOf { get; init; } = _ => Scope.Kind;
}

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
