using System.Text.Json;

namespace Simulator.Redfish;

/// <summary>Reads <c>HttpHeaders</c> of a subscription: objects of names and values. No answer repeats a value.</summary>
internal static class EventHeaders
{
    private const string Property = "HttpHeaders";
    private const int Most = 32;
    private const int LongestValue = 8_000;

    // Of the transport, or this service's own word about what it sends.
    private static readonly string[] NotTheClients =
    [
        "Connection", "Content-Length", "Content-Type", "Expect", "Host", "Keep-Alive", "OData-Version", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    ];

    /// <returns>Null when they are not given.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>>? Read(BodyReader reader)
    {
        if (reader.Find(Property) is not { } list)
        {
            return null;
        }

        if (list.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            reader.Problem(RedfishMessages.PropertyValueTypeError(reader.Pointer(Property), "(hidden)", "an array of objects"));
            return null;
        }

        var headers = new List<KeyValuePair<string, string>>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            var pointer = reader.Pointer($"{Property}/{index}");
            if (item.ValueKind != JsonValueKind.Object)
            {
                reader.Problem(RedfishMessages.PropertyValueTypeError(pointer, "(hidden)", "an object of a header's name and value"));
                continue;
            }

            foreach (var header in item.EnumerateObject())
            {
                if (header.Value.ValueKind != JsonValueKind.String)
                {
                    reader.Problem(RedfishMessages.PropertyValueTypeError($"{pointer}/{header.Name}", "(hidden)", "a string"));
                }
                else if (Problem(header.Name, header.Value.GetString()!) is { } expected)
                {
                    reader.Problem(RedfishMessages.PropertyValueFormatError($"{pointer}/{header.Name}", "(hidden)", expected));
                }
                else
                {
                    headers.Add(new(header.Name, header.Value.GetString()!));
                }
            }
        }

        if (headers.Count > Most)
        {
            reader.Problem(RedfishMessages.ArraySizeTooLong(reader.Pointer(Property), $"{Most}"));
        }

        return headers;
    }

    private static string? Problem(string name, string value) =>
        NotTheClients.Contains(name, StringComparer.OrdinalIgnoreCase) ? "of a header that the client may set"
        : name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c)) ? "of a header whose name is a token (RFC 9110)"
        : value.Length > LongestValue || value.Any(c => c is < ' ' or > '~') ? $"of visible ASCII characters, at most {LongestValue}"
        : null;
}
