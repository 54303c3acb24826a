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
    private bool _closed;

    internal ClockHold(SimulatorClock clock, string id)
    {
        _clock = clock;
        Id = id;
    }

    /// <summary>Name under which another party in the same process can go on with this hold (see <see cref="SimulatorClock.Adopt"/>).</summary>
    public string Id { get; }

    /// <summary>Waits for simulated time without holding the clock meanwhile.</summary>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellation) => StepAsideAsync(Task.Delay(delay, _clock, cancellation));

    /// <summary>Waits for something that may need simulated time, without holding the clock meanwhile.</summary>
    public async Task StepAsideAsync(Task other)
    {
        StepAside();
        try
        {
            await other;
        }
        finally
        {
            StepBack();
        }
    }

    /// <summary>Closes the hold, also while another party of it has stepped aside.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            _clock.Forget(this);
            if (_aside == 0)
            {
                _clock.Count(-1);
            }
        }
    }

    private void StepAside()
    {
        lock (_lock)
        {
            if (_aside++ == 0 && !_closed)
            {
                _clock.Count(-1);
            }
        }
    }

    private void StepBack()
    {
        lock (_lock)
        {
            if (--_aside == 0 && !_closed)
            {
                _clock.Count(+1);
            }
        }
    }
}
