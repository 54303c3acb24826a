using System.Text.RegularExpressions;
using Harness.Conformance.Walking;

namespace Harness.Conformance.Checks;

internal sealed class ProtocolVersionCheck() : ResourceCheck(
    "odata-version", "DSP0266 Response headers", "Every answer says OData-Version: 4.0.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        var header = resource.Reply.Header("OData-Version");
        ledger.Expect(header == "4.0", resource.Uri, "OData-Version", header ?? "no such header", "4.0");
    }
}

internal sealed class CacheControlCheck() : ResourceCheck(
    "cache-control", "DSP0266 Response headers", "What is read is not to be cached: Cache-Control is no-cache or no-store.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        var header = resource.Reply.Header("Cache-Control");
        var holds = header is not null && (header.Contains("no-cache", StringComparison.OrdinalIgnoreCase) || header.Contains("no-store", StringComparison.OrdinalIgnoreCase));
        ledger.Expect(holds, resource.Uri, "Cache-Control", header ?? "no such header", "no-cache or no-store");
    }
}

internal sealed partial class ContentTypeCheck() : ResourceCheck(
    "content-type", "DSP0266 Response headers; Media types", "A resource comes as application/json; charset=utf-8.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        var header = resource.Reply.Header("Content-Type");
        ledger.Expect(header is not null && Json().IsMatch(header), resource.Uri, "Content-Type", header ?? "no such header", "application/json; charset=utf-8");
    }

    [GeneratedRegex(@"^application/json\s*;\s*(.*;\s*)?charset=""?utf-8""?", RegexOptions.IgnoreCase)]
    private static partial Regex Json();
}

internal sealed class AllowCheck() : ResourceCheck(
    "allow", "DSP0266 Response headers", "The answer to GET says in Allow what may be done with the resource, GET among it.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        var header = resource.Reply.Header("Allow");
        ledger.Expect(Methods(header).Contains("GET"), resource.Uri, "Allow", header ?? "no such header", "GET and what else is possible");
    }

    public static IReadOnlySet<string> Methods(string? allow) =>
        (allow ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}

internal sealed class ETagCheck() : ResourceCheck(
    "etag", "DSP0266 ETags; ETag (@odata.etag) property", "ETag and @odata.etag are the same; accounts have one.")
{
    protected override void Judge(Resource resource, Subject subject, Ledger ledger)
    {
        var header = resource.Reply.Header("ETag");
        var property = resource.Reply.Body!.Value.Text("@odata.etag");
        if (property is null && (header is not null || resource.Type?.Name != "ManagerAccount"))
        {
            // The property is optional, and so is the header but for accounts.
            if (header is not null)
            {
                ledger.Pass();
            }
        }
        else if (header is null)
        {
            ledger.Fail(resource.Uri, "ETag", "no such header", property ?? "an ETag");
        }
        else
        {
            ledger.Expect(header == property, resource.Uri, "ETag", header, $"{property}, as @odata.etag says");
        }
    }
}
