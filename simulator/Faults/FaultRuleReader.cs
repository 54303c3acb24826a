using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Simulator.Faults;

/// <summary>Rules, or all that is wrong with the document that was to hold them.</summary>
/// <param name="IsList">Whether it is a list, of however many.</param>
public sealed record ReadRules(IReadOnlyList<FaultRule> Rules, bool IsList, IReadOnlyList<string> Problems);

/// <summary>Reads one rule or a list of rules as JSON, and checks them (<see cref="FaultRuleCheck"/>). With one problem none is taken.</summary>
public static class FaultRuleReader
{
    private static readonly Dictionary<Type, string> Kinds = new()
    {
        [typeof(string)] = "a text",
        [typeof(int?)] = "a whole number",
        [typeof(double?)] = "a number",
        [typeof(bool?)] = "true or false",
        [typeof(DropMoment?)] = OneOf<DropMoment>(),
        [typeof(SessionScope?)] = OneOf<SessionScope>(),
        [typeof(IReadOnlyList<BodyEdit>)] = """a list of {"path", "value"} or {"path", "remove": true}""",
    };

    public static ReadRules Read(JsonElement document)
    {
        List<FaultRule> rules = [];
        List<string> problems = [];
        switch (document.ValueKind)
        {
            case JsonValueKind.Object:
                rules.AddRange(One(document, "", problems));
                break;
            case JsonValueKind.Array:
                foreach (var (i, item) in document.EnumerateArray().Index())
                {
                    rules.AddRange(One(item, $"[{i}].", problems));
                }

                problems.AddRange(Twins(rules));
                break;
            default:
                problems.Add("The rules must be an object, or a list of objects.");
                break;
        }

        return new ReadRules(problems.Count == 0 ? rules : [], document.ValueKind == JsonValueKind.Array, problems);
    }

    private static IEnumerable<string> Twins(IReadOnlyList<FaultRule> rules) =>
        rules.Select(r => r.Id).OfType<string>().CountBy(id => id).Where(id => id.Value > 1).Select(id => $"id: '{id.Key}' is that of {id.Value} rules");

    private static IEnumerable<FaultRule> One(JsonElement json, string where, List<string> problems)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{where.TrimEnd('.')}: must be an object");
            return [];
        }

        // Member by member: the reader of the whole would stop at the first that it does not understand.
        var good = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        var isWhole = true;
        foreach (var member in json.EnumerateObject())
        {
            if (Problem(member) is { } problem)
            {
                problems.Add($"{where}{member.Name}: {problem}");
                isWhole = false;
            }
            else
            {
                good[member.Name] = member.Value;
            }
        }

        var rule = JsonSerializer.SerializeToElement(good, FaultRuleJson.Default.DictionaryStringJsonElement).Deserialize(FaultRuleJson.Default.FaultRule)!;

        // What a member that is not understood would have said is not known, so only what is wrong in any case is told beside it.
        problems.AddRange(FaultRuleCheck.Problems(rule).Where(p => isWhole || !p.Contains("at least one is needed", StringComparison.Ordinal)).Select(p => where + p));
        return isWhole ? [rule] : [];
    }

    private static string? Problem(JsonProperty member)
    {
        if (FaultRuleJson.Default.FaultRule.Properties.FirstOrDefault(p => p.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase)) is not { } known)
        {
            return $"is not known; a rule has {string.Join(", ", FaultRuleJson.Default.FaultRule.Properties.Select(p => p.Name))}";
        }

        return Fits(member.Value, known) ? null : $"must be {Kinds[known.PropertyType]}";
    }

    private static bool Fits(JsonElement value, JsonPropertyInfo known)
    {
        try
        {
            // The number of a name would be taken, too.
            return (Nullable.GetUnderlyingType(known.PropertyType)?.IsEnum is not true || value.ValueKind is JsonValueKind.String or JsonValueKind.Null)
                && (value.Deserialize(FaultRuleJson.Default.GetTypeInfo(known.PropertyType)!) is not IReadOnlyList<BodyEdit?> edits || !edits.Contains(null));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string OneOf<T>()
        where T : struct, Enum => $"one of {string.Join(", ", Enum.GetNames<T>())}";
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(FaultRule))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class FaultRuleJson : JsonSerializerContext;
