using System.Collections.Concurrent;
using System.Text.Json;
using Harness.Conformance.Walking;
using Json.Schema;

namespace Harness.Conformance.Schemas;

/// <summary>Judges bodies by their schemas with the validator of JsonSchema.Net, and says the result in few words.</summary>
public sealed class SchemaJudge(SchemaFolder folder)
{
    private const int Readable = 60;

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.Hierarchical, RequireFormatValidation = true };

    private readonly ConcurrentDictionary<(string, string), Lazy<JsonSchema>> _built = new();

    public IReadOnlyList<SchemaProblem> Judge(JsonElement body, SchemaPlace place)
    {
        var schema = _built.GetOrAdd((place.File, place.Definition), _ => new Lazy<JsonSchema>(() => Build(place))).Value;
        var result = schema.Evaluate(body, Options);
        return result.IsValid
            ? []
            : [.. Leaves(result).Distinct().Select(l => Tell(body, l)).Where(p => !CameLater(p, place)).DistinctBy(p => (p.Pointer, p.Found)).OrderBy(p => p.Pointer, StringComparer.Ordinal)];
    }

    private JsonSchema Build(SchemaPlace place) => JsonSchema.Build(
        JsonSerializer.SerializeToElement(SchemaBundle.Make(folder, place)),
        new BuildOptions { SchemaRegistry = new SchemaRegistry(), Dialect = Dialect.Draft07 });

    // Of the choices of an anyOf only the one that fits best is worth telling.
    private static List<Leaf> Leaves(EvaluationResults result)
    {
        if (result.IsValid)
        {
            return [];
        }

        var own = (result.Errors ?? new Dictionary<string, string>(StringComparer.Ordinal))
            .Where(e => e.Key is not ("anyOf" or "allOf" or "oneOf" or "$ref"))
            .Select(e => new Leaf(result.InstanceLocation.ToString(), e.Key, e.Value))
            .ToList();
        List<Leaf>? best = null;
        foreach (var part in result.Details ?? [])
        {
            var leaves = Leaves(part);
            if (!IsChoice(result, part))
            {
                own.AddRange(leaves);
            }
            else if (best is null || leaves.Count < best.Count)
            {
                best = leaves;
            }
        }

        return [.. own, .. best ?? []];
    }

    private static bool IsChoice(EvaluationResults whole, EvaluationResults part) =>
        part.EvaluationPath.ToString()[whole.EvaluationPath.ToString().Length..].Split('/') is [_, "anyOf" or "oneOf", ..];

    private static SchemaProblem Tell(JsonElement body, Leaf leaf) => leaf switch
    {
        // A property that the schema closes out fails against "false".
        { Keyword: "" or "additionalProperties" } => new SchemaProblem(leaf.Pointer, "is there", "no such property in the schema"),
        { Keyword: "required" } => new SchemaProblem(leaf.Pointer, "is missing", leaf.Message),
        _ => new SchemaProblem(leaf.Pointer, Shown(body, leaf.Pointer), leaf.Message),
    };

    private static string Shown(JsonElement body, string pointer)
    {
        var text = JsonPath.Find(body, pointer)?.GetRawText() ?? "nothing";
        return text.Length > Readable ? text[..Readable] + "…" : text;
    }

    // With a later schema standing in, what that one began to require is not required of this body.
    private bool CameLater(SchemaProblem problem, SchemaPlace place) =>
        !place.IsExact && problem.Found == "is missing" && folder.Definition(place.File, place.Definition) is { } schema
        && schema.TryGetProperty("properties", out var properties)
        && properties.EnumerateObject()
            .Where(p => problem.Expected.Contains($"\"{p.Name}\"", StringComparison.Ordinal))
            .All(p => p.Value.Text("versionAdded") is { } added && SchemaVersion.Parse(added) is { } since && since.CompareTo(place.Version!.Value) > 0);

    private sealed record Leaf(string Pointer, string Keyword, string Message);
}
