using System.Globalization;
using System.Text.Json;

namespace Simulator.Tests.Redfish.Profiles;

/// <summary>Asks the standard's newest JSON schemas when a property came, where a copy of them lies beside the repository.</summary>
internal sealed class AddedVersions(string folder)
{
    // What Intel RSD had before the standard (contract of the pod manager, sections 1.1, 1.2, 1.4 and 1.5), and links that lead there.
    private static readonly string[] Earlier =
    [
        "Chassis Drives", "Chassis PCIeDevices", "Chassis Links/PCIeDevices", "Chassis Links/Storage", "ComputerSystem Memory", "EthernetInterface Links", "ServiceRoot TelemetryService",
    ];

    private readonly Dictionary<string, JsonElement?> _files = new(StringComparer.Ordinal);

    public static AddedVersions? Find()
    {
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
        {
            var candidate = Path.Combine(up.FullName, "shared", "data", "redfish", "json-schema");
            if (Directory.Exists(candidate))
            {
                return new AddedVersions(candidate);
            }
        }

        return null;
    }

    /// <summary>Paths of properties that came after the version in the type of the resource.</summary>
    public IEnumerable<string> Newer(JsonElement resource)
    {
        // #Chassis.v1_3_0.Chassis, before 2.0 #Chassis.1.2.0.Chassis
        var type = resource.GetProperty("@odata.type").GetString()!.TrimStart('#');
        var (name, last) = (type[..type.IndexOf('.', StringComparison.Ordinal)], type.LastIndexOf('.'));
        return last > name.Length && Load(name) is { } schema
            ? Newer(resource, schema, schema.GetProperty("definitions").GetProperty(name), Parse(type[(name.Length + 1)..last]), "").Where(p => !Earlier.Contains($"{name} {p}"))
            : [];
    }

    private static IEnumerable<string> Newer(JsonElement value, JsonElement schema, JsonElement definition, Version version, string path)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray().SelectMany(item => Newer(item, schema, definition, version, path));
        }

        return value.ValueKind != JsonValueKind.Object || !definition.TryGetProperty("properties", out var properties)
            ? []
            : value.EnumerateObject().SelectMany(p => properties.TryGetProperty(p.Name, out var own)
                ? (own.TryGetProperty("versionAdded", out var added) && Parse(added.GetString()!) > version ? [path + p.Name] : Enumerable.Empty<string>())
                    .Concat(Own(own, schema) is { } inner ? Newer(p.Value, schema, inner, version, $"{path}{p.Name}/") : [])
                : []);
    }

    // The definition in the same file that a property or the items of a list have; null when it is elsewhere.
    private static JsonElement? Own(JsonElement property, JsonElement schema)
    {
        var type = property.TryGetProperty("items", out var items) ? items : property;
        var choices = type.TryGetProperty("anyOf", out var any) ? any.EnumerateArray() : Enumerable.Repeat(type, 1);
        return choices.Select(c => c.TryGetProperty("$ref", out var reference) ? reference.GetString()! : "")
            .Where(r => r.StartsWith("#/definitions/", StringComparison.Ordinal))
            .Select(r => (JsonElement?)schema.GetProperty("definitions").GetProperty(r["#/definitions/".Length..])).FirstOrDefault();
    }

    private JsonElement? Load(string name)
    {
        if (!_files.TryGetValue(name, out var schema))
        {
            var file = Directory.EnumerateFiles(folder, $"{name}.v*.json").FirstOrDefault();
            _files[name] = schema = file is null ? null : JsonElement.Parse(File.ReadAllBytes(file));
        }

        return schema;
    }

    private static Version Parse(string version) => version.TrimStart('v').Split('.', '_') is [var major, var minor, ..]
        ? new Version(int.Parse(major, CultureInfo.InvariantCulture), int.Parse(minor, CultureInfo.InvariantCulture))
        : new Version(0, 0);
}
