using System.Collections.Concurrent;
using System.Diagnostics;

namespace Simulator.Time;

/// <summary>
/// The one clock of the simulated world. Everything that takes time waits on it through <see cref="TimeProvider"/>.
/// </summary>
/// <remarks>
/// In virtual mode nobody waits for real seconds: when no request is in flight, no step of work runs and the process's
/// thread pool has come to rest, the clock jumps to the next moment for which somebody waits. Timers of the
/// <see cref="Background"/> view (housekeeping that would otherwise drive time for ever) fire when passed but are never a
/// reason to jump. A frozen clock moves by <see cref="AdvanceAsync"/> alone.
/// </remarks>
public sealed partial class SimulatorClock : TimeProvider, IDisposable
{
    /// <summary>Where virtual time begins, so that two runs with one seed show the same times.</summary>
    public static readonly DateTimeOffset VirtualEpoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ConcurrentDictionary<string, ClockHold> _holds = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _realStart;
    private readonly long _realStartTimestamp;
    private int _openHolds;
    private long _lastHoldId;

    public SimulatorClock(ClockSetting setting)
    {
        Setting = setting;
        _realStart = System.GetUtcNow();
        _realStartTimestamp = System.GetTimestamp();
        Background = setting.Mode == ClockMode.Virtual ? new BackgroundView(this) : this;
        if (setting.Mode == ClockMode.Virtual)
        {
            StartPump();
        }
    }

    public ClockSetting Setting { get; }

    /// <summary>The same time, for housekeeping: its timers do not make the virtual clock jump.</summary>
    public TimeProvider Background { get; }

    /// <summary>Holds that are open now: requests in flight and steps being executed.</summary>
    public int OpenHolds => Volatile.Read(ref _openHolds);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Setting.Mode switch
    {
        ClockMode.Virtual => VirtualEpoch.AddTicks(Volatile.Read(ref _virtualTicks)),
        ClockMode.Scaled => _realStart + ElapsedScaled(),
        _ => System.GetUtcNow(),
    };

    public override long GetTimestamp() => Setting.Mode switch
    {
        ClockMode.Virtual => Volatile.Read(ref _virtualTicks),
        _ => ElapsedScaled().Ticks,
    };

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => Setting.Mode switch
    {
        ClockMode.Virtual => CreateVirtualTimer(callback, state, dueTime, period, isBackground: false),
        ClockMode.Scaled => new ScaledTimer(System.CreateTimer(callback, state, ToReal(dueTime), ToReal(period)), this),
        _ => System.CreateTimer(callback, state, dueTime, period),
    };

    /// <summary>Opens a hold: time does not jump until it is disposed.</summary>
    public ClockHold Hold()
    {
        Enter();
        return new ClockHold(this);
    }

    /// <summary>The open hold of that name, if a client in this process opened it for the request that is being served.</summary>
    public ClockHold? Adopt(string id) => _holds.GetValueOrDefault(id);

    public void Dispose() => StopPump();

    internal void Enter() => Interlocked.Increment(ref _openHolds);

    internal void Leave()
    {
        Interlocked.Decrement(ref _openHolds);
        WakePump();
    }

    /// <summary>Gives a hold a name by which it can be adopted.</summary>
    internal string Remember(ClockHold hold)
    {
        var id = $"hold-{Interlocked.Increment(ref _lastHoldId)}";
        _holds[id] = hold;
        return id;
    }

    internal void Forget(string id) => _holds.TryRemove(id, out _);

    private TimeSpan ElapsedScaled() =>
        TimeSpan.FromTicks(Stopwatch.GetElapsedTime(_realStartTimestamp, System.GetTimestamp()).Ticks * Setting.Scale);

    private TimeSpan ToReal(TimeSpan simulated) =>
        simulated == Timeout.InfiniteTimeSpan ? simulated : TimeSpan.FromTicks((simulated.Ticks + Setting.Scale - 1) / Setting.Scale);

    private sealed class ScaledTimer(ITimer timer, SimulatorClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.ToReal(dueTime), clock.ToReal(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
