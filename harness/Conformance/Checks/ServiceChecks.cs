using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Harness.Conformance.Walking;

namespace Harness.Conformance.Checks;

internal sealed class SessionLoginCheck() : Check(
    "session-login", "DSP0266 Session login", "Posting a user and a password to the sessions opens one: 201, X-Auth-Token, Location.")
{
    public override Task JudgeAsync(Subject subject, Ledger ledger, CancellationToken cancellation = default)
    {
        if (subject.Settings.User is null)
        {
            ledger.Skip("no user was given");
        }
        else
        {
            ledger.Expect(subject.Reader.SessionTrouble is null, ServiceTree.Root + "/", "/Links/Sessions", subject.Reader.SessionTrouble ?? "", "201 with X-Auth-Token and Location");
        }

        return Task.CompletedTask;
    }
}

internal sealed class OpenDocumentsCheck() : Check(
    "open-documents", "DSP0266 Resource and operation authentication requirements", "/redfish, the root, the OData service document and $metadata are open to everybody.")
{
    public override async Task JudgeAsync(Subject subject, Ledger ledger, CancellationToken cancellation = default)
    {
        foreach (var (uri, holds, wanted) in new (string, Func<Reply, bool>, string)[]
        {
            ("/redfish", r => r.Body?.Text("v1") == ServiceTree.Root + "/", "{\"v1\":\"/redfish/v1/\"}"),
            (ServiceTree.Root + "/", r => r.IsObject, "the service root"),
            (ServiceTree.Root + "/odata", r => r.Property("value") is { ValueKind: JsonValueKind.Array }, "an OData service document with value"),
            (ServiceTree.Root + "/$metadata", r => r.Header("Content-Type")?.StartsWith("application/xml", StringComparison.OrdinalIgnoreCase) is true, "application/xml"),
        })
        {
            var reply = await subject.Reader.SendAsync(HttpMethod.Get, uri, anonymous: true, cancellation: cancellation);
            ledger.Expect(reply.Status == 200 && holds(reply), uri, "without login", reply.Brief(), $"200 and {wanted}");
        }
    }
}

internal sealed class MetadataCheck() : Check(
    "metadata", "DSP0266 OData metadata responses", "$metadata is XML with one EntityContainer and includes the namespace of every type that is served.")
{
    private const string Uri = ServiceTree.Root + "/$metadata";

    public override async Task JudgeAsync(Subject subject, Ledger ledger, CancellationToken cancellation = default)
    {
        var reply = await subject.Reader.GetAsync(Uri, cancellation);
        if (Parse(reply.Text) is not { } document)
        {
            ledger.Fail(Uri, "", reply.Brief(), "an XML document");
            return;
        }

        var containers = document.Descendants().Count(e => e.Name.LocalName == "EntityContainer");
        ledger.Expect(containers == 1, Uri, "EntityContainer", $"{containers} of them", "one");
        var included = document.Descendants()
            .Where(e => e.Name.LocalName is "Include" or "Schema")
            .Select(e => e.Attribute("Namespace")?.Value)
            .OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var space in subject.Tree.Documents.Select(r => r.Type?.Space).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            ledger.Expect(included.Contains(space), Uri, "Include", $"{space} is missing", $"<edmx:Include Namespace=\"{space}\"/>");
        }
    }

    private static XDocument? Parse(string text)
    {
        try
        {
            return XDocument.Parse(text);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}

internal sealed class ServiceDocumentCheck() : Check(
    "service-document", "DSP0266 OData service document", "What the OData service document lists, answers.")
{
    private const string Uri = ServiceTree.Root + "/odata";

    public override async Task JudgeAsync(Subject subject, Ledger ledger, CancellationToken cancellation = default)
    {
        var reply = await subject.Reader.GetAsync(Uri, cancellation);
        if (reply.Property("value") is not { ValueKind: JsonValueKind.Array } list)
        {
            ledger.Skip("there is no service document");
            return;
        }

        foreach (var (url, i) in list.EnumerateArray().Select((e, i) => (e.Text("url"), i)))
        {
            var status = url is null ? 0 : subject.Tree.Find(url)?.Reply.Status ?? (await subject.Reader.GetAsync(url, cancellation)).Status;
            if (subject.IsClosed(status))
            {
                ledger.Skip(Subject.NeedsLogin);
                continue;
            }

            ledger.Expect(status == 200, Uri, $"/value/{i}/url", url is null ? "is missing" : $"{url} answers {status}", "200");
        }
    }
}

internal sealed class NotFoundCheck() : Check(
    "not-found", "DSP0266 Status codes; Error responses", "A URI that is not there answers 404, with an error body.")
{
    public override async Task JudgeAsync(Subject subject, Ledger ledger, CancellationToken cancellation = default)
    {
        var below = subject.Samples.Where(r => r.Type is { IsCollection: true }).Select(r => ServiceTree.Key(r.Uri)).Prepend(ServiceTree.Root);
        foreach (var uri in below.Select(u => $"{u}/there-is-no-such-thing"))
        {
            var reply = await subject.Reader.GetAsync(uri, cancellation);
            if (subject.IsClosed(reply.Status))
            {
                ledger.Skip(Subject.NeedsLogin);
                continue;
            }

            var trouble = reply.Status == 404 ? ErrorForm.Trouble(reply, subject.Registries) : $"{reply.Status}";
            ledger.Expect(trouble is null, uri, "", trouble ?? "", "404 with an error body");
        }
    }
}
