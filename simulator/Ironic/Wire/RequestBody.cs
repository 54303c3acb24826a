using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>Reads JSON bodies.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The body as an object; an empty body is an empty object.</summary>
    public static async Task<Outcome<JsonObject>> ReadObjectAsync(HttpContext context)
    {
        var (body, error) = await ReadAsync(context);
        return (body, error) switch
        {
            (_, { } broken) => broken,
            (null, _) => new JsonObject(),
            (JsonObject whole, _) => whole,
            _ => IronicErrors.Invalid("The body of the request must be a JSON object."),
        };
    }

    /// <summary>The body as an array.</summary>
    public static async Task<Outcome<JsonArray>> ReadArrayAsync(HttpContext context)
    {
        var (body, error) = await ReadAsync(context);
        return (body, error) switch
        {
            (_, { } broken) => broken,
            (JsonArray whole, _) => whole,
            _ => IronicErrors.Invalid("Schema error for patch: the body is not of type 'array'"),
        };
    }

    private static async Task<(JsonNode? Body, IronicError? Error)> ReadAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        if (bytes.Length == 0)
        {
            return (null, null);
        }

        try
        {
            return (JsonNode.Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), nodeOptions: null, Strict), null);
        }
        catch (JsonException broken)
        {
            // Real Ironic answers 500 here, and clients were written against that.
            return (null, IronicErrors.Unexpected($"The body of the request is not JSON: {broken.Message}"));
        }
    }
}
