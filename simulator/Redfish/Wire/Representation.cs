using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>A resource as JSON, with the entity tag that its body and its header both carry (DSP0266, ETags).</summary>
/// <param name="Bytes">UTF-8 JSON of one object, <c>@odata.etag</c> in it.</param>
/// <param name="ETag">Strong, quoted; made from everything else in the body.</param>
/// <param name="SchemaLink">See <see cref="SchemaCatalog.LinkTo"/>.</param>
internal sealed record Representation(byte[] Bytes, string ETag, string SchemaLink)
{
    // Quotes and angle brackets need no escape in JSON that is served as JSON.
    public static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Representation Of<T>(T resource, JsonTypeInfo<T> type, string schemaLink)
    {
        var bytes = Serialize(resource, type);
        var told = resource is IRestless<T> restless ? Serialize(restless.AtRest, type) : bytes;
        var tag = Convert.ToHexStringLower(SHA256.HashData(told).AsSpan(0, 8));
        return new Representation(WithETag(bytes, tag), $"\"{tag}\"", schemaLink);
    }

    public static byte[] Serialize<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = new ArrayBufferWriter<byte>(2_048);
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        return buffer.WrittenSpan.ToArray();
    }

    // Written into the finished bytes, so that the resource is serialized once.
    private static byte[] WithETag(byte[] bytes, string tag) =>
        [(byte)'{', .. Encoding.ASCII.GetBytes($"\"@odata.etag\":\"\\\"{tag}\\\"\""), .. bytes.Length > 2 ? ","u8 : [], .. bytes.AsSpan(1)];
}
