using System.Text.Json.Serialization;

namespace ValenceCore.Drivers;

/// <summary>A driver as answered; additive to valence-api.</summary>
internal sealed record DriverJson(
    [property: JsonPropertyName("aliases")] IReadOnlyList<string> Aliases,
    [property: JsonPropertyName("capabilities")] IReadOnlyList<string> Capabilities,
    [property: JsonPropertyName("contract")] string? Contract,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("note")] string? Note,
    [property: JsonPropertyName("problem")] string? Problem,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("version")] string? Version)
{
    public static DriverJson Of(DriverEntry entry) => new(
        entry.Aliases, entry.Capabilities, entry.Contract, entry.Name, entry.Note, entry.Problem, entry.Source, entry.Version);
}

[JsonSourceGenerationOptions]
[JsonSerializable(typeof(DriverJson))]
[JsonSerializable(typeof(DriverJson[]))]
internal sealed partial class DriverJsonContext : JsonSerializerContext;
