using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ValenceCore.Http;
using ValenceCore.Store;

namespace ValenceCore.Access;

/// <summary>Writes down who asked for which change: a row before the work, completed after it, and a line in the log.</summary>
internal sealed partial class AuditTrail(AuditStore store, TimeProvider time, ILogger<AuditTrail> logger)
{
    public async Task<IResult> FollowAsync(HttpContext context, Caller? caller, Func<Task<IResult>> answer)
    {
        var request = context.Request;
        if (!IsChange(request.Method))
        {
            return await answer();
        }

        var trail = RequestTrail.Begin(isWaitedFor: !Preferences.WantNoWait(request), caller?.Name, RequestIds.Of(context));
        var entry = new AuditEntry
        {
            Moment = time.Now(),
            Actor = caller?.Name,
            Role = caller?.Role?.Name(),
            Method = request.Method,
            Path = request.Path.ToUriComponent(),
            RequestId = RequestIds.Of(context),
            GlobalRequestId = GlobalId(request),
            RemoteAddress = context.Connection.RemoteIpAddress?.ToString(),
        };

        // Before the work: what cannot be written down is not done.
        entry = entry with { Number = await store.AddAsync(entry) };
        try
        {
            var result = await answer();
            await CompleteAsync(
                entry, (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK, trail.OperationId);
            return result;
        }
        catch (OperationCanceledException)
        {
            // The caller has gone and sees no answer; an operation that he began goes on.
            await CompleteAsync(entry, StatusCodes.Status499ClientClosedRequest, trail.OperationId);
            throw;
        }
    }

    private async Task CompleteAsync(AuditEntry begun, int status, string? operationId)
    {
        var entry = begun with { Status = status, OperationId = operationId };
        LogChange(
            logger, entry.Actor, entry.Role, entry.Method, entry.Path, entry.Status, entry.RequestId, entry.OperationId,
            entry.RemoteAddress);
        try
        {
            await store.CompleteAsync(entry);
        }
        catch (DbException exception)
        {
            // The work is done and its caller gets the answer; the log has the end of it.
            LogIncomplete(logger, exception, entry.RequestId);
        }
    }

    private static bool IsChange(string method) =>
        !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method));

    private static string? GlobalId(HttpRequest request) =>
        request.Headers[RequestIds.Header].ToString() is var id && OpenStackId().IsMatch(id) ? id : null;

    // The shape that oslo.middleware accepts.
    [GeneratedRegex("^req-[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}\\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OpenStackId();

    [LoggerMessage(
        EventId = 1, Level = LogLevel.Information,
        Message = "{Actor} ({Role}) asked {Method} {Path}: {Status}, request {RequestId}, operation {OperationId}, from {RemoteAddress}")]
    private static partial void LogChange(
        ILogger logger, string? actor, string? role, string method, string path, int? status, string requestId, string? operationId,
        string? remoteAddress);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "The audit of request {RequestId} could not be completed")]
    private static partial void LogIncomplete(ILogger logger, Exception exception, string requestId);
}
