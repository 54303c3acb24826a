using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>
/// An error answer. Its body is one JSON object whose only member is a string that is itself JSON; the inner object names
/// the faulty side, or, for errors that arise before a controller is found, code, title and description.
/// </summary>
internal sealed record IronicError(int Status, string Message) : IResult
{
    /// <summary>The title of an error that arose before the controller; null for all others.</summary>
    public string? Title { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Status == StatusCodes.Status406NotAcceptable)
        {
            // Clients negotiate down by the range; a version in effect would contradict the refusal.
            httpContext.Response.Headers.Remove(ApiVersion.Header);
        }

        var inner = Title is null ? ControllerForm() : FrameworkForm();
        return new JsonReply(Status, new JsonObject { ["error_message"] = JsonReply.Text(inner) }).ExecuteAsync(httpContext);
    }

    private JsonObject ControllerForm() => new()
    {
        ["faultcode"] = Status < 500 ? "Client" : "Server",
        ["faultstring"] = Message,
        ["debuginfo"] = null,
    };

    private JsonObject FrameworkForm() => new() { ["code"] = Status, ["title"] = Title, ["description"] = Message };
}
