using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>A JSON answer; <paramref name="Location"/> becomes the header of that name.</summary>
internal sealed record JsonReply(int Status, JsonNode Body, string? Location = null) : IResult
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonReply Ok(JsonNode body) => new(StatusCodes.Status200OK, body);

    public static JsonReply Created(JsonNode body, string location) => new(StatusCodes.Status201Created, body, location);

    public static string Text(JsonNode body) => body.ToJsonString(Readable);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Location is not null)
        {
            httpContext.Response.Headers.Location = Location;
        }

        httpContext.Response.StatusCode = Status;
        httpContext.Response.ContentType = "application/json";
        return httpContext.Response.WriteAsync(Text(Body));
    }
}

/// <summary>An answer without a body: 202 for accepted work, 204 for what is done.</summary>
internal sealed record EmptyReply(int Status, string? Location = null) : IResult
{
    public static EmptyReply Done { get; } = new(StatusCodes.Status204NoContent);

    public static EmptyReply Accepted(string? location = null) => new(StatusCodes.Status202Accepted, location);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Location is not null)
        {
            httpContext.Response.Headers.Location = Location;
        }

        httpContext.Response.StatusCode = Status;
        return Task.CompletedTask;
    }
}
