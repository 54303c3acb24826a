using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Conformance.Walking;

namespace Harness.Conformance.Checks;

/// <summary>The message registries that the service serves, as their files say.</summary>
public sealed partial class MessageRegistries
{
    private readonly Dictionary<string, JsonElement> _messages = new(StringComparer.Ordinal);

    public MessageRegistries(ServiceTree tree)
    {
        foreach (var body in tree.Resources.Where(r => r.Reply is { Status: 200, IsObject: true } && r.Type?.Schema == "MessageRegistry").Select(r => r.Reply.Body!.Value))
        {
            if (body.Text("RegistryPrefix") is { } prefix && body.Text("RegistryVersion")?.Split('.') is [var major, var minor, ..] && body.TryGetProperty("Messages", out var messages))
            {
                _messages[$"{prefix}.{major}.{minor}"] = messages;
            }
        }
    }

    public bool IsEmpty => _messages.Count == 0;

    /// <summary>Whether the text has the form of a message id: prefix, major, minor, key.</summary>
    public static bool IsId(string text) => Id().IsMatch(text);

    /// <summary>Null when the registry is not served; else how many arguments the message takes, or -1 when it is not in the registry.</summary>
    public int? ArgumentsOf(string messageId)
    {
        var at = messageId.LastIndexOf('.');
        if (!_messages.TryGetValue(messageId[..at], out var messages))
        {
            return null;
        }

        return messages.ValueKind == JsonValueKind.Object && messages.TryGetProperty(messageId[(at + 1)..], out var message)
            && message.TryGetProperty("NumberOfArgs", out var count) && count.TryGetInt32(out var number)
            ? number
            : -1;
    }

    [GeneratedRegex(@"^\w+\.\d+\.\d+\.\w+$")]
    private static partial Regex Id();
}
