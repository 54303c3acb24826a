namespace Simulator.Hardware;

/// <summary>What a system takes, in watts, and has taken, in watt-hours. Both follow from its state and the time alone.</summary>
public static class SystemPower
{
    /// <summary>What it takes when it is off.</summary>
    public const double StandbyWatts = 8;

    private const double BoardWatts = 55;

    /// <summary>What it takes when it runs and does nothing.</summary>
    public static double IdleWatts(ComputerSystem system) =>
        BoardWatts + Spread.Tenths(system.SerialNumber, 10) + (system.TotalCores * 1.5) + (system.Memory.Count * 2) + (system.Drives.Count * 5);

    /// <summary>What it takes when all of it is busy.</summary>
    public static double PeakWatts(ComputerSystem system) =>
        IdleWatts(system) + (system.TotalCores * 3.5) + (system.Memory.Count * 2.5) + (system.Drives.Count * 3);

    /// <summary>The least power limit that it can keep: below, it would not run at all.</summary>
    public static double LeastLimitWatts(ComputerSystem system) => Math.Ceiling(IdleWatts(system));

    public static double Watts(ComputerSystem system, SystemState state, DateTimeOffset now, TimeSpan boot)
    {
        if (!state.HasMains)
        {
            return 0;
        }

        if (state.Power == PowerState.Off)
        {
            return StandbyWatts;
        }

        var load = Workload.Of(system.SerialNumber, state.Power, BootProgress.At(state.Power, state.PowerSince, now, boot), now);
        return Math.Min(At(system, load), Cap(state));
    }

    /// <summary>All that has added up since the pod started.</summary>
    /// <param name="started">When the pod started.</param>
    public static Metered Meter(ComputerSystem system, SystemState state, DateTimeOffset now, TimeSpan boot, DateTimeOffset started)
    {
        var before = state.Metered;
        var from = before.Since ?? started;
        return new Metered(
            before.WattHours + (WattSeconds(system, state, from, now, boot) / 3600),
            before.BusySeconds + BusySeconds(system, state, from, now, boot),
            before.OnSeconds + (state.Power == PowerState.Off ? 0 : (now - from).TotalSeconds),
            now);
    }

    // From the last change of the state on: since then only time has passed.
    private static double WattSeconds(ComputerSystem system, SystemState state, DateTimeOffset from, DateTimeOffset to, TimeSpan boot)
    {
        if (state.Power == PowerState.PoweringOn && state.PowerSince is { } start)
        {
            return BootProgress.Timeline(start, boot)
                .Sum(s => Overlap(s.Begins, s.Ends, from, to) * Math.Min(At(system, Workload.Of(s.Stage)), Cap(state)));
        }

        if (state.Power == PowerState.On)
        {
            var share = Workload.SwingOf(system.SerialNumber);
            return Sum(share with { Low = At(system, share.Low), High = At(system, share.High) }, state.PowerSince ?? from, from, to, Cap(state));
        }

        return (to - from).TotalSeconds * Watts(system, state, from, boot);
    }

    private static double BusySeconds(ComputerSystem system, SystemState state, DateTimeOffset from, DateTimeOffset to, TimeSpan boot) => state.Power switch
    {
        PowerState.PoweringOn when state.PowerSince is { } start =>
            BootProgress.Timeline(start, boot).Sum(s => Overlap(s.Begins, s.Ends, from, to) * Workload.Of(s.Stage)),
        PowerState.On => Sum(Workload.SwingOf(system.SerialNumber), state.PowerSince ?? from, from, to, cap: 1),
        _ => 0,
    };

    private static double Sum(Swing swing, DateTimeOffset since, DateTimeOffset from, DateTimeOffset to, double cap) =>
        swing.SumUntil((to - since).TotalSeconds, cap) - swing.SumUntil((from - since).TotalSeconds, cap);

    private static double At(ComputerSystem system, double load) => IdleWatts(system) + ((PeakWatts(system) - IdleWatts(system)) * load);

    private static double Cap(SystemState state) => state.PowerLimitWatts ?? double.PositiveInfinity;

    private static double Overlap(DateTimeOffset begins, DateTimeOffset ends, DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = (begins > from ? begins : from, ends < to ? ends : to);
        return last > first ? (last - first).TotalSeconds : 0;
    }
}

/// <summary>What has added up until the last change; from then on it follows from the time.</summary>
/// <param name="BusySeconds">Load times seconds.</param>
/// <param name="OnSeconds">How long it was not off.</param>
/// <param name="Since">When that change was; null before the first.</param>
public sealed record Metered(double WattHours, double BusySeconds, double OnSeconds, DateTimeOffset? Since)
{
    public static Metered Nothing { get; } = new(0, 0, 0, Since: null);
}
