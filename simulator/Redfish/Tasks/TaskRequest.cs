using System.Text;
using System.Text.Json;

namespace Simulator.Redfish;

/// <summary>The request that started a task, without what nobody else should read.</summary>
/// <param name="Body">JSON text.</param>
internal sealed record TaskRequest(string Method, string Uri, string Body)
{
    // Words in the names of properties whose values are secrets.
    private static readonly string[] Secrets = ["password", "secret", "token", "passphrase"];

    public static TaskRequest Of(HttpContext context, JsonElement body) =>
        new(context.Request.Method, context.Request.Path.Value ?? "", WithoutSecrets(body));

    /// <summary>Leaves out secret properties, and user and password in URIs.</summary>
    public static string WithoutSecrets(JsonElement body)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Representation.Readable))
        {
            Write(writer, body);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>
    /// Of <c>scheme://user:password@host/path</c> leaves out what is between the slashes and the last @ of the authority,
    /// whatever else is wrong with the text.
    /// </summary>
    public static string WithoutUser(string text)
    {
        var start = text.IndexOf("//", StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        var end = text.AsSpan(start + 2).IndexOfAny("/?#");
        var authority = end < 0 ? text[(start + 2)..] : text.Substring(start + 2, end);
        return authority.Contains('@', StringComparison.Ordinal)
            ? string.Concat(text.AsSpan(0, start + 2), authority.AsSpan(authority.LastIndexOf('@') + 1), text.AsSpan(start + 2 + authority.Length))
            : text;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().Where(p => !Secrets.Any(s => p.Name.Contains(s, StringComparison.OrdinalIgnoreCase))))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(WithoutUser(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
