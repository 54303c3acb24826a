using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace ValenceCore.Http;

/// <summary>
/// A JSON answer that people can read: quotes and arrows in sentences stay what they are. The body is served as JSON and
/// never as a page, so the escapes that HTML would need are not.
/// </summary>
internal sealed class ReadableJson<T>(T value, JsonTypeInfo<T> type, int status) : IResult, IStatusCodeHttpResult
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int? StatusCode => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Readable))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentLength = body.WrittenCount;
        await response.Body.WriteAsync(body.WrittenMemory, httpContext.RequestAborted);
    }
}
