namespace Simulator.Redfish;

/// <summary>What holds for every request and answer (DSP0266): headers, unsupported queries, no exception on the wire.</summary>
internal static partial class RedfishProtocol
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers["OData-Version"] = "4.0";
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        if (context.Request.Headers.Origin is { Count: > 0 } origin)
        {
            headers.AccessControlAllowOrigin = origin;
        }

        if (Refusal(context) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await RedfishErrors.Answer(e.StatusCode, [RedfishMessages.MalformedJson(e.Message)]).ExecuteAsync(context);
        }
        catch (Exception bug) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            Log.RequestFailed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Simulator.Redfish"), bug,
                context.Request.Method, context.Request.Path);
            await RedfishErrors.Answer(StatusCodes.Status500InternalServerError, [RedfishMessages.InternalError()]).ExecuteAsync(context);
        }
    }

    private static IResult? Refusal(HttpContext context)
    {
        if (context.Request.Headers.TryGetValue("OData-Version", out var version) && version.ToString() is not ("4.0" or ""))
        {
            return RedfishErrors.Answer(StatusCodes.Status412PreconditionFailed, [RedfishMessages.HeaderInvalid("OData-Version")]);
        }

        var unsupported = context.Request.Query.Keys.Where(k => k.StartsWith('$')).Select(RedfishMessages.QueryParameterUnsupported).ToList();
        return unsupported.Count > 0 ? RedfishErrors.Answer(StatusCodes.Status501NotImplemented, unsupported) : null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Redfish {Method} {Path} failed by a bug")]
        public static partial void RequestFailed(ILogger logger, Exception bug, string method, string path);
    }
}
