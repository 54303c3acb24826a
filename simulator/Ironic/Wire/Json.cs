using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>Single values between JSON and the domain, after they were checked.</summary>
internal static class Json
{
    public static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>In the one spelling that everything is compared in.</summary>
    public static string? Uuid(JsonNode? value) => Text(value) is { } text ? Guid.Parse(text).ToString() : null;

    public static JsonObject Object(JsonNode? value) => value as JsonObject ?? [];

    public static bool Flag(JsonNode? value) => Checks.TryFlag(value, out var flag) && flag;

    public static bool? OptionalFlag(JsonNode? value) => Checks.TryFlag(value, out var flag) ? flag : null;

    /// <summary>ISO 8601 with offset, to the second, as Ironic writes times.</summary>
    public static JsonNode? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}

/// <summary>Stored JSON objects are never changed in place.</summary>
internal static class JsonObjectChanges
{
    /// <summary>A copy with one member added or replaced.</summary>
    public static JsonObject With(this JsonObject members, string key, JsonNode? value)
    {
        var copy = members.DeepClone().AsObject();
        copy[key] = value?.DeepClone();
        return copy;
    }

    /// <summary>A copy without a member.</summary>
    public static JsonObject Without(this JsonObject members, string key)
    {
        if (!members.ContainsKey(key))
        {
            return members;
        }

        var copy = members.DeepClone().AsObject();
        copy.Remove(key);
        return copy;
    }
}
