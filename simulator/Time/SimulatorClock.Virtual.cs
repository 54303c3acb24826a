namespace Simulator.Time;

/// <content>Virtual time: a queue of due moments and the pump that moves from one to the next.</content>
public sealed partial class SimulatorClock
{
    // Two quiet looks in a row, a millisecond apart, are taken for rest. The patience bounds the wait when something
    // unrelated keeps the thread pool busy for ever.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Lock _virtualLock = new();
    private readonly PriorityQueue<DueMoment, (long Due, long Order)> _due = new();
    private readonly Queue<(long Until, TaskCompletionSource Reached)> _advances = new();
    private readonly ManualResetEventSlim _wake = new(initialState: false);
    private Thread? _pump;
    private long _virtualTicks;
    private long _timerOrder;
    private int _foregroundDue;
    private bool _frozen;
    private volatile bool _stopping;

    /// <summary>True while the virtual clock moves by <see cref="AdvanceAsync"/> alone.</summary>
    public bool IsFrozen
    {
        get
        {
            lock (_virtualLock)
            {
                return _frozen;
            }
        }
    }

    /// <summary>Stops the virtual clock from jumping by itself. Only virtual clocks can be frozen.</summary>
    public void Freeze() => SetFrozen(frozen: true);

    /// <summary>Lets the virtual clock jump again.</summary>
    public void Unfreeze() => SetFrozen(frozen: false);

    /// <summary>
    /// Moves a virtual clock by <paramref name="span"/>, stopping at every due moment on the way until what it started has
    /// come to rest; completes when the moment is reached and the world is quiet.
    /// </summary>
    public Task AdvanceAsync(TimeSpan span)
    {
        RequireVirtual();
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_virtualLock)
        {
            _advances.Enqueue((_virtualTicks + span.Ticks, reached));
        }

        WakePump();
        return reached.Task;
    }

    private void SetFrozen(bool frozen)
    {
        RequireVirtual();
        lock (_virtualLock)
        {
            _frozen = frozen;
        }

        WakePump();
    }

    private void RequireVirtual()
    {
        if (Setting.Mode != ClockMode.Virtual)
        {
            throw new InvalidOperationException($"Only a virtual clock can be moved or frozen; this one is {Setting}.");
        }
    }

    private VirtualTimer CreateVirtualTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, bool isBackground)
    {
        var timer = new VirtualTimer(this, callback, state, isBackground);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Schedule_NeedsLock(VirtualTimer timer, TimeSpan dueTime)
    {
        timer.Generation++;
        if (timer.IsQueued && !timer.IsBackground)
        {
            _foregroundDue--;
        }

        timer.IsQueued = dueTime != Timeout.InfiniteTimeSpan;
        if (timer.IsQueued)
        {
            if (!timer.IsBackground)
            {
                _foregroundDue++;
            }

            _due.Enqueue(new DueMoment(timer, timer.Generation), (_virtualTicks + dueTime.Ticks, _timerOrder++));
        }
    }

    private void StartPump()
    {
        _pump = new Thread(Pump) { IsBackground = true, Name = "virtual clock" };
        _pump.Start();
    }

    private void StopPump()
    {
        _stopping = true;
        WakePump();
        _pump?.Join();
        lock (_virtualLock)
        {
            while (_advances.TryDequeue(out var advance))
            {
                advance.Reached.TrySetCanceled();
            }
        }
    }

    private void WakePump() => _wake.Set();

    private void Pump()
    {
        while (!_stopping)
        {
            if (!HasReasonToMove())
            {
                // Looking for a reason has cleared the signal, and with it perhaps the one to stop.
                if (_stopping)
                {
                    return;
                }

                _wake.Wait(Timeout.InfiniteTimeSpan);
                _wake.Reset();
                continue;
            }

            if (IsAtRest())
            {
                MoveOnce();
            }
        }
    }

    private bool HasReasonToMove()
    {
        _wake.Reset();
        lock (_virtualLock)
        {
            return HasReasonToMove_NeedsLock();
        }
    }

    private bool HasReasonToMove_NeedsLock() => _advances.Count > 0 || (!_frozen && _foregroundDue > 0);

    private bool IsAtRest()
    {
        var since = System.GetTimestamp();
        var quiet = 0;
        var completed = ThreadPool.CompletedWorkItemCount;
        while (!_stopping)
        {
            if (OpenHolds > 0)
            {
                _wake.Wait(Look);
                _wake.Reset();
                since = System.GetTimestamp();
                quiet = 0;
                continue;
            }

            _wake.Wait(Look);
            _wake.Reset();
            var now = ThreadPool.CompletedWorkItemCount;
            quiet = now == completed && ThreadPool.PendingWorkItemCount == 0 && OpenHolds == 0 ? quiet + 1 : 0;
            completed = now;
            if (quiet >= 2 || (OpenHolds == 0 && System.GetElapsedTime(since) > Patience))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One move: to the next due moment (and everything due at it), or to the end of an asked-for advance.</summary>
    private void MoveOnce()
    {
        var fire = new List<VirtualTimer>();
        TaskCompletionSource? reached = null;
        lock (_virtualLock)
        {
            DropStale_NeedsLock();

            // While the world came to rest the reason may have gone: an answer came, and nobody waits for its deadline any more.
            if (OpenHolds > 0 || !HasReasonToMove_NeedsLock())
            {
                return;
            }

            var hasAdvance = _advances.TryPeek(out var advance);
            var hasDue = _due.TryPeek(out _, out var next);
            if (hasAdvance && (!hasDue || next.Due > advance.Until))
            {
                _virtualTicks = Math.Max(_virtualTicks, advance.Until);
                reached = _advances.Dequeue().Reached;
            }
            else if (hasDue)
            {
                _virtualTicks = Math.Max(_virtualTicks, next.Due);
                while (_due.TryPeek(out var entry, out var at) && at.Due <= _virtualTicks)
                {
                    _due.Dequeue();
                    if (entry.IsCurrent)
                    {
                        fire.Add(entry.Timer);
                        Rearm_NeedsLock(entry.Timer);
                    }
                }
            }
        }

        foreach (var timer in fire)
        {
            timer.Fire();
        }

        reached?.TrySetResult();
    }

    private void Rearm_NeedsLock(VirtualTimer timer) =>
        Schedule_NeedsLock(timer, timer.Period > TimeSpan.Zero ? timer.Period : Timeout.InfiniteTimeSpan);

    private void DropStale_NeedsLock()
    {
        while (_due.TryPeek(out var entry, out _) && !entry.IsCurrent)
        {
            _due.Dequeue();
        }
    }

    /// <summary>An entry of the queue; stale once its timer was changed or disposed.</summary>
    private readonly record struct DueMoment(VirtualTimer Timer, long Generation)
    {
        public bool IsCurrent => Timer.IsQueued && Timer.Generation == Generation;
    }

    private sealed class VirtualTimer(SimulatorClock clock, TimerCallback callback, object? state, bool isBackground) : ITimer
    {
        private bool _isDisposed;

        public bool IsBackground => isBackground;

        public long Generation { get; set; }

        public bool IsQueued { get; set; }

        public TimeSpan Period { get; private set; } = Timeout.InfiniteTimeSpan;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._virtualLock)
            {
                if (_isDisposed)
                {
                    return false;
                }

                Period = period;
                clock.Schedule_NeedsLock(this, dueTime);
            }

            clock.WakePump();
            return true;
        }

        public void Dispose()
        {
            lock (clock._virtualLock)
            {
                _isDisposed = true;
                Period = Timeout.InfiniteTimeSpan;
                clock.Schedule_NeedsLock(this, Timeout.InfiniteTimeSpan);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class BackgroundView(SimulatorClock clock) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateVirtualTimer(callback, state, dueTime, period, isBackground: true);
    }
}
