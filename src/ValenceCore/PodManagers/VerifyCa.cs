using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace ValenceCore.PodManagers;

/// <summary>How the certificate of a pod manager is checked: by the machine's authorities, by those in a PEM file, by its SHA-256 fingerprint, or not at all.</summary>
internal sealed record VerifyCa
{
    public const string PinPrefix = "sha256:";

    public static readonly VerifyCa Yes = new("true");
    public static readonly VerifyCa No = new("false");

    private VerifyCa(string text) => Text = text;

    /// <summary><c>true</c>, <c>false</c>, <c>sha256:</c> and 64 lower-case hex digits, or an absolute path; also the form in the store.</summary>
    public string Text { get; }

    public bool IsPin => Text.StartsWith(PinPrefix, StringComparison.Ordinal);

    /// <summary>Text is the path of a PEM file on the core's machine, as Ironic's <c>redfish_verify_ca</c> takes it too.</summary>
    public bool IsFile => Path.IsPathRooted(Text);

    /// <summary>Reads true, false, the path of a PEM file, or a fingerprint with or without colons; null with a problem for anything else.</summary>
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

        if (node is JsonValue file && file.TryGetValue<string>(out var path) && Path.IsPathRooted(path))
        {
            problem = ProblemOfFile(path);
            return problem is null ? new VerifyCa(path) : null;
        }

        problem = "must be true, false, the absolute path of a PEM file, or 'sha256:' and the 64 hex digits of the certificate's fingerprint";
        return null;
    }

    public static VerifyCa FromStore(string text) => text switch
    {
        "true" => Yes,
        "false" => No,
        _ => new VerifyCa(text),
    };

    public JsonNode ToJson() => IsPin || IsFile ? JsonValue.Create(Text) : JsonValue.Create(this == Yes);

    private static string? ProblemOfFile(string path)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(path);
            return certificates.Count > 0 ? null : $"the file '{path}' holds no certificate";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // Whether the file is there is the operator's to know; what is in it is not repeated.
            return $"the file '{path}' cannot be read as PEM certificates on the machine of the core";
        }
    }
}
