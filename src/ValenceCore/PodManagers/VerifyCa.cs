using System.Text.Json.Nodes;

namespace ValenceCore.PodManagers;

/// <summary>How the certificate of a pod manager is checked: by the machine's authorities, not at all, or by its SHA-256 fingerprint.</summary>
internal sealed record VerifyCa
{
    public const string PinPrefix = "sha256:";

    public static readonly VerifyCa Yes = new("true");
    public static readonly VerifyCa No = new("false");

    private VerifyCa(string text) => Text = text;

    /// <summary><c>true</c>, <c>false</c> or <c>sha256:</c> and 64 lower-case hex digits; also the form in the store.</summary>
    public string Text { get; }

    public bool IsPin => Text.StartsWith(PinPrefix, StringComparison.Ordinal);

    /// <summary>Reads true, false, or a fingerprint with or without colons; null with a problem for anything else.</summary>
    public static VerifyCa? Parse(JsonNode? node, out string? problem)
    {
        problem = null;
        if (node is null)
        {
            return Yes;
        }

        if (node is JsonValue value && value.TryGetValue<bool>(out var flag))
        {
            return flag ? Yes : No;
        }

        if (node is JsonValue textual && textual.TryGetValue<string>(out var text)
            && text.StartsWith(PinPrefix, StringComparison.OrdinalIgnoreCase))
        {
            var digits = text[PinPrefix.Length..].Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
            if (digits.Length == 64 && digits.All(char.IsAsciiHexDigit))
            {
                return new VerifyCa(PinPrefix + digits);
            }
        }

        problem = "must be true, false or 'sha256:' and the 64 hex digits of the certificate's fingerprint; a path to a PEM file is not supported";
        return null;
    }

    public static VerifyCa FromStore(string text) => text switch
    {
        "true" => Yes,
        "false" => No,
        _ => new VerifyCa(text),
    };

    public JsonNode ToJson() => IsPin ? JsonValue.Create(Text) : JsonValue.Create(this == Yes);
}
