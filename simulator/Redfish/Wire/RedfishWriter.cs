using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>Turns typed resources into answers: JSON once, its ETag from its bytes, the headers that go with both.</summary>
internal static class RedfishWriter
{
    private const string JsonType = "application/json; charset=utf-8";

    // Quotes and angle brackets need no escape in JSON that is served as JSON.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) => WriteBytesAsync(context, Serialize(value, type));

    /// <summary>Answers a GET or HEAD of a resource: 304 when the client has it already.</summary>
    public static Task WriteResourceAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        var bytes = Serialize(value, type);
        var etag = ETagOf(bytes);
        context.Response.Headers.ETag = etag;
        if (ETags.Match(context.Request.Headers.IfNoneMatch, etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return WriteBytesAsync(context, bytes);
    }

    /// <summary>A strong entity tag of a representation.</summary>
    public static string ETagOf(ReadOnlySpan<byte> bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"";

    public static string ETagOf<T>(T value, JsonTypeInfo<T> type) => ETagOf(Serialize(value, type));

    private static byte[] Serialize<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(2_048);
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static Task WriteBytesAsync(HttpContext context, byte[] bytes)
    {
        context.Response.ContentType = JsonType;
        context.Response.ContentLength = bytes.Length;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return Task.CompletedTask;
        }

        context.Response.BodyWriter.Write(bytes);
        return context.Response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }
}
