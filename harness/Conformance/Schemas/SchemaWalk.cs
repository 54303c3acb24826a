using System.Text.Json;
using Harness.Conformance.Walking;

namespace Harness.Conformance.Schemas;

/// <summary>What the schema says of one place in a body.</summary>
/// <param name="Note">What it says: the type linked, since when deprecated, in which version added.</param>
public sealed record SchemaRemark(string Pointer, SchemaRemarkKind Kind, string Note);

public enum SchemaRemarkKind
{
    /// <summary>A link; the note is the type that it must lead to.</summary>
    LinksTo,

    /// <summary>A property or value that the standard gave up.</summary>
    Deprecated,

    /// <summary>A property or value of a later version than the body claims.</summary>
    AddedLater,
}

/// <summary>
/// Goes through a body beside its schema and gathers what a validator does not tell: types of links, deprecation, and the version
/// in which a thing was added (keywords <c>deprecated</c>, <c>versionAdded</c> and their kin, DSP0266 "JSON Schema").
/// </summary>
public sealed class SchemaWalk(SchemaFolder folder)
{
    public IReadOnlyList<SchemaRemark> Remarks(JsonElement body, SchemaPlace place)
    {
        List<SchemaRemark> remarks = [];
        if (folder.Definition(place.File, place.Definition) is { } schema)
        {
            Visit(body, schema, new At(place.File, "", place), remarks);
        }

        return remarks;
    }

    private void Visit(JsonElement value, JsonElement schema, At at, List<SchemaRemark> remarks)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            if (folder.Resolve(reference.GetString()!, at.File) is var (file, definition))
            {
                if (IsLink(value, at.File, file, definition))
                {
                    remarks.Add(new SchemaRemark(at.Pointer, SchemaRemarkKind.LinksTo, definition));
                }
                else
                {
                    Visit(value, folder.Definition(file, definition)!.Value, at with { File = file }, remarks);
                }
            }
        }
        else if (schema.TryGetProperty("anyOf", out var choices))
        {
            // Of the versions of a type the newest that the folder holds knows all the others do.
            var newest = choices.EnumerateArray().LastOrDefault(c => !c.TryGetProperty("$ref", out var r) || folder.Resolve(r.GetString()!, at.File) is (_, not "idRef"));
            if (newest.ValueKind == JsonValueKind.Object)
            {
                Visit(value, newest, at, remarks);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties))
        {
            foreach (var property in value.EnumerateObject().Where(p => properties.TryGetProperty(p.Name, out _)))
            {
                var inner = at with { Pointer = JsonPath.Append(at.Pointer, property.Name) };
                var of = properties.GetProperty(property.Name);
                Note(of, inner, property.Name, remarks);
                Visit(property.Value, of, inner, remarks);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var (item, i) in value.EnumerateArray().Select((item, i) => (item, i)))
            {
                Visit(item, items, at with { Pointer = JsonPath.Append(at.Pointer, i) }, remarks);
            }
        }
        else if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("enum", out _))
        {
            NoteValue(value.GetString()!, schema, at, remarks);
        }
    }

    private bool IsLink(JsonElement value, string from, string file, string definition) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("@odata.id", out _) && file != from
        && (definition == "idRef" || folder.IsResource(file, definition) || value.EnumerateObject().Count() == 1);

    private static void Note(JsonElement property, At at, string name, List<SchemaRemark> remarks)
    {
        if (property.Text("deprecated") is { } reason && at.Has(property.Text("versionDeprecated")))
        {
            remarks.Add(new SchemaRemark(at.Pointer, SchemaRemarkKind.Deprecated, reason));
        }

        if (property.Text("versionAdded") is { } added && at.IsLater(added))
        {
            remarks.Add(new SchemaRemark(at.Pointer, SchemaRemarkKind.AddedLater, $"{name} is in the schema since {added}"));
        }
    }

    private static void NoteValue(string value, JsonElement schema, At at, List<SchemaRemark> remarks)
    {
        if (schema.TryGetProperty("enumDeprecated", out var deprecated) && deprecated.Text(value) is { } reason
            && at.Has(schema.TryGetProperty("enumVersionDeprecated", out var since) ? since.Text(value) : null))
        {
            remarks.Add(new SchemaRemark(at.Pointer, SchemaRemarkKind.Deprecated, $"{value}: {reason}"));
        }

        if (schema.TryGetProperty("enumVersionAdded", out var versions) && versions.Text(value) is { } added && at.IsLater(added))
        {
            remarks.Add(new SchemaRemark(at.Pointer, SchemaRemarkKind.AddedLater, $"{value} is in the schema since {added}"));
        }
    }

    // Versions in a file of another schema are that schema's; they say nothing about the version that the body claims.
    private sealed record At(string File, string Pointer, SchemaPlace Place)
    {
        private bool IsOwn => File == Place.File && Place.Version is not null;

        public bool IsLater(string added) => IsOwn && SchemaVersion.Parse(added) is { } version && version.CompareTo(Place.Version!.Value) > 0;

        public bool Has(string? since) => since is null || !IsLater(since);
    }
}
