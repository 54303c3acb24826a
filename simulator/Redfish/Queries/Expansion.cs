using System.Buffers;
using System.Text.Json;

namespace Simulator.Redfish;

/// <summary>
/// An <c>$expand</c> at work: puts resources in the place of links to them. A link stays a link when nothing is there, when it
/// leads into a part of a resource, or when it leads back to a resource that it stands in.
/// </summary>
/// <remarks>Works on the bytes of the resources: what stands between links is copied as it is.</remarks>
/// <param name="read">What the asker finds at a URI.</param>
internal sealed class Expansion(Func<string, Representation?> read, ExpandQuery query)
{
    // About 30 MB of JSON: what a client can read at once, and no more than the process can spare for each. Fifty systems with all that is in them are 8,000.
    private const int MostResources = 10_000;

    private readonly HashSet<string> _within = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> _answer = new();
    private int _inlined;

    /// <param name="uri">Of the resource.</param>
    /// <param name="resource">UTF-8 JSON of one object.</param>
    /// <returns>It with what its links lead to; null when that would be too many resources.</returns>
    public ReadOnlyMemory<byte>? Run(string uri, ReadOnlySpan<byte> resource) =>
        Copy(uri, resource, query.Levels) ? (ReadOnlyMemory<byte>?)_answer.WrittenMemory : null;

    private bool Copy(string uri, ReadOnlySpan<byte> resource, int levels)
    {
        var within = uri.TrimEnd('/');
        var isNew = _within.Add(within);
        var isDone = Walk(resource, levels);
        if (isNew)
        {
            _within.Remove(within);
        }

        return isDone;
    }

    private bool Walk(ReadOnlySpan<byte> resource, int levels)
    {
        var json = new Utf8JsonReader(resource);
        var copied = 0;

        // How deep the "Links" object lies that the reader is in; beyond any depth outside of all. A property of that name may be no object.
        var links = int.MaxValue;
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName && links == int.MaxValue && json.ValueTextEquals("Links"u8))
            {
                links = json.CurrentDepth;
            }
            else if (json.TokenType == JsonTokenType.EndObject && json.CurrentDepth <= links)
            {
                links = int.MaxValue;
            }
            else if (json.TokenType == JsonTokenType.StartObject && json.CurrentDepth > 0)
            {
                var isWanted = json.CurrentDepth >= links ? query.Links : query.Others;
                var start = (int)json.TokenStartIndex;
                if (IsLink(ref json, out var uri) && isWanted && Find(uri) is { } found)
                {
                    _answer.Write(resource[copied..start]);
                    copied = (int)json.BytesConsumed;
                    if (++_inlined > MostResources || !Put(uri, found, levels))
                    {
                        return false;
                    }
                }
            }
        }

        _answer.Write(resource[copied..]);
        return true;
    }

    private bool Put(string uri, byte[] found, int levels)
    {
        if (levels > 1)
        {
            return Copy(uri, found, levels - 1);
        }

        _answer.Write(found);
        return true;
    }

    private byte[]? Find(string uri) => uri.StartsWith('/') && !uri.Contains('#') && !_within.Contains(uri.TrimEnd('/')) ? read(uri)?.Bytes : null;

    // A link is an object of @odata.id alone. When it is one, the reader stands at its end; when not, where it stood.
    private static bool IsLink(ref Utf8JsonReader json, out string uri)
    {
        var ahead = json;
        uri = "";
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.PropertyName || !ahead.ValueTextEquals("@odata.id"u8) || !ahead.Read() || ahead.TokenType != JsonTokenType.String)
        {
            return false;
        }

        var value = ahead;
        if (!ahead.Read() || ahead.TokenType != JsonTokenType.EndObject)
        {
            return false;
        }

        uri = value.GetString()!;
        json = ahead;
        return true;
    }
}
