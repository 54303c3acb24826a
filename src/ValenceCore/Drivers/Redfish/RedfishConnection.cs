using System.Net;
using System.Net.Http.Headers;
using System.Text;
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
        [.. (await PagesAsync(path, stage, cancellation)).Select(member => member.Id()).OfType<string>()];

    /// <summary>A collection's members as they stand in it, over all pages.</summary>
    public async Task<IReadOnlyList<JsonElement?>> PagesAsync(string path, string stage, CancellationToken cancellation)
    {
        var members = new List<JsonElement?>();
        var seen = new HashSet<string>();
        for (string? page = path; page is not null && seen.Add(page) && seen.Count <= MaxPages;)
        {
            var collection = await GetAsync(page, stage, cancellation);

            // The first services kept the members among the links.
            var here = collection.Items("Members");
            members.AddRange(here.Count > 0 ? here : collection.Child("Links").Items("Members"));
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
            throw RedfishFailures.Unreachable(pod.Name, stage, exception);
        }
    }

    /// <summary>Path and query of a link, whatever host it names: credentials of this pod go to this pod only.</summary>
    public string PathOf(string link) => new Uri(address, link).PathAndQuery;

    private async Task<RedfishReply> SendAsync(
        HttpMethod method, string path, JsonObject? body, string stage, TimeSpan timeout, CancellationToken cancellation, string? etag = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = login ?? await LoginAsync(stale: null, cancellation);
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
                reply = await ExchangeAsync(method, path, body, await LoginAsync(current, cancellation), stage, timeout, cancellation, etag);
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

    private async Task<Login> LoginAsync(Login? stale, CancellationToken cancellation)
    {
        await loginGate.WaitAsync(cancellation);
        try
        {
            if (login is { } fresh && fresh != stale)
            {
                return fresh;
            }

            return login = new Login(await OpenSessionAsync(cancellation));
        }
        finally
        {
            loginGate.Release();
        }
    }

    /// <summary>A session token, or null where the pod has no sessions and Basic has to do (redfish-pod 4.10).</summary>
    private async Task<string?> OpenSessionAsync(CancellationToken cancellation)
    {
        const string stage = "log in";
        var nobody = new Login(null) { IsAnonymous = true };
        var root = await ExchangeAsync(HttpMethod.Get, RootPath, null, nobody, stage, host.Timeouts.Request, cancellation);
        var sessions = root.Body.Child("Links").Link("Sessions");
        if (sessions is null && root.Body.Link("SessionService") is { } service)
        {
            // No release of the reference pod manager links its sessions from the root (redfish-pod 1.3).
            var basic = new Login(null);
            var reply = await ExchangeAsync(HttpMethod.Get, PathOf(service), null, basic, stage, host.Timeouts.Request, cancellation);
            sessions = reply.Body.Link("Sessions");
        }

        if (sessions is null)
        {
            return null;
        }

        var credentials = new JsonObject { ["UserName"] = pod.Credentials.Username, ["Password"] = pod.Credentials.Password };
        var (opened, token) = await ExchangeWithTokenAsync(
            HttpMethod.Post, PathOf(sessions), credentials, nobody, stage, host.Timeouts.Request, cancellation);
        return opened.IsSuccess ? token : null;
    }

    private async Task<RedfishReply> ExchangeAsync(
        HttpMethod method, string path, JsonObject? body, Login current, string stage, TimeSpan timeout, CancellationToken cancellation,
        string? etag = null) =>
        (await ExchangeWithTokenAsync(method, path, body, current, stage, timeout, cancellation, etag)).Reply;

    private async Task<(RedfishReply Reply, string? Token)> ExchangeWithTokenAsync(
        HttpMethod method, string path, JsonObject? body, Login current, string stage, TimeSpan timeout, CancellationToken cancellation,
        string? etag = null)
    {
        using var request = RequestFor(method, path, body, current, etag);

        // The network keeps its own time: a simulated clock that jumps must not cut a live connection.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(timeout);
        try
        {
            using var client = host.CreateClient();
            using var response = await client.SendAsync(request, deadline.Token);
            var text = await response.Content.ReadAsStringAsync(deadline.Token);
            var session = response.Headers.TryGetValues("X-Auth-Token", out var values) ? values.First() : null;
            return (Read(response, text, path, stage), session);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw RedfishFailures.Unreachable(pod.Name, stage, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw RedfishFailures.Silent(pod.Name, stage, 503, "the connection broke", exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw RedfishFailures.Silent(pod.Name, stage, 504, $"nothing came within {timeout.TotalSeconds:0.##} s", exception);
        }
    }

    private HttpRequestMessage RequestFor(HttpMethod method, string path, JsonObject? body, Login current, string? etag)
    {
        var request = new HttpRequestMessage(method, new Uri(address, PathOf(path)));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add("OData-Version", "4.0");
        if (current.Token is { } token)
        {
            request.Headers.Add("X-Auth-Token", token);
        }
        else if (!current.IsAnonymous)
        {
            var pair = Encoding.UTF8.GetBytes($"{pod.Credentials.Username}:{pod.Credentials.Password}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        }

        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return request;
    }

    /// <summary>Seconds, or a moment (RFC 9110 10.2.3), which is counted from the service's own clock.</summary>
    private static TimeSpan? PauseOf(HttpResponseHeaders headers) =>
        headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date is { } until && headers.Date is { } now && until > now ? until - now : null);

    private RedfishReply Read(HttpResponseMessage response, string text, string path, string stage)
    {
        var location = response.Headers.Location is { } made ? PathOf(made.OriginalString) : null;
        var reply = new RedfishReply(response.StatusCode, null, location, PauseOf(response.Headers));
        if (string.IsNullOrWhiteSpace(text))
        {
            return reply;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return reply with { Body = document.RootElement.Clone() };
        }
        catch (JsonException exception)
        {
            // An error page in another format still has a status that says enough.
            return reply.IsSuccess ? throw RedfishFailures.Malformed(pod.Name, stage, $"{path} is not JSON.", exception) : reply;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "The session with pod manager {PodName} ran out and is renewed")]
    private static partial void LogSessionRenewed(ILogger logger, string podName);

    /// <summary>A token, or Basic when there is none. A class: two logins are the same only if they are one.</summary>
    private sealed class Login(string? token)
    {
        public string? Token => token;

        public bool IsAnonymous { get; init; }
    }
}
