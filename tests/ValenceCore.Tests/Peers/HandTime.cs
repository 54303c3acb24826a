namespace ValenceCore.Tests.Peers;

/// <summary>A clock that a test moves. Timers ring once, within the move.</summary>
internal sealed class HandTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private DateTimeOffset now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            var alarm = new Alarm(this, () => callback(state), dueTime, now + dueTime);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                alarms.Add(alarm);
            }

            return alarm;
        }
    }

    public void Advance(TimeSpan span)
    {
        List<Alarm> due;
        lock (gate)
        {
            now += span;
            due = alarms.FindAll(alarm => alarm.Due <= now);
            alarms.RemoveAll(due.Contains);
        }

        due.ForEach(alarm => alarm.Ring());
    }

    /// <summary>Waits until somebody waits for exactly so long: what he does between two waits is done then.</summary>
    public Task RestAsync(TimeSpan wait) => Wait.UntilAsync(
        async () =>
        {
            await Task.Yield();
            lock (gate)
            {
                return alarms.Exists(alarm => alarm.Wait == wait);
            }
        },
        rests => rests);

    private sealed class Alarm(HandTime clock, Action ring, TimeSpan wait, DateTimeOffset due) : ITimer
    {
        public TimeSpan Wait => wait;

        public DateTimeOffset Due => due;

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
