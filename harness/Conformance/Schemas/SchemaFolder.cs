using System.Collections.Concurrent;
using System.Text.Json;
using Harness.Conformance.Walking;

namespace Harness.Conformance.Schemas;

/// <summary>Where a type is defined: the file, the definition in it, and whether the file is of the very version that was asked for.</summary>
/// <param name="File">Name without the folder.</param>
/// <param name="Definition">The name below <c>definitions</c>.</param>
/// <param name="Version">The version that the resource claims; properties that came later are not its own.</param>
public sealed record SchemaPlace(string File, string Definition, bool IsExact, SchemaVersion? Version);

/// <summary>A folder with the JSON schemas of the standard (DSP8010, json-schema), all versions or only the newest of each type.</summary>
public sealed class SchemaFolder
{
    /// <summary>Where the standard publishes them; references between the files begin with this.</summary>
    public const string Published = "http://redfish.dmtf.org/schemas/v1/";

    private readonly string _folder;
    private readonly HashSet<string> _files;
    private readonly ILookup<string, (SchemaVersion Version, string File)> _versions;
    private readonly ConcurrentDictionary<string, JsonElement> _read = new(StringComparer.Ordinal);

    /// <exception cref="DirectoryNotFoundException">There is no such folder, or no schema of a Redfish resource in it.</exception>
    public SchemaFolder(string folder)
    {
        _folder = folder;
        _files = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Select(f => Path.GetFileName(f)!).ToHashSet(StringComparer.Ordinal)
            : throw new DirectoryNotFoundException($"There is no folder {folder}.");
        _versions = _files.Select(f => f.Split('.') is [var name, var version, "json"] && SchemaVersion.Parse(version) is { } parsed ? (name, parsed, file: f) : default)
            .Where(v => v.file is not null)
            .ToLookup(v => v.name, v => (v.parsed, v.file), StringComparer.Ordinal);
        if (!_versions.Contains("ServiceRoot"))
        {
            throw new DirectoryNotFoundException($"The folder {folder} holds no ServiceRoot.v1_….json; it should hold the json-schema files of DMTF's DSP8010.");
        }
    }

    /// <summary>
    /// The file for a type. When the folder lacks the version, a later one of the same major stands in: versions only add, and
    /// every addition says since when it is. Null when there is none.
    /// </summary>
    public SchemaPlace? Locate(TypeName type)
    {
        if (type.Version is not { } version)
        {
            return _files.Contains($"{type.Space}.json") ? new SchemaPlace($"{type.Space}.json", type.Name, IsExact: true, null) : null;
        }

        var later = _versions[type.Schema].Where(v => v.Version.Major == version.Major && v.Version.CompareTo(version) >= 0).Order().Take(1).ToList();
        return later is [var (found, file)] ? new SchemaPlace(file, type.Name, found == version, version) : null;
    }

    /// <summary>The unversioned file of a schema, where URIs are listed; null when there is none.</summary>
    public JsonElement? Unversioned(string schema) => Has($"{schema}.json") ? Read($"{schema}.json") : null;

    public bool Has(string file) => _files.Contains(file);

    public JsonElement Read(string file) => _read.GetOrAdd(file, name => JsonElement.Parse(File.ReadAllBytes(Path.Combine(_folder, name))));

    /// <summary>A definition in a file, or null.</summary>
    public JsonElement? Definition(string file, string name) =>
        Has(file) && Read(file).TryGetProperty("definitions", out var all) && all.TryGetProperty(name, out var one) ? one : null;

    /// <summary>Where a <c>$ref</c> leads, seen from a file; null when that is no file of this folder.</summary>
    public (string File, string Definition)? Resolve(string reference, string file)
    {
        if (reference.Split('#') is not [var address, var pointer] || !pointer.StartsWith("/definitions/", StringComparison.Ordinal))
        {
            return null;
        }

        var target = address.Length == 0 ? file
            : address.StartsWith(Published, StringComparison.Ordinal) ? address[Published.Length..]
            : null;
        var name = pointer["/definitions/".Length..];
        return target is not null && Definition(target, name) is not null ? (target, name) : null;
    }

    /// <summary>Whether a definition stands for a resource of its own, so that elsewhere a link to it is written.</summary>
    public bool IsResource(string file, string definition)
    {
        var isUnversioned = file == $"{definition}.json";
        return isUnversioned && Definition(file, definition) is { } schema
            && (schema.TryGetProperty("uris", out _) || definition.EndsWith(TypeName.CollectionSuffix, StringComparison.Ordinal) || IsAbstract(definition));
    }

    /// <summary>Types that stand for any resource.</summary>
    public static bool IsAbstract(string definition) => definition is "Resource" or "ResourceCollection" or "ItemOrCollection" or "Item" or "idRef" or "ReferenceableMember";
}
