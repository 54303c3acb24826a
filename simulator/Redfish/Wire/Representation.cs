using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>A resource as JSON, kept: for queries that work on it, and for those who only want its entity tag.</summary>
/// <param name="Bytes">UTF-8 JSON of one object, <c>@odata.etag</c> in it.</param>
/// <param name="ETag">Strong, quoted; made from everything else in the body.</param>
/// <param name="SchemaLink">See <see cref="SchemaCatalog.LinkTo"/>.</param>
internal sealed record Representation(byte[] Bytes, string ETag, string SchemaLink)
{
    // Quotes and angle brackets need no escape in JSON that is served as JSON.
    public static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Representation Of<T>(T resource, JsonTypeInfo<T> type, string schemaLink)
    {
        using var writer = ResourceWriter.Rent();
        var bytes = writer.WriteTagged(resource, type, out var etag);
        return new Representation(bytes.ToArray(), etag, schemaLink);
    }
}
