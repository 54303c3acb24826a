using System.Text.Json;
using System.Text.Unicode;

namespace Simulator.Redfish;

/// <summary>Reads the body of a request as one JSON object, or says what is wrong with it.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    /// <summary>The body of a request whose body was read already.</summary>
    public static JsonElement Read(HttpContext context) => context.Features.Get<BodyRead>()!.Body;

    /// <summary>From now on the request asks for this.</summary>
    public static void Replace(HttpContext context, JsonElement body) => context.Features.Set(new BodyRead(body));

    /// <param name="context">The request.</param>
    /// <param name="mayBeEmpty">True reads no body as <c>{}</c> (actions without parameters).</param>
    public static async Task<(JsonElement Body, IResult? Refusal)> ReadAsync(HttpContext context, bool mayBeEmpty = false)
    {
        if (context.Features.Get<BodyRead>() is { } read)
        {
            return (read.Body, null);
        }

        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        if (buffer.Length == 0)
        {
            return mayBeEmpty
                ? (JsonElement.Parse("{}"), null)
                : (default, IsLengthUntold(context.Request)
                    ? RedfishErrors.Answer(StatusCodes.Status411LengthRequired, [RedfishMessages.HeaderMissing("Content-Length")])
                    : RedfishErrors.BadRequest(RedfishMessages.EmptyJson()));
        }

        if (!context.Request.HasJsonContentType() && context.Request.ContentType is { Length: > 0 })
        {
            return (default, RedfishErrors.Answer(StatusCodes.Status415UnsupportedMediaType, [RedfishMessages.HeaderInvalid("Content-Type")]));
        }

        var (body, problems) = Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
        if (problems.Count > 0)
        {
            return (default, RedfishErrors.BadRequest(problems));
        }

        Replace(context, body);
        return (body, null);
    }

    /// <summary>Reads text as one JSON object; the body is of use only when there is no problem with it.</summary>
    public static (JsonElement Body, IReadOnlyList<RedfishMessage> Problems) Parse(ReadOnlyMemory<byte> text)
    {
        if (!Utf8.IsValid(text.Span))
        {
            return (default, [RedfishMessages.MalformedJson("it is not UTF-8.")]);
        }

        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return (default, [RedfishMessages.UnrecognizedRequestBody()]);
            }

            var problems = BodyCheck.Problems(document.RootElement);
            return problems.Count == 0 ? (document.RootElement.Clone(), []) : (default, problems);
        }
        catch (JsonException e)
        {
            return (default, [RedfishMessages.MalformedJson($"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.")]);
        }
    }

    // Only HTTP/1.x needs a header to tell that a body follows. A request that may go without a body may go without the header.
    private static bool IsLengthUntold(HttpRequest request) =>
        request.Protocol.StartsWith("HTTP/1", StringComparison.Ordinal) && request.ContentLength is null && request.Headers.TransferEncoding.Count == 0;

    private sealed record BodyRead(JsonElement Body);
}
