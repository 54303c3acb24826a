using System.Text.Json;

namespace Harness.Conformance.Walking;

/// <summary>One answer of the service.</summary>
/// <param name="Status">0 when there was none.</param>
/// <param name="Headers">By name without regard to case; several of a name joined by <c>", "</c>.</param>
/// <param name="Body">The document, or null when the text is no JSON.</param>
/// <param name="Text">The body as it came, or why there was no answer.</param>
public sealed record Reply(int Status, IReadOnlyDictionary<string, string> Headers, JsonElement? Body, string Text)
{
    private const int Readable = 120;

    public bool IsObject => Body is { ValueKind: JsonValueKind.Object };

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>A property of the body, or null.</summary>
    public JsonElement? Property(string name) => IsObject && Body!.Value.TryGetProperty(name, out var value) ? value : null;

    /// <summary>What a report shows of it.</summary>
    public string Brief() => Status == 0 ? $"no answer: {Text}" : $"{Status}{(Text.Length == 0 ? "" : " ")}{Text[..Math.Min(Text.Length, Readable)]}";
}
