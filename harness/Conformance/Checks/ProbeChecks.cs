using Harness.Conformance.Walking;

namespace Harness.Conformance.Checks;

internal sealed class HeadCheck() : ProbeCheck(
    "head", "DSP0266 HEAD", "HEAD answers with the headers of GET and without a body.")
{
    // These change from one answer to the next, or tell of the body.
    private static readonly HashSet<string> Changing = new(StringComparer.OrdinalIgnoreCase)
    {
        "Date", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Content-Encoding", "Vary",
    };

    protected override async Task ProbeAsync(Resource resource, Subject subject, Ledger ledger, CancellationToken cancellation)
    {
        var head = await subject.Reader.SendAsync(HttpMethod.Head, resource.Uri, cancellation: cancellation);
        // Read after HEAD as well: what changed meanwhile is nobody's fault.
        var after = await subject.Reader.GetAsync(resource.Uri, cancellation);
        if (head.Status != 200)
        {
            ledger.Expect(head.Status == after.Status, resource.Uri, "HEAD", head.Brief(), $"{after.Status}, as GET answers");
            return;
        }

        var other = resource.Reply.Headers.Keys.Union(head.Headers.Keys, StringComparer.OrdinalIgnoreCase)
            .Where(name => !Changing.Contains(name) && head.Header(name) != resource.Reply.Header(name) && head.Header(name) != after.Header(name))
            .Order(StringComparer.Ordinal).ToList();
        if (head.Text.Length > 0)
        {
            ledger.Fail(resource.Uri, "HEAD", "a body", "no body");
        }
        else if (other.Count > 0 && other.TrueForAll(name => resource.Reply.Header(name) != after.Header(name)))
        {
            ledger.Skip(ChangesTooOften);
        }
        else if (other is [var name, ..])
        {
            ledger.Fail(resource.Uri, $"HEAD {string.Join(", ", other)}", head.Header(name) ?? "no such header", resource.Reply.Header(name) ?? "no such header, as with GET");
        }
        else
        {
            ledger.Pass();
        }
    }
}

internal sealed class OptionsCheck() : ProbeCheck(
    "options", "DSP0266 HTTP methods; Response headers", "OPTIONS, where it is served, says in Allow what GET says.")
{
    protected override async Task ProbeAsync(Resource resource, Subject subject, Ledger ledger, CancellationToken cancellation)
    {
        var options = await subject.Reader.SendAsync(HttpMethod.Options, resource.Uri, cancellation: cancellation);
        if (options.Status is 405 or 501 || subject.IsClosed(options.Status))
        {
            ledger.Skip(options.Status is 405 or 501 ? "the service does not serve OPTIONS, and need not" : Subject.NeedsLogin);
            return;
        }

        var (own, wanted) = (AllowCheck.Methods(options.Header("Allow")), AllowCheck.Methods(resource.Reply.Header("Allow")));
        ledger.Expect(
            options.Status is 200 or 204 && own.Contains("GET") && (wanted.Count == 0 || own.Except(["OPTIONS"]).Order().SequenceEqual(wanted.Except(["OPTIONS"]).Order())),
            resource.Uri, "OPTIONS", $"{options.Status}, Allow: {options.Header("Allow") ?? "missing"}", $"Allow: {resource.Reply.Header("Allow") ?? "GET …"}");
    }
}

internal sealed class NotModifiedCheck() : ProbeCheck(
    "not-modified", "DSP0266 ETags; Request headers", "GET with the resource's ETag in If-None-Match answers 304.")
{
    private const int Tries = 3;

    protected override async Task ProbeAsync(Resource resource, Subject subject, Ledger ledger, CancellationToken cancellation)
    {
        var etag = resource.Reply.Header("ETag");
        for (var i = 0; i < Tries && etag is not null; i++)
        {
            var reply = await subject.Reader.SendAsync(HttpMethod.Get, resource.Uri, ("If-None-Match", etag), cancellation: cancellation);
            var changed = reply.Status == 200 ? reply.Header("ETag") : null;
            if (reply.Status == 304 || changed is null || changed == etag)
            {
                ledger.Expect(reply.Status == 304, resource.Uri, "If-None-Match", $"{reply.Status}", "304");
                return;
            }

            etag = changed;
        }

        ledger.Skip(etag is null ? "the resource has no ETag" : ChangesTooOften);
    }
}

internal sealed class AuthenticationCheck() : ProbeCheck(
    "authentication", "DSP0266 Resource and operation authentication requirements", "Without login everything but the open documents answers 401 and says how to log in.")
{
    protected override async Task ProbeAsync(Resource resource, Subject subject, Ledger ledger, CancellationToken cancellation)
    {
        if (ServiceTree.Key(resource.Uri) == ServiceTree.Root)
        {
            return;
        }

        if (!subject.Reader.IsLoggedIn)
        {
            ledger.Skip("no user was given");
            return;
        }

        var reply = await subject.Reader.SendAsync(HttpMethod.Get, resource.Uri, anonymous: true, cancellation: cancellation);
        ledger.Expect(reply.Status == 401 && reply.Header("WWW-Authenticate") is not null, resource.Uri, "without login",
            reply.Status == 401 ? "401 without WWW-Authenticate" : $"{reply.Status}", "401 with WWW-Authenticate");
    }
}

internal sealed class UnknownQueryCheck() : ProbeCheck(
    "unknown-query", "DSP0266 Query parameters", "A query parameter with $ that the service does not know answers 501, with an error body.")
{
    private const string Parameter = "?$unheard=1";

    protected override async Task ProbeAsync(Resource resource, Subject subject, Ledger ledger, CancellationToken cancellation)
    {
        var reply = await subject.Reader.GetAsync(ServiceTree.Key(resource.Uri) + Parameter, cancellation);
        var trouble = reply.Status == 501 ? ErrorForm.Trouble(reply, subject.Registries) : $"{reply.Status}";
        ledger.Expect(trouble is null, resource.Uri, Parameter, trouble ?? "", "501 with an error body");
    }
}

internal sealed class WrongProtocolVersionCheck() : ProbeCheck(
    "wrong-odata-version", "DSP0266 Request headers", "A request with an OData-Version other than 4.0 answers 412.")
{
    protected override async Task ProbeAsync(Resource resource, Subject subject, Ledger ledger, CancellationToken cancellation)
    {
        var reply = await subject.Reader.SendAsync(HttpMethod.Get, resource.Uri, ("OData-Version", "3.0"), cancellation: cancellation);
        ledger.Expect(reply.Status == 412, resource.Uri, "OData-Version: 3.0", $"{reply.Status}", "412");
    }
}
