using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Simulator.Ironic;

/// <summary>What a value of a field may be; each check gives the problem, or null.</summary>
internal static partial class Checks
{
    public static Func<JsonNode?, string?> Text(int longest = 255) => value => value switch
    {
        null => null,
        _ when value.GetValueKind() != JsonValueKind.String => $"{JsonReply.Text(value)} is not of type 'string', 'null'",
        _ when value.GetValue<string>().Length > longest => $"'{value}' is too long (at most {longest} characters)",
        _ => null,
    };

    /// <summary>Booleans, and the words that Ironic takes for them.</summary>
    public static string? Flag(JsonNode? value) => value is null || TryFlag(value, out _)
        ? null
        : $"{JsonReply.Text(value)} is not of type 'boolean', 'null'";

    public static bool TryFlag(JsonNode? value, out bool flag)
    {
        flag = value?.GetValueKind() == JsonValueKind.True;
        return value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            || (value?.GetValueKind() == JsonValueKind.String && QueryArguments.TryFlag(value.GetValue<string>(), out flag));
    }

    public static string? Object(JsonNode? value) =>
        value is null or JsonObject ? null : $"{JsonReply.Text(value)} is not of type 'object', 'null'";

    /// <summary>An object whose <c>cpus</c>, <c>memory_mb</c> and <c>local_gb</c> are integers or text of digits.</summary>
    public static string? Properties(JsonNode? value)
    {
        if (value is not JsonObject members)
        {
            return Object(value);
        }

        var wrong = new[] { "cpus", "memory_mb", "local_gb" }.Where(k => members[k] is { } number && !IsWhole(number)).ToList();
        return wrong.Count == 0
            ? null
            : string.Join("; ", wrong.Select(k => $"{k}={JsonReply.Text(members[k]!)} must be an integer or text of digits"));
    }

    public static string? Uuid(JsonNode? value) => value is null ? null
        : value.GetValueKind() == JsonValueKind.String && IsUuid(value.GetValue<string>()) ? null
        : $"Expected UUID but received {JsonReply.Text(value)}.";

    public static string? NodeName(JsonNode? value)
    {
        if (value is null || Text()(value) is not null)
        {
            return Text()(value);
        }

        var name = value.GetValue<string>();
        return IsNodeName(name) ? null : $"Cannot create or change a node to have the invalid name {name} (letters, digits, '-._~', not a UUID)";
    }

    /// <summary>A name of anything but a node: the same letters.</summary>
    public static string? Name(JsonNode? value) =>
        value is null || Text()(value) is not null ? Text()(value)
        : IsNodeName(value.GetValue<string>()) ? null
        : $"'{value}' is not a name (letters, digits, '-._~', not a UUID)";

    public static string? RequiredText(JsonNode? value) => value is null ? "null is not of type 'string'" : Text()(value);

    /// <summary>A standard trait, or CUSTOM_ and what follows.</summary>
    public static bool IsTrait(string text) => TraitPattern().IsMatch(text);

    public static bool IsNodeName(string text) => NamePattern().IsMatch(text) && !IsUuid(text);

    public static string? Mac(JsonNode? value) => value is null ? "null is not of type 'string'"
        : value.GetValueKind() == JsonValueKind.String && MacPattern().IsMatch(value.GetValue<string>()) ? null
        : $"Expected a MAC address but received {JsonReply.Text(value)}.";

    public static bool IsUuid(string text) => Guid.TryParseExact(text, "D", out _) || Guid.TryParseExact(text, "N", out _);

    private static bool IsWhole(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => value.GetValue<JsonElement>().TryGetInt64(out _),
        JsonValueKind.String => value.GetValue<string>().Length > 0 && value.GetValue<string>().All(char.IsAsciiDigit),
        _ => false,
    };

    [GeneratedRegex(@"\A[A-Za-z0-9\-._~]{1,255}\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A(?=.{1,255}\z)(CUSTOM|HW|COMPUTE|STORAGE|MISC|OWNER)_[A-Z0-9_]+\z")]
    private static partial Regex TraitPattern();

    [GeneratedRegex(@"\A[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}\z")]
    private static partial Regex MacPattern();
}
