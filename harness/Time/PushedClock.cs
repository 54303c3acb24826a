namespace Harness.Time;

/// <summary>
/// Runs as real time does, and can be pushed on: what would have become due meanwhile becomes due at once. Short pauses need no scenario to think
/// of them, long intervals need nobody to wait.
/// </summary>
public sealed class PushedClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<Alarm> _alarms = [];
    private TimeSpan _pushed;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return System.GetUtcNow() + _pushed;
        }
    }

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return System.GetTimestamp() + (long)(_pushed.TotalSeconds * System.TimestampFrequency);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Alarm(this, callback, state, dueTime, period);

    public void Push(TimeSpan span)
    {
        List<Alarm> alarms;
        lock (_gate)
        {
            _pushed += span;
            alarms = [.. _alarms];
        }

        alarms.ForEach(alarm => alarm.Pushed());
    }

    /// <summary>A timer of real time that is set anew whenever the clock is pushed.</summary>
    private sealed class Alarm : ITimer
    {
        private readonly PushedClock _clock;
        private readonly ITimer _timer;
        private DateTimeOffset? _due;
        private TimeSpan _period;

        public Alarm(PushedClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _clock = clock;
            _timer = System.CreateTimer(
                _ =>
                {
                    Next();
                    callback(state);
                },
                null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_clock._gate)
            {
                _clock._alarms.Add(this);
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : System.GetUtcNow() + _clock._pushed + dueTime;
                _period = period;
                return _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }

        public void Pushed()
        {
            lock (_clock._gate)
            {
                if (_due is { } due && _clock._alarms.Contains(this))
                {
                    var left = due - System.GetUtcNow() - _clock._pushed;
                    _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
                }
            }
        }

        public void Dispose()
        {
            lock (_clock._gate)
            {
                _clock._alarms.Remove(this);
            }

            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Next()
        {
            lock (_clock._gate)
            {
                if (_period > TimeSpan.Zero && _clock._alarms.Contains(this))
                {
                    Change(_period, _period);
                }
                else
                {
                    _due = null;
                }
            }
        }
    }
}
