namespace Simulator.Redfish;

/// <summary>What holds for every request and answer (DSP0266): headers, versions, unsupported queries.</summary>
internal static class RedfishProtocol
{
    // More than any client of the field sends; the server itself takes some more, so that the refusal can be told in Redfish's form.
    private const int LongestTarget = 8 * 1024;
    private const int LongestHeaders = 32 * 1024;

    /// <summary>Headers of every answer, whatever becomes of the request.</summary>
    public static Task AddHeadersAsync(HttpContext context, RequestDelegate next)
    {
        AddHeaders(context);
        return next(context);
    }

    /// <summary>For answers that are written before the request comes here: of a fault rule, of a bug.</summary>
    public static void AddHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers["OData-Version"] = "4.0";
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        if (context.Request.Headers.Origin is { Count: > 0 } origin)
        {
            headers.AccessControlAllowOrigin = origin;
        }
    }

    /// <summary>Refuses what the service does not speak. Comes after authentication, as the protocol asks (DSP0266, request headers).</summary>
    public static Task RefuseAsync(HttpContext context, RequestDelegate next) =>
        Refusal(context) is { } refusal ? refusal.ExecuteAsync(context) : next(context);

    private static IResult? Refusal(HttpContext context)
    {
        if (context.Request.Headers.TryGetValue("OData-Version", out var version) && version.ToString() is not ("4.0" or ""))
        {
            return RedfishErrors.Answer(StatusCodes.Status412PreconditionFailed, [RedfishMessages.HeaderInvalid("OData-Version")]);
        }

        if ((context.Request.Path.Value?.Length ?? 0) + (context.Request.QueryString.Value?.Length ?? 0) > LongestTarget)
        {
            return RedfishErrors.Answer(
                StatusCodes.Status414UriTooLong, [RedfishMessages.General($"The URI has more than {LongestTarget} characters.", "Send a shorter one.")]);
        }

        if (LengthOf(context.Request.Headers) > LongestHeaders)
        {
            return RedfishErrors.Answer(
                StatusCodes.Status431RequestHeaderFieldsTooLarge,
                [RedfishMessages.General($"The headers have more than {LongestHeaders} characters.", "Send fewer or shorter ones.")]);
        }

        return QueryReader.RefusalForRequest(context.Request);
    }

    private static int LengthOf(IHeaderDictionary headers)
    {
        var length = 0;
        foreach (var (name, values) in headers)
        {
            length += name.Length;
            foreach (var value in values)
            {
                length += value?.Length ?? 0;
            }
        }

        return length;
    }
}
