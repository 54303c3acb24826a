namespace Simulator.Tests.Hardware;

/// <summary>Time that a test moves: timers ring within the move, or not yet.</summary>
internal sealed class HandClock : TimeProvider
{
    private readonly List<Alarm> _alarms = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Timers ring once; nothing under test has periods.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state), _now + dueTime);
        _alarms.Add(alarm);
        return alarm;
    }

    public void Advance(TimeSpan time, bool timersAreLate = false)
    {
        _now += time;
        foreach (var due in timersAreLate ? [] : _alarms.FindAll(a => a.Due <= _now))
        {
            _alarms.Remove(due);
            due.Ring();
        }
    }

    private sealed class Alarm(HandClock clock, Action ring, DateTimeOffset due) : ITimer
    {
        public DateTimeOffset Due => due;

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => clock._alarms.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
