using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Conformance.Schemas;
using Harness.Conformance.Walking;

namespace Harness.Conformance.Checks;

internal sealed class SchemaCheck() : ResourceCheck(
    "schema", "DSP0266 JSON Schema; DSP8010", "The body keeps to the JSON schema of its type and version; parts of vendors are not judged.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        if (subject.Locate(resource) is not ({ } place, _))
        {
            ledger.Skip(subject.Locate(resource).Reason);
            return;
        }

        var body = resource.Reply.Body!.Value;
        var problems = subject.Judge!.Judge(body, place)
            .Concat(subject.Walk!.Remarks(body, place)
                .Where(r => r.Kind == SchemaRemarkKind.AddedLater)
                .Select(r => new SchemaProblem(r.Pointer, r.Note, $"what {place.Version} has")))
            .Where(p => !p.Pointer.Contains("/Oem/", StringComparison.Ordinal))
            .ToList();
        if (problems.Count == 0)
        {
            ledger.Pass();
        }

        problems.ForEach(p => ledger.Fail(resource.Uri, p.Pointer, p.Found, p.Expected));
    }
}

internal sealed class DeprecatedCheck() : ResourceCheck(
    "deprecated", "DSP0266 Deprecated annotations of the schema", "Nothing is used that the schema gave up; it may be, for old clients.", Weight.Note)
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        if (subject.Locate(resource) is not ({ } place, _))
        {
            ledger.Skip(subject.Locate(resource).Reason);
            return;
        }

        var deprecated = subject.Walk!.Remarks(resource.Reply.Body!.Value, place).Where(r => r.Kind == SchemaRemarkKind.Deprecated).ToList();
        if (deprecated.Count == 0)
        {
            ledger.Pass();
        }

        deprecated.ForEach(r => ledger.Fail(resource.Uri, r.Pointer, "is deprecated", r.Note));
    }
}

internal sealed class CountCheck() : ResourceCheck(
    "counts", "DSP0266 Count (Members@odata.count, PropertyName@odata.count) properties", "Every @odata.count is the length of its array; of a collection in pages, of all pages together.")
{
    private const string Suffix = "@odata.count";

    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        foreach (var (pointer, value) in JsonPath.Objects(resource.Reply.Body!.Value))
        {
            foreach (var count in value.EnumerateObject().Where(p => p.Name.EndsWith(Suffix, StringComparison.Ordinal)))
            {
                var name = count.Name[..^Suffix.Length];
                if (pointer.Length == 0 && name == "Members" && resource.Kind == LinkKind.Page)
                {
                    continue; // judged with the first page
                }

                Judge(resource, JsonPath.Append(pointer, count.Name), count.Value, Length(resource, subject.Tree, pointer, value, name), ledger);
            }
        }
    }

    private static void Judge(Resource resource, string pointer, JsonElement count, int? length, Ledger ledger)
    {
        if (length is null)
        {
            ledger.Fail(resource.Uri, pointer, "there is no array beside it", "an array to count");
        }
        else
        {
            var isNumber = count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out _);
            ledger.Expect(isNumber && count.GetInt32() == length, resource.Uri, pointer, count.GetRawText(), $"{length}");
        }
    }

    private static int? Length(Resource resource, ServiceTree tree, string pointer, JsonElement value, string name)
    {
        if (!value.TryGetProperty(name, out var array) || array.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var length = array.GetArrayLength();
        var seen = new HashSet<string>(StringComparer.Ordinal) { ServiceTree.Key(resource.Uri) };
        for (var page = resource; pointer.Length == 0 && name == "Members" && page.Links.FirstOrDefault(l => l.Kind == LinkKind.Page) is { } next;)
        {
            if (!seen.Add(ServiceTree.Key(next.Target)) || tree.Find(next.Target) is not { IsDocument: true } following)
            {
                break;
            }

            page = following;
            length += page.Reply.Property("Members") is { ValueKind: JsonValueKind.Array } more ? more.GetArrayLength() : 0;
        }

        return length;
    }
}

internal sealed class UniqueMembersCheck() : ResourceCheck(
    "unique-members", "DSP0266 Resource collections; Id property", "No member is in a collection twice, and no two members have the same Id.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        if (resource.Type is not { IsCollection: true } || resource.Reply.Property("Members") is not { ValueKind: JsonValueKind.Array } members)
        {
            return;
        }

        var uris = members.EnumerateArray().Select(m => m.Text("@odata.id")).OfType<string>().ToList();
        var ids = uris.Distinct(StringComparer.Ordinal).Select(subject.Tree.Find).OfType<Resource>().Where(m => m.IsDocument).Select(m => m.Reply.Body!.Value.Text("Id")).OfType<string>();
        var twice = Twice(uris).Concat(Twice(ids).Select(id => $"Id {id}")).ToList();
        ledger.Expect(twice.Count == 0, resource.Uri, "/Members", $"{string.Join(", ", twice)} more than once", "each once");
    }

    private static IEnumerable<string> Twice(IEnumerable<string> values) => values.GroupBy(v => v, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);
}

internal sealed partial class TimeCheck() : ResourceCheck(
    "times", "DSP0266 Date-Time values", "Points in time are written YYYY-MM-DDThh:mm:ss, with an offset or Z.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        foreach (var (pointer, value) in JsonPath.Objects(resource.Reply.Body!.Value, withOem: false))
        {
            foreach (var property in value.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String))
            {
                // A duration or a time of day may have such a name as well; a year tells that it is none.
                var text = property.Value.GetString()!;
                if (property.Name == "DateTime" || (Names().IsMatch(property.Name) && Year().IsMatch(text)))
                {
                    ledger.Expect(
                        Form().IsMatch(text) && DateTimeOffset.TryParse(text, out _), resource.Uri, JsonPath.Append(pointer, property.Name), text, "such as 2026-01-31T12:00:00Z or 2026-01-31T12:00:00+01:00");
                }
            }
        }
    }

    [GeneratedRegex("(Time|Timestamp|Date|Created|Modified|NotBefore|NotAfter)$")]
    private static partial Regex Names();

    [GeneratedRegex(@"^\d{4}[-/.]")]
    private static partial Regex Year();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Form();
}

internal sealed partial class UuidCheck() : ResourceCheck(
    "uuids", "DSP0266 GUID and UUID values", "UUIDs have 32 hexadecimal digits in five groups with dashes.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        foreach (var (pointer, value) in JsonPath.Objects(resource.Reply.Body!.Value, withOem: false))
        {
            foreach (var property in value.EnumerateObject().Where(p => p.Name.EndsWith("UUID", StringComparison.Ordinal) && p.Value.ValueKind == JsonValueKind.String))
            {
                var text = property.Value.GetString()!;
                ledger.Expect(Form().IsMatch(text), resource.Uri, JsonPath.Append(pointer, property.Name), text.Length == 0 ? "an empty string" : text, "such as 92384634-2938-2342-8820-489239905423");
            }
        }
    }

    [GeneratedRegex("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$")]
    private static partial Regex Form();
}

internal sealed class ActionTargetCheck() : ResourceCheck(
    "action-targets", "DSP0266 Actions property; POST (action)", "The target of an action is Actions/<its name> below the resource.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        foreach (var (pointer, value) in JsonPath.Objects(resource.Reply.Body!.Value, withOem: true))
        {
            // "/Actions/#Chassis.Reset", "/Actions/Oem/#Vendor.Do", "/PowerSupplies/0/Actions/#…"
            if (!pointer.Contains("/Actions/", StringComparison.Ordinal) || pointer.Split('/')[^1] is not ['#', .. var name])
            {
                continue;
            }

            var target = value.Text("target");
            var below = ServiceTree.Key(resource.Uri) + "/Actions/";
            // Some pod managers of the field leave the schema's name out: Actions/Allocate.
            var isNamed = target?.Split('/')[^1] is { } last && (last == name || last == name.Split('.')[^1]);
            ledger.Expect(
                isNamed && target!.StartsWith(below, StringComparison.Ordinal),
                resource.Uri, $"{pointer}/target", target ?? "is missing", $"{below}{(pointer.Contains("/Oem/", StringComparison.Ordinal) ? "Oem/" : "")}{name}");
        }
    }
}

internal sealed class MessageCheck() : ResourceCheck(
    "messages", "DSP0266 Message object; Message registries", "Every message id is in a registry that the service serves, with as many arguments as that says.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        foreach (var (pointer, value) in JsonPath.Objects(resource.Reply.Body!.Value, withOem: false))
        {
            if (value.Text("MessageId") is { } id)
            {
                Judge(resource.Uri, pointer, value, id, subject.Registries, ledger);
            }
        }
    }

    private static void Judge(string uri, string pointer, JsonElement message, string id, MessageRegistries registries, Ledger ledger)
    {
        pointer += "/MessageId";
        if (!MessageRegistries.IsId(id))
        {
            // Log entries may carry messages of a vendor's own form.
            if (pointer.Contains("@Message.ExtendedInfo", StringComparison.Ordinal))
            {
                ledger.Fail(uri, pointer, id, "Prefix.Major.Minor.Key");
            }
            else
            {
                ledger.Skip("the message id is of another form");
            }

            return;
        }

        var given = message.TryGetProperty("MessageArgs", out var args) && args.ValueKind == JsonValueKind.Array ? args.GetArrayLength() : 0;
        if (registries.ArgumentsOf(id) is not { } wanted)
        {
            ledger.Skip($"the service does not serve registry {id[..id.LastIndexOf('.')]}");
        }
        else if (wanted < 0)
        {
            ledger.Fail(uri, pointer, $"{id} is not in its registry", "a message of the registry");
        }
        else
        {
            ledger.Expect(given == wanted, uri, pointer, $"{id} with {given} arguments", $"{wanted} arguments");
        }
    }
}
