using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Simulator.Redfish;

/// <summary>
/// Writes JSON into a buffer that each thread keeps, so that an answer costs no memory of its own. What it returns is valid
/// until it is disposed, and both happen on the thread that rented it.
/// </summary>
internal sealed class ResourceWriter : IDisposable
{
    // The tag is not known before the rest is written: it gets its room first and its digits last.
    private static ReadOnlySpan<byte> TagRoom => "{\"@odata.etag\":\"\\\"0123456789abcdef\\\"\""u8;

    private const int TagStart = 18;
    private const int TagLength = 16;

    // A large collection now and then must not keep its room in every thread.
    private const int MostKept = 256 * 1024;

    [ThreadStatic]
    private static ResourceWriter? _idle;

    private readonly ArrayBufferWriter<byte> _buffer = new(4_096);
    private readonly Utf8JsonWriter _json;

    private ResourceWriter() => _json = new Utf8JsonWriter(_buffer, Representation.Readable);

    public static ResourceWriter Rent()
    {
        var writer = _idle ?? new ResourceWriter();
        _idle = null;
        return writer;
    }

    public ReadOnlySpan<byte> Write<T>(T value, JsonTypeInfo<T> type)
    {
        Serialize(value, type);
        return _buffer.WrittenSpan;
    }

    /// <summary>With <c>@odata.etag</c> as the first property, made from all that follows it.</summary>
    /// <param name="resource">Has at least one property.</param>
    /// <param name="type">How it is written.</param>
    /// <param name="etag">Strong, quoted.</param>
    public ReadOnlySpan<byte> WriteTagged<T>(T resource, JsonTypeInfo<T> type, out string etag)
    {
        TagRoom.CopyTo(_buffer.GetSpan(TagRoom.Length));
        _buffer.Advance(TagRoom.Length);
        Serialize(resource, type);
        var length = _buffer.WrittenCount;
        var tagged = TagRoom.Length;
        if (resource is IRestless<T> restless)
        {
            // A tag that changed with a clock would be out of date before anybody could send it back.
            tagged = length;
            Serialize(restless.AtRest, type);
        }

        // The buffer is this writer's own: only it can change what was written.
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsMemory(_buffer.WrittenMemory).Span;
        var tag = XxHash3.HashToUInt64(bytes[tagged..]);
        tag.TryFormat(bytes.Slice(TagStart, TagLength), out _, "x16", CultureInfo.InvariantCulture);
        bytes[TagRoom.Length] = (byte)',';
        etag = string.Create(CultureInfo.InvariantCulture, $"\"{tag:x16}\"");
        return bytes[..length];
    }

    public void Dispose()
    {
        if (_buffer.Capacity <= MostKept)
        {
            _buffer.ResetWrittenCount();
            _idle = this;
        }
    }

    private void Serialize<T>(T value, JsonTypeInfo<T> type)
    {
        _json.Reset(_buffer);
        JsonSerializer.Serialize(_json, value, type);
        _json.Flush();
    }
}
