using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ValenceCore.Failures;

namespace ValenceCore.Http;

/// <summary>Reads a request body as a JSON object.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The object, an empty one when there is no body, or a 400 for anything else. Bad JSON throws <see cref="JsonException"/>.</summary>
    public static async Task<Outcome<JsonObject>> ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        if (buffer.ToArray().AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            return new JsonObject();
        }

        buffer.Position = 0;
        return JsonNode.Parse(buffer, documentOptions: Strict) is JsonObject body
            ? body
            : Failure.Invalid("the body must be a JSON object");
    }
}
