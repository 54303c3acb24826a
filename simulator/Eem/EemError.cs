using System.Text.Json.Nodes;

namespace Simulator.Eem;

/// <summary>
/// An error as EEM answers it: <c>code</c>, a text that begins with the status, and <c>message</c> (valence-api 2.5).
/// </summary>
internal sealed record EemError(int Status, string Message) : IResult
{
    public static EemError BadRequest(IReadOnlyCollection<string> problems) => new(StatusCodes.Status400BadRequest, string.Join("; ", problems));

    public static EemError NoDevice(string id) => new(StatusCodes.Status404NotFound, $"There is no device {id}.");

    public static EemError Conflict(string reason) => new(StatusCodes.Status409Conflict, reason);

    public static Task WriteAsync(HttpContext context, int status, string message) => new EemError(status, message).ExecuteAsync(context);

    public Task ExecuteAsync(HttpContext httpContext) =>
        EemReply.WriteAsync(httpContext, Status, new JsonObject { ["code"] = $"{Status}00", ["message"] = Message });
}
