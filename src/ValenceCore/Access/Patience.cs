using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ValenceCore.Http;

namespace ValenceCore.Access;

/// <summary>Ends a request that takes too long with a 504. Operations go on without it: a caller who waits is a guest, not their owner.</summary>
internal sealed class Patience(IOptions<ValenceCoreOptions> options)
{
    public async Task<IResult> WaitAsync(HttpContext context, Pace pace, Func<Task<IResult>> answer)
    {
        if (pace == Pace.Streams)
        {
            return await answer();
        }

        var limit = pace == Pace.Waits ? options.Value.Limits.WaitingRequestTime : options.Value.Limits.RequestTime;
        var aborted = context.RequestAborted;

        // The network keeps its own time, as with the pods: a simulated clock that jumps must not cut a live connection.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        deadline.CancelAfter(limit);
        context.RequestAborted = deadline.Token;
        try
        {
            return await answer();
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            return Replies.Failed(context, Refusals.TooLate(limit, RequestTrail.Current?.OperationId));
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }
}
