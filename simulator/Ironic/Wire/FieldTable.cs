using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>
/// All fields of a resource in one table: it writes answers in every form and version, and takes creations and patches.
/// </summary>
/// <param name="resource">For messages: <c>node</c>.</param>
internal sealed class FieldTable<T>(string resource, IReadOnlyList<Field<T>> fields)
    where T : class
{
    private readonly Dictionary<string, Field<T>> _byName = fields.ToDictionary(f => f.Name, StringComparer.Ordinal);

    public string Resource => resource;

    public Field<T>? SortKey(string name) => _byName.GetValueOrDefault(name) is { IsSortable: true } field ? field : null;

    public JsonObject WriteFull(T item, WireContext wire) => Write(item, wire, _ => true);

    public JsonObject WriteShort(T item, WireContext wire) => Write(item, wire, f => f.IsShort);

    public JsonObject WriteChosen(T item, WireContext wire, IReadOnlyCollection<string> names) =>
        Write(item, wire, f => names.Contains(f.Name) || f.Name == "links");

    /// <summary>What is wrong with a <c>fields=</c> argument: newer names 406, and unknown names.</summary>
    /// <param name="refuse">What is said of unknown names, of which there is one at least; null where nobody minds.</param>
    public IronicError? CheckChosen(IReadOnlyCollection<string> names, ApiVersion version, Func<IReadOnlyList<string>, IronicError?> refuse)
    {
        if (names.Any(n => _byName.GetValueOrDefault(n) is { } field && !version.Has(field.Since)))
        {
            return IronicErrors.NotAcceptable;
        }

        var unknown = names.Where(n => !_byName.ContainsKey(n)).ToList();
        return unknown.Count > 0 ? refuse(unknown) : null;
    }

    /// <summary>Sets what a creation names; everything wrong with it is reported at once.</summary>
    public Outcome<T> Create(T empty, JsonObject body, ApiVersion version)
    {
        var problems = fields.Where(f => f.IsMandatory && body[f.Name] is null).Select(f => $"'{f.Name}' is a required property").ToList();
        var unknown = body.Select(m => m.Key).Where(k => !IsSettable(k, Settable.OnCreate)).Select(k => $"'{k}'").ToList();
        if (unknown.Count > 0)
        {
            problems.Add($"Additional properties are not allowed ({string.Join(", ", unknown)} {(unknown.Count == 1 ? "was" : "were")} unexpected)");
        }

        var known = body.Where(m => IsSettable(m.Key, Settable.OnCreate)).Select(m => (Field: _byName[m.Key], m.Value)).ToList();
        if (known.Any(k => !version.Has(k.Field.Since)))
        {
            return IronicErrors.NotAcceptable;
        }

        return Take(empty, known, problems);
    }

    /// <summary>Applies a JSON patch; nothing is changed unless all of it can be.</summary>
    public Outcome<T> Patch(T item, JsonArray operations, WireContext wire)
    {
        var writable = fields.Where(f => f.Set is not null && f.When != Settable.OnCreate).ToList();
        var document = new JsonObject(writable.Select(f => KeyValuePair.Create(f.Name, Raw(f, item, wire))));
        var problems = new List<string>();
        var touched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in operations)
        {
            if (!JsonPatch.TryRead(node, out var operation, out var malformed))
            {
                problems.Add(malformed);
                continue;
            }

            var field = _byName.GetValueOrDefault(operation.Attribute);
            if (field?.Set is null || field.When == Settable.OnCreate)
            {
                var allowed = string.Join(", ", writable.Where(f => wire.Version.Has(f.Since)).Select(f => f.Name).Order(StringComparer.Ordinal));
                problems.Add($"Cannot patch /{string.Join('/', operation.Path)}. Only the following can be updated: {allowed}");
            }
            else if (!wire.Version.Has(field.Since))
            {
                return IronicErrors.NotAcceptable;
            }
            else if (operation is { Kind: "remove", Path.Count: 1 } && field.IsMandatory)
            {
                problems.Add($"'/{field.Name}' is a mandatory attribute and can not be removed");
            }
            else if (operation.Apply(document) is { } problem)
            {
                problems.Add(problem);
            }
            else
            {
                touched.Add(field.Name);
            }
        }

        return problems.Count > 0
            ? IronicErrors.Invalid(string.Join("; ", problems))
            : Take(item, [.. writable.Where(f => touched.Contains(f.Name)).Select(f => (f, document[f.Name]))], []);
    }

    private static JsonNode? Raw(Field<T> field, T item, WireContext wire) =>
        field.Raw is null ? field.Write(item, wire) : field.Raw(item)?.DeepClone();

    private Outcome<T> Take(T item, IReadOnlyList<(Field<T> Field, JsonNode? Value)> values, List<string> problems)
    {
        problems.AddRange(values.Select(v => (v.Field.Name, Problem: v.Field.Check(v.Value)))
            .Where(v => v.Problem is not null)
            .Select(v => $"{v.Name}: {v.Problem}"));
        return problems.Count > 0
            ? IronicErrors.Schema(resource, problems)
            : values.Aggregate(item, (taken, v) => v.Field.Set!(taken, v.Value?.DeepClone()));
    }

    private bool IsSettable(string name, Settable when) =>
        _byName.GetValueOrDefault(name) is { Set: not null } field && (field.When == Settable.Always || field.When == when);

    private JsonObject Write(T item, WireContext wire, Func<Field<T>, bool> chosen) =>
        new(fields.Where(f => !f.IsHidden && wire.Version.Has(f.Since) && chosen(f)).Select(f => KeyValuePair.Create(f.Name, f.Write(item, wire))));
}
