using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>An error of Keystone v3: <c>{"error": {"code", "title", "message"}}</c>.</summary>
internal sealed record IdentityError(int Status, string Title, string Message) : IResult
{
    public static IdentityError Unauthorized { get; } = new(401, "Unauthorized", "The request you have made requires authentication.");

    public static IdentityError BadRequest(string message) => new(400, "Bad Request", message);

    public static IdentityError NotFound(string message) => new(404, "Not Found", message);

    public static IdentityError Forbidden(string message) => new(403, "Forbidden", message);

    public static IdentityError Conflict(string message) => new(409, "Conflict", message);

    public Task ExecuteAsync(HttpContext httpContext) => new JsonReply(Status, new JsonObject
    {
        ["error"] = new JsonObject { ["code"] = Status, ["title"] = Title, ["message"] = Message },
    }).ExecuteAsync(httpContext);
}
