using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ValenceCore.Failures;

namespace ValenceCore.Http;

/// <summary>Reads a request body as a JSON object.</summary>
internal static class RequestBody
{
    public static Failure TooLarge(long limit) =>
        new(413, "Content Too Large", "Content Too Large", $"The request body is larger than {limit} bytes, which is the limit.");

    /// <summary>The request that the body holds, or everything that is wrong with it.</summary>
    public static async Task<Outcome<T>> ReadAsync<T>(HttpContext context, Func<JsonObject, Outcome<T>> parse)
    {
        var body = await ReadAsync(context);
        return body.Failed(out var bad) ? bad : parse(body.Value);
    }

    /// <summary>For requests that say everything by their path: 400 that names what is in the body all the same.</summary>
    public static Task<Outcome<Done>> ReadNothingAsync(HttpContext context) => ReadAsync<Done>(
        context,
        body => body.Count == 0 ? Done.Value : Failure.Invalid([.. body.Select(pair => $"{pair.Key}: unknown property, none is allowed")]));

    /// <summary>The object, an empty one when there is no body, or a 400 for anything else. Bad JSON throws <see cref="JsonException"/>.</summary>
    public static async Task<Outcome<JsonObject>> ReadAsync(HttpContext context)
    {
        var limits = context.RequestServices.GetRequiredService<IOptions<ValenceCoreOptions>>().Value.Limits;
        if (await BytesAsync(context, limits.BodyBytes) is not { } bytes)
        {
            return TooLarge(limits.BodyBytes);
        }

        if (bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty)
        {
            return new JsonObject();
        }

        if (!Utf8.IsValid(bytes))
        {
            return Failure.BadRequest("The request body is not valid UTF-8.");
        }

        var strict = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = limits.JsonDepth };
        try
        {
            if (JsonNode.Parse(bytes, documentOptions: strict) is not JsonObject body)
            {
                return Failure.Invalid("the body must be a JSON object");
            }

            return RequestTexts.Problem(body) is { } problem ? Failure.Invalid(problem) : body;
        }
        catch (InvalidOperationException)
        {
            // What the parser makes of "\ud800" when it compares names.
            return Failure.BadRequest("The request body has a name that is not text: half of a surrogate pair is missing.");
        }
    }

    /// <summary>Null when there are more than <paramref name="limit"/>, however they come.</summary>
    private static async Task<byte[]?> BytesAsync(HttpContext context, long limit)
    {
        using var buffer = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int count; (count = await context.Request.Body.ReadAsync(part, context.RequestAborted)) > 0;)
        {
            if (buffer.Length + count > limit)
            {
                return null;
            }

            buffer.Write(part, 0, count);
        }

        return buffer.ToArray();
    }
}
