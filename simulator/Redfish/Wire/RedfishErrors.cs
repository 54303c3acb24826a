namespace Simulator.Redfish;

/// <summary>Error answers: a status and one or more messages; all problems of a request go into one answer.</summary>
internal static class RedfishErrors
{
    public static IResult BadRequest(IReadOnlyList<RedfishMessage> messages) => Answer(StatusCodes.Status400BadRequest, messages);

    public static IResult BadRequest(params RedfishMessage[] messages) => Answer(StatusCodes.Status400BadRequest, messages);

    public static IResult Conflict(params RedfishMessage[] messages) => Answer(StatusCodes.Status409Conflict, messages);

    public static IResult NotFound(string uri) => Answer(StatusCodes.Status404NotFound, [RedfishMessages.ResourceMissingAtUri(uri)]);

    public static IResult Answer(int status, IReadOnlyList<RedfishMessage> messages, string? title = null) =>
        new RedfishErrorResult(status, messages, title);

    /// <summary>503 with the time after which somebody may have gone.</summary>
    public static IResult TooMany(HttpContext context, RedfishMessage limit, int seconds = 30)
    {
        context.Response.Headers.RetryAfter = $"{seconds}";
        return Answer(StatusCodes.Status503ServiceUnavailable, [limit]);
    }

    /// <summary>An answer for a status that has no better message, for example one that a fault rule asks for.</summary>
    public static Task WriteAsync(HttpContext context, int status, string message)
    {
        RedfishProtocol.AddHeaders(context);
        var retryAfter = context.Response.Headers.RetryAfter.ToString();
        var entry = (status, retryAfter) switch
        {
            (_, { Length: > 0 }) => RedfishMessages.ServiceTemporarilyUnavailable(retryAfter, message),
            (StatusCodes.Status413PayloadTooLarge, _) => RedfishMessages.PayloadTooLarge(),
            _ => RedfishMessages.General(message, "Mend the request, heal the fault rule that was set, or read the simulator's log."),
        };
        return Answer(status, [entry]).ExecuteAsync(context);
    }
}
