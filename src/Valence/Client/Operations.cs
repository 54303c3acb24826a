using System.Text.Json.Nodes;

namespace Valence.Client;

/// <summary>Starts long work and follows it to its end.</summary>
internal static class Operations
{
    public const string Path = "/v1/operations";

    public static string IdOf(JsonObject operation) => operation["id"]?.ToString() ?? "";

    /// <summary>The uuid behind the colon of a subject such as <c>node:UUID</c>.</summary>
    public static string SubjectOf(JsonObject operation) => (operation["subject"]?.ToString() ?? "").Split(':', 2)[^1];

    /// <summary>Sends a request that starts an operation, and does what <paramref name="waiting"/> says about it.</summary>
    /// <param name="call">The command.</param>
    /// <param name="waiting">Wait silently, show the steps, or do not wait.</param>
    /// <param name="request">The request; it is sent with <c>Prefer: respond-async</c>.</param>
    /// <param name="onSuccess">Prints what was wanted, given the operation.</param>
    public static async Task<int> RunAsync(Call call, WaitOptions waiting, ServiceRequest request, Func<JsonObject, Task> onSuccess)
    {
        var answer = await call.SendAsync(request with { IsAsync = true }) as JsonObject;
        if (answer?["id"] is null || answer["steps"] is null)
        {
            // A service that knows no operations has done the work already.
            call.Fields(answer);
            return ExitCode.Done;
        }

        if (call.Of(waiting.NoWait))
        {
            Started(call, answer);
            return ExitCode.Done;
        }

        JsonObject ended;
        using (var progress = Progress.For(call, isWanted: call.Of(waiting.Watch)))
        {
            ended = await FollowAsync(call, answer, progress);
        }

        // Only now, or the moving table would be drawn over the answer.
        await onSuccess(ended);
        return ExitCode.Done;
    }

    /// <summary>Waits for the end. Anything but success is a failure with the operation's own words.</summary>
    public static async Task<JsonObject> FollowAsync(Call call, JsonObject operation, IProgress<JsonObject> progress)
    {
        try
        {
            var last = operation;
            progress.Report(operation);
            await foreach (var seen in OperationNews.OfOneAsync(call, IdOf(operation), call.Cancellation))
            {
                progress.Report(last = seen);
            }

            return last["state"]?.ToString() == "succeeded" ? last : throw CommandFailure.Ended(last);
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
            throw new CommandFailure(
                ExitCode.Interrupted, $"Interrupted. The operation {IdOf(operation)} goes on in the service.",
                $"next: valence operation watch {IdOf(operation)}");
        }
    }

    public static bool IsFinal(JsonObject operation) =>
        operation["state"]?.ToString() is "succeeded" or "failed" or "cancelled" or "needs attention" or "interrupted";

    private static void Started(Call call, JsonObject operation)
    {
        if (call.IsJson)
        {
            Answers.Json(call.Terminal, operation);
        }
        else
        {
            call.Terminal.Out.WriteLine(IdOf(operation));
        }
    }
}
