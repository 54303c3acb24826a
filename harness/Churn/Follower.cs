using System.Globalization;
using Harness.Crashes;
using Harness.Labs;

namespace Harness.Churn;

/// <summary>Sends requests that begin operations, asks another core when one is gone, and follows the operation of a request whose answer was lost.</summary>
internal sealed class Follower(Replicas cores)
{
    private const int MostTries = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <returns>The operation's last state, or the status where the request was refused.</returns>
    public async Task<string> FollowAsync(Func<LabClient, Task<LabReply>> ask)
    {
        for (var turn = 0; ; turn++)
        {
            var reply = await cores.AskAsync(ask);
            if (reply.IsSuccess)
            {
                return "succeeded";
            }

            if ((string?)reply.Body?["operation_id"] is { } operation)
            {
                return await EndAsync(operation);
            }

            if (reply.Status is not (409 or 503) || turn == MostTries)
            {
                return reply.Status.ToString(CultureInfo.InvariantCulture);
            }

            if (!reply.Headers.ContainsKey("Retry-After"))
            {
                // Somebody else is at it, e.g. what a killed core had begun.
                return reply.Status.ToString(CultureInfo.InvariantCulture);
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>Repeats a request until it works, or what it is about is gone.</summary>
    /// <returns>False when it never did.</returns>
    public async Task<bool> InsistAsync(Func<LabClient, Task<LabReply>> ask, Action<string> count)
    {
        for (var turn = 0; turn < MostTries; turn++)
        {
            var end = await FollowAsync(ask);
            count(end);
            if (end is "succeeded" or "404")
            {
                return true;
            }

            await Task.Delay(Pause, TimeProvider.System);
        }

        return false;
    }

    public async Task<string> EndAsync(string operation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await cores.AskAsync(core => core.SendAsync(HttpMethod.Get, $"v1/operations/{operation}"));
            if (seen.IsSuccess && (string)seen.Body!["state"]! is { } state and not ("pending" or "running" or "reverting"))
            {
                return state;
            }

            if (TimeProvider.System.GetElapsedTime(begun) > TimeSpan.FromMinutes(5))
            {
                throw new CrashLeakException($"the operation is unfinished after minutes: {seen.Text}");
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
