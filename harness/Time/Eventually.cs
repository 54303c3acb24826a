namespace Harness.Time;

/// <summary>Waits, with a deadline in real time, for something that the lab will show; a failure tells what was seen instead.</summary>
public static class Eventually
{
    private static readonly TimeSpan Deadline = Patience.Of(seconds: 20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <param name="what">In words, for the failure.</param>
    /// <param name="read">Looks once.</param>
    /// <param name="holds">Whether that is what is waited for.</param>
    /// <exception cref="TimeoutException">It was not seen in time.</exception>
    public static async Task<T> SeeAsync<T>(string what, Func<Task<T>> read, Func<T, bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await read();
            if (holds(seen))
            {
                return seen;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Deadline)
            {
                throw new TimeoutException($"Not seen within {Deadline.TotalSeconds} s: {what}. Seen last: {seen}");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
