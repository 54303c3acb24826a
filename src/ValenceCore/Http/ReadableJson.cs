using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace ValenceCore.Http;

/// <summary>
/// A JSON answer that people can read: quotes and arrows in sentences stay what they are. The body is served as JSON and
/// never as a page, so the escapes that HTML would need are not.
/// </summary>
internal sealed class ReadableJson<T>(T value, JsonTypeInfo<T> type, int status) : IResult, IStatusCodeHttpResult, IJsonAnswer
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ReadOnlyMemory<byte>? written;

    public int Status => status;

    public int? StatusCode => status;

    public bool IsTagged { get; init; }

    public bool IsUnsettled { get; init; }

    public ReadOnlyMemory<byte> Body => written ??= Write();

    public string? Tag => IsTagged ? $"\"{Convert.ToHexStringLower(SHA256.HashData(Body.Span)[..16])}\"" : null;

    public Task ExecuteAsync(HttpContext httpContext) => JsonAnswers.WriteAsync(httpContext, this);

    private ReadOnlyMemory<byte> Write()
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body, Readable))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        return body.WrittenMemory;
    }
}
