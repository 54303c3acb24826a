namespace Simulator.Redfish;

/// <summary>An error as the answer: one message, or the general one with all of them.</summary>
internal sealed class RedfishErrorResult(int status, IReadOnlyList<RedfishMessage> messages, string? title) : IResult
{
    public int Status => status;

    public IReadOnlyList<RedfishMessage> Messages => messages;

    public static RedfishErrorBody Body(IReadOnlyList<RedfishMessage> messages, string? title = null) => new(messages.Count == 1
        ? new RedfishErrorContent(messages[0].Id, title ?? messages[0].Message, messages)
        : new RedfishErrorContent("Base.1.22.GeneralError", title ?? "The request has several problems; see the extended information.", messages));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        return RedfishWriter.WriteAsync(httpContext, Body(messages, title), WireJson.Default.RedfishErrorBody);
    }
}
