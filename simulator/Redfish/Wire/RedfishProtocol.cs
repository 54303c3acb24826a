namespace Simulator.Redfish;

/// <summary>What holds for every request and answer (DSP0266): headers, versions, unsupported queries.</summary>
internal static class RedfishProtocol
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

        await next(context);
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
}
