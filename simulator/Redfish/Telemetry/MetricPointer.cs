using System.Text.Json;
using System.Text.RegularExpressions;

namespace Simulator.Redfish;

/// <summary>
/// Where a metric is found: the path of a resource, with wildcards in braces for segments, and after <c>#</c> a JSON pointer
/// into it (RFC 6901).
/// </summary>
internal sealed partial record MetricPointer(string Path, string Property)
{
    // Where nothing stands that not everybody who may log in could read.
    private static readonly string[] Rooms = ["Chassis", "Systems", "Fabrics", "PowerEquipment"];

    public override string ToString() => $"{Path}#{Property}";

    public IEnumerable<string> Wildcards => Wildcard().Matches(Path).Select(m => m.Groups[1].Value);

    /// <summary>Null when the text has another form, or leads to where no metrics are.</summary>
    public static MetricPointer? TryParse(string text) =>
        text.Split('#') is [var path, ['/', ..] property] && Form().Match(path) is { Success: true } match && Rooms.Contains(match.Groups[1].Value)
            ? new MetricPointer(path, property) : null;

    /// <summary>With a value in the place of a wildcard.</summary>
    public MetricPointer With(string wildcard, string value) => this with { Path = Path.Replace($"{{{wildcard}}}", value, StringComparison.Ordinal) };

    /// <summary>The path of the collection whose members a wildcard stands for.</summary>
    public string CollectionOf(string wildcard) => Path[..(Path.IndexOf($"{{{wildcard}}}", StringComparison.Ordinal) - 1)];

    /// <summary>The value in a resource; null when the resource has no such property.</summary>
    public JsonElement? In(JsonElement resource)
    {
        var at = resource;
        foreach (var token in Property[1..].Split('/').Select(t => t.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(token, out var next))
            {
                at = next;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(token, out var index) && index >= 0 && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return null;
            }
        }

        return at.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? null : at;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Wildcard();

    [GeneratedRegex(@"^/redfish/v1/(\w+)(?:/(?:\{\w+\}|[\w.:-]+))+$")]
    private static partial Regex Form();
}
