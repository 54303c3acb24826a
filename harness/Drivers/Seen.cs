using Valence.DriverContract;

namespace Harness.Drivers;

/// <summary>Sentences about what a verb did, in the words that a report prints.</summary>
public static class Seen
{
    public static void That(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new PromiseBrokenException(otherwise);
        }
    }

    /// <summary>Calls a verb that must fail in one of these ways.</summary>
    public static async Task<Failure> FailureAsync(Bench bench, Func<Task> verb, params DriverFault[] kinds)
    {
        var promised = string.Join(" or ", kinds);
        try
        {
            await verb();
        }
        catch (DriverException exception)
        {
            That(kinds.Contains(exception.Kind), $"failed as {exception.Kind} where {promised} is promised: {exception.Failure.Detail}");
            That(!string.IsNullOrWhiteSpace(exception.Failure.Detail), $"failed as {exception.Kind} without saying why");
            That(bench.Settings.Password.Length == 0 || !exception.Failure.Detail.Contains(bench.Settings.Password, StringComparison.Ordinal),
                "the failure tells the password");
            That(exception.Kind != DriverFault.Refused || exception.Failure.Status is >= 400 and < 500 or 501,
                $"a refusal has status {exception.Failure.Status}, which is not the caller's");
            return exception.Failure;
        }
        catch (OperationCanceledException)
        {
            throw new PromiseBrokenException($"says that it was cancelled, which nobody did, where {promised} is promised");
        }

        throw new PromiseBrokenException($"ended well where {promised} is promised");
    }

    /// <summary>Calls a verb while the pod keeps silent, and cancels it.</summary>
    public static async Task CancellationAsync(Bench bench, Func<CancellationToken, Task> verb)
    {
        using var before = new CancellationTokenSource();
        await before.CancelAsync();
        await StopsAsync(bench, () => verb(before.Token), "before it began");

        using var during = new CancellationTokenSource();
        using (bench.Tap.Meddle(Wire.Meddling.Hang))
        {
            var running = verb(during.Token);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            await during.CancelAsync();
            await StopsAsync(bench, () => running, "while the pod kept silent");
        }
    }

    /// <summary>Fits text of a list into a report.</summary>
    public static string Listed(IEnumerable<string> items, int most = 4)
    {
        var all = items.ToList();
        return all.Count == 0 ? "none" : string.Join(", ", all.Take(most)) + (all.Count > most ? $" … ({all.Count})" : "");
    }

    private static async Task StopsAsync(Bench bench, Func<Task> running, string when)
    {
        try
        {
            await running().WaitAsync(bench.Settings.Grace, TimeProvider.System);
        }
        catch (OperationCanceledException)
        {
            // As promised.
        }
        catch (TimeoutException)
        {
            throw new PromiseBrokenException($"still ran {bench.Settings.Grace.TotalSeconds:0.#} s after it was cancelled {when}");
        }
        catch (DriverException exception)
        {
            throw new PromiseBrokenException($"tells a cancellation {when} as a failure of the pod ({exception.Kind}: {exception.Failure.Detail})");
        }
    }
}
