using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Conformance.Walking;

namespace Harness.Conformance.Checks;

internal sealed class OwnUriCheck() : ResourceCheck(
    "odata-id", "DSP0266 Resource identifier (@odata.id) property", "@odata.id is the URI that the resource was read from.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        if (resource.Kind == LinkKind.Page)
        {
            ledger.Skip("a page of a collection bears the collection's URI");
            return;
        }

        var own = resource.Reply.Body!.Value.Text("@odata.id");
        ledger.Expect(own is not null && ServiceTree.Key(own) == ServiceTree.Key(resource.Uri), resource.Uri, "/@odata.id", own ?? "no string", resource.Uri);
    }
}

internal sealed class IdSegmentCheck() : ResourceCheck(
    "id-segment", "DSP0266 Id property", "Id is the last segment of the URI.", Weight.Advice)
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        var segment = ServiceTree.Key(resource.Uri).Split('/')[^1];
        // The members of collections are named by their Id; services and other single resources choose it.
        if (resource.Reply.Body!.Value.Text("Id") is { } id && IsMember(resource, subject.Tree))
        {
            ledger.Expect(id == segment, resource.Uri, "/Id", id, segment);
        }
    }

    private static bool IsMember(Resource resource, ServiceTree tree) =>
        tree.Find(ServiceTree.Key(resource.Uri)[..ServiceTree.Key(resource.Uri).LastIndexOf('/')])?.Type is { IsCollection: true };
}

internal sealed class TypeCheck() : ResourceCheck(
    "odata-type", "DSP0266 Resource type (@odata.type) property", "@odata.type names a type as #Namespace.vX_Y_Z.Name, or #Name.Name of what has no version.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger) => ledger.Expect(
        resource.Type is not null, resource.Uri, "/@odata.type", resource.Reply.Property("@odata.type")?.GetRawText() ?? "is missing", "#Namespace.vX_Y_Z.Name");
}

internal sealed class RequiredCheck() : ResourceCheck(
    "required", "DSP0266 Resources; Resource collections", "What every resource has is there and not null: @odata.id, @odata.type, Id, Name; of collections Name, Members and their count.")
{
    private static readonly string[] OfResources = ["@odata.id", "@odata.type", "Id", "Name"];
    private static readonly string[] OfCollections = ["@odata.id", "@odata.type", "Name", "Members", "Members@odata.count"];

    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        foreach (var name in resource.Type is { IsCollection: true } ? OfCollections : OfResources)
        {
            var value = resource.Reply.Property(name);
            ledger.Expect(
                value is { ValueKind: not JsonValueKind.Null }, resource.Uri, $"/{name}", value is null ? "is missing" : "null", "a value");
        }
    }
}

internal sealed partial class DescribedByCheck() : ResourceCheck(
    "described-by", "DSP0266 Link header", "The Link header says rel=describedby and leads to the schema of the very version that @odata.type claims.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        var header = resource.Reply.Header("Link");
        var file = header is not null && DescribedBy().Match(header) is { Success: true } match ? match.Groups[1].Value.Split('#')[0].Split('/')[^1] : null;
        if (resource.Type is not { } type)
        {
            ledger.Skip("the resource has no type");
        }
        else if (file is null)
        {
            ledger.Fail(resource.Uri, "Link", header ?? "no such header", $"<…/{type.Space}.json>; rel=describedby");
        }
        else
        {
            // Schema files of OEM resources may be described in CSDL.
            ledger.Expect(Path.GetFileNameWithoutExtension(file) == type.Space, resource.Uri, "Link", file, $"{type.Space}.json");
        }
    }

    [GeneratedRegex(@"<([^>]*)>\s*;\s*rel\s*=\s*""?describedby""?", RegexOptions.IgnoreCase)]
    private static partial Regex DescribedBy();
}

internal sealed class UriPatternCheck() : ResourceCheck(
    "uri-pattern", "DSP0266 Redfish-defined URIs and relative reference rules", "The URI is one of those that the schema of the type lists.")
{
    private static readonly Version SinceRedfish = new(1, 6);

    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        if (resource.Kind is LinkKind.Page or LinkKind.Settings or LinkKind.ActionInfo || resource.Type is not { } type)
        {
            return;
        }

        var claimed = subject.Tree.Find(ServiceTree.Root)?.Reply.Body?.Text("RedfishVersion");
        if (!Version.TryParse(claimed, out var version) || version < SinceRedfish)
        {
            ledger.Skip("services before Redfish 1.6 choose their URIs");
        }
        else if (subject.Schemas is not { } schemas)
        {
            ledger.Skip(Subject.NoFolder);
        }
        else if (schemas.Unversioned(type.Schema) is { } schema && JsonPath.Find(schema, $"/definitions/{type.Name}/uris") is { } uris)
        {
            var key = ServiceTree.Key(resource.Uri) is ServiceTree.Root ? ServiceTree.Root + "/" : ServiceTree.Key(resource.Uri);
            var patterns = uris.EnumerateArray().Select(u => u.GetString()!).ToList();
            ledger.Expect(patterns.Any(p => Fits(key, p)), resource.Uri, "", "no such URI in the schema", $"such as {patterns[0]}");
        }
        else
        {
            ledger.Skip($"no URIs are listed for {type.Name}");
        }
    }

    private static bool Fits(string uri, string pattern)
    {
        var (own, wanted) = (uri.Split('/'), pattern.Split('/'));
        return own.Length == wanted.Length && own.Zip(wanted).All(pair => pair.Second is ['{', ..] || pair.First == pair.Second);
    }
}
