using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace ValenceCore.Drivers.Redfish;

/// <summary>Speaks to one pod manager: logs in (a session, else Basic), logs in once more after a 401, follows tasks and pages.</summary>
#pragma warning disable CA1001 // The gate makes no wait handle, so there is nothing to dispose of.
internal sealed partial class RedfishConnection(PodTarget pod, DriverHost host)
#pragma warning restore CA1001
{
    private const int MaxPages = 10_000;

    /// <summary>So often a question is asked of a service that is busy.</summary>
    private const int Attempts = 3;

    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Uri address = new(pod.Url.OriginalString.TrimEnd('/') + "/");
    private readonly ILogger logger = host.Loggers.CreateLogger<RedfishConnection>();
    private readonly SemaphoreSlim loginGate = new(1, 1);
    private volatile Login? login;
    private JsonElement? knownRoot;

    public string PodName => pod.Name;

    /// <summary>Path of the service root; a registered url may name it already.</summary>
    private string RootPath => address.AbsolutePath.TrimEnd('/') is var path && path.EndsWith("/redfish/v1", StringComparison.Ordinal)
        ? path + "/"
        : path + "/redfish/v1/";

    public async Task<JsonElement?> RootAsync(string stage, CancellationToken cancellation) => knownRoot = await GetAsync(RootPath, stage, cancellation);

    /// <summary>The root as it was read last: for where things are, which does not change under a running service.</summary>
    public async Task<JsonElement?> KnownRootAsync(string stage, CancellationToken cancellation) => knownRoot ?? await RootAsync(stage, cancellation);

    /// <summary>A link that must be there, or the error that names it.</summary>
    public string Need(string? link, string name, string stage, string resource) =>
        link ?? throw RedfishFailures.MissingAttribute(pod.Name, stage, name, resource);

    /// <summary>The resource at a path. Safe to repeat.</summary>
    public async Task<JsonElement?> GetAsync(string path, string stage, CancellationToken cancellation)
    {
        var reply = await SendAsync(HttpMethod.Get, path, null, stage, host.Timeouts.Request, cancellation);
        return reply.Body ?? throw RedfishFailures.Malformed(pod.Name, stage, $"{path} has no JSON body.");
    }

    /// <summary>The resource, or null when the pod says that there is none.</summary>
    public async Task<JsonElement?> FindAsync(string path, string stage, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(path, stage, cancellation);
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
        {
            return null;
        }
    }

    /// <summary>Paths of a collection's members, over all pages.</summary>
    public async Task<IReadOnlyList<string>> MembersAsync(string path, string stage, CancellationToken cancellation) =>
        [.. (await PagesAsync(path, stage, cancellation)).Select(member => Need(member.Id(), "Members/@odata.id", stage, path))];

    /// <summary>A collection's members as they stand in it, over all pages.</summary>
    public async Task<IReadOnlyList<JsonElement?>> PagesAsync(string path, string stage, CancellationToken cancellation)
    {
        var members = new List<JsonElement?>();
        var seen = new HashSet<string>();
        for (string? page = path; page is not null && seen.Add(page) && seen.Count <= MaxPages;)
        {
            var collection = await GetAsync(page, stage, cancellation);

            // The first services kept the members among the links.
            var kept = collection.Child("Links");
            var here = collection.Items("Members");
            members.AddRange(here.Count > 0 ? here : kept.Items("Members"));
            if (collection.Child("Members") is not { ValueKind: JsonValueKind.Array } && kept.Child("Members") is not { ValueKind: JsonValueKind.Array })
            {
                // Not to be taken for empty: what it holds would be lost.
                throw RedfishFailures.MissingAttribute(pod.Name, stage, "Members", page);
            }

            page = collection.Text("Members@odata.nextLink") ?? collection.Text("@odata.nextLink");
        }

        return members;
    }

    /// <summary>Sends a change with the short or the long timeout and follows the task that a 202 may start. With an ETag it is made only to the
    /// resource as it was read.</summary>
    public async Task<RedfishReply> ChangeAsync(
        HttpMethod method, string path, JsonObject? body, string stage, bool isLong, CancellationToken cancellation, string? etag = null)
    {
        var reply = await SendAsync(method, path, body, stage, isLong ? host.Timeouts.LongRequest : host.Timeouts.Request, cancellation, etag);
        while (reply is { Status: HttpStatusCode.Accepted, Location: { } monitor })
        {
            await Task.Delay(reply.RetryAfter ?? host.Timeouts.Poll, host.Time, cancellation);
            reply = await SendAsync(HttpMethod.Get, monitor, null, stage, host.Timeouts.Request, cancellation);
            reply = reply with { Location = reply.Location ?? (reply.Status == HttpStatusCode.Accepted ? monitor : null) };
        }

        if (reply.Body.Text("TaskState") is "Exception" or "Killed" or "Cancelled" or "Interrupted")
        {
            throw RedfishFailures.Refused(pod.Name, stage, reply with { Status = HttpStatusCode.InternalServerError });
        }

        return reply;
    }

    /// <summary>A stream that stays open until it is disposed of. Logs in as any other request.</summary>
    public async Task<Stream> StreamAsync(string path, MediaTypeWithQualityHeaderValue type, string stage, CancellationToken cancellation)
    {
        var current = login ?? await LoginAsync(stale: null, cancellation);
        using var request = RequestFor(HttpMethod.Get, path, null, current, null);
        request.Headers.Accept.Clear();
        request.Headers.Accept.Add(type);
        try
        {
            // The client outlives this call with the stream that it feeds.
            var client = host.CreateClient();
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadAsStreamAsync(cancellation);
            }

            using (client)
            using (response)
            {
                if (response.StatusCode == HttpStatusCode.Unauthorized && current == login)
                {
                    login = null;
                }

                throw RedfishFailures.Refused(
                    pod.Name, stage, Read(response, await response.Content.ReadAsStringAsync(cancellation), path, stage));
            }
        }
        catch (HttpRequestException exception)
        {
            throw PodExchange.Unreachable(pod, stage, exception);
        }
    }

    /// <summary>Path and query of a link, whatever host it names: credentials of this pod go to this pod only.</summary>
    public string PathOf(string link) => new Uri(address, link).PathAndQuery;

    private async Task<RedfishReply> SendAsync(
        HttpMethod method, string path, JsonObject? body, string stage, TimeSpan timeout, CancellationToken cancellation, string? etag = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = login ?? await LogInForAsync(method, stale: null, cancellation);
            RedfishReply reply;
            try
            {
                reply = await ExchangeAsync(method, path, body, current, stage, timeout, cancellation, etag);
            }
            catch (DriverException exception) when (IsBrokenQuestion(exception, method) && attempt < Attempts)
            {
                // A small service drops connections when many come at once.
                await Task.Delay(ShortPause * attempt, host.Time, cancellation);
                continue;
            }

            if (reply.Status == HttpStatusCode.Unauthorized && current.Token is not null)
            {
                // The session ran out; a second 401 means that the credentials are wrong.
                LogSessionRenewed(logger, pod.Name);
                reply = await ExchangeAsync(method, path, body, await LogInForAsync(method, current, cancellation), stage, timeout, cancellation, etag);
            }

            if (reply.IsSuccess)
            {
                return reply;
            }

            // A service that is busy says when to come back; a question may be asked again, and what was refused so was not done.
            if (reply.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests && method == HttpMethod.Get
                && reply.RetryAfter is { } pause && pause <= LongestPause && attempt < Attempts)
            {
                await Task.Delay(pause, host.Time, cancellation);
                continue;
            }

            throw RedfishFailures.Refused(pod.Name, stage, reply);
        }
    }

    private static bool IsBrokenQuestion(DriverException exception, HttpMethod method) =>
        method == HttpMethod.Get && exception is { Kind: DriverFault.Silent, Failure.Status: 503 };
}
