namespace Simulator.Time;

/// <summary>
/// Says "something is running": while a hold is open the virtual clock does not jump. A hold that itself waits for
/// simulated time steps aside with <see cref="DelayAsync"/>, or it would wait for a clock that waits for it.
/// </summary>
public sealed class ClockHold : IDisposable
{
    private readonly SimulatorClock _clock;
    private readonly Lock _lock = new();
    private int _aside;
    private bool _isClosed;
    private string? _id;

    internal ClockHold(SimulatorClock clock) => _clock = clock;

    /// <summary>
    /// Name under which another party in the same process can go on with this hold (see <see cref="SimulatorClock.Adopt"/>).
    /// Few holds are ever asked for it, so it is made when one is.
    /// </summary>
    public string Id
    {
        get
        {
            lock (_lock)
            {
                return _id ??= _isClosed ? "closed" : _clock.Remember(this);
            }
        }
    }

    /// <summary>Waits for simulated time without holding the clock meanwhile.</summary>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellation) => StepAsideAsync(Task.Delay(delay, _clock, cancellation));

    /// <summary>Waits for something that may need simulated time, without holding the clock meanwhile.</summary>
    public async Task StepAsideAsync(Task other)
    {
        // Whoever ends the wait holds the clock again at once, in the name of the one who waits: he may not even have begun to, on a busy machine,
        // and a clock that nobody holds would go on past what he has to do now.
        var back = other.ContinueWith(
            static (_, hold) => ((ClockHold)hold!).ComeBack(), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        StandAside();
        await back;
        await other;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
            if (_id is { } id)
            {
                _clock.Forget(id);
            }

            if (_aside == 0)
            {
                _clock.Leave();
            }
        }
    }

    // A hold can be used by two parties (see Adopt), so it may stand aside twice at once and be closed meanwhile; the clock
    // counts it once in any case.
    private void StandAside()
    {
        lock (_lock)
        {
            if (_aside++ == 0 && !_isClosed)
            {
                _clock.Leave();
            }
        }
    }

    private void ComeBack()
    {
        lock (_lock)
        {
            if (--_aside == 0 && !_isClosed)
            {
                _clock.Enter();
            }
        }
    }
}
