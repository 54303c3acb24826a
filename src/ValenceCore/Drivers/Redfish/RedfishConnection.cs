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

    private readonly Uri address = new(pod.Url.OriginalString.TrimEnd('/') + "/");
    private readonly ILogger logger = host.Loggers.CreateLogger<RedfishConnection>();
    private readonly SemaphoreSlim loginGate = new(1, 1);
    private volatile Login? login;

    public string PodName => pod.Name;

    /// <summary>Path of the service root; a registered url may name it already.</summary>
    private string RootPath => address.AbsolutePath.TrimEnd('/') is var path && path.EndsWith("/redfish/v1", StringComparison.Ordinal)
        ? path + "/"
        : path + "/redfish/v1/";

    public Task<JsonElement?> RootAsync(string stage, CancellationToken cancellation) => GetAsync(RootPath, stage, cancellation);

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
    public async Task<IReadOnlyList<string>> MembersAsync(string path, string stage, CancellationToken cancellation)
    {
        var members = new List<string>();
        var seen = new HashSet<string>();
        for (string? page = path; page is not null && seen.Add(page) && seen.Count <= MaxPages;)
        {
            var collection = await GetAsync(page, stage, cancellation);
            members.AddRange(collection.Links("Members"));
            page = collection.Text("Members@odata.nextLink") ?? collection.Text("@odata.nextLink");
        }

        return members;
    }

    /// <summary>Sends a change with the short or the long timeout and follows the task that a 202 may start.</summary>
    public async Task<RedfishReply> ChangeAsync(
        HttpMethod method, string path, JsonObject? body, string stage, bool isLong, CancellationToken cancellation)
    {
        var reply = await SendAsync(method, path, body, stage, isLong ? host.Timeouts.LongRequest : host.Timeouts.Request, cancellation);
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

    /// <summary>Path and query of a link, whatever host it names: credentials of this pod go to this pod only.</summary>
    public string PathOf(string link) => new Uri(address, link).PathAndQuery;

    private async Task<RedfishReply> SendAsync(
        HttpMethod method, string path, JsonObject? body, string stage, TimeSpan timeout, CancellationToken cancellation)
    {
        var current = login ?? await LoginAsync(stale: null, cancellation);
        var reply = await ExchangeAsync(method, path, body, current, stage, timeout, cancellation);
        if (reply.Status == HttpStatusCode.Unauthorized && current.Token is not null)
        {
            // The session ran out; a second 401 means that the credentials are wrong.
            LogSessionRenewed(logger, pod.Name);
            reply = await ExchangeAsync(method, path, body, await LoginAsync(current, cancellation), stage, timeout, cancellation);
        }

        return reply.IsSuccess ? reply : throw RedfishFailures.Refused(pod.Name, stage, reply);
    }

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
        HttpMethod method, string path, JsonObject? body, Login current, string stage, TimeSpan timeout, CancellationToken cancellation) =>
        (await ExchangeWithTokenAsync(method, path, body, current, stage, timeout, cancellation)).Reply;

    private async Task<(RedfishReply Reply, string? Token)> ExchangeWithTokenAsync(
        HttpMethod method, string path, JsonObject? body, Login current, string stage, TimeSpan timeout, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, PathOf(path)));
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

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

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

    private RedfishReply Read(HttpResponseMessage response, string text, string path, string stage)
    {
        var location = response.Headers.Location is { } made ? PathOf(made.OriginalString) : null;
        var reply = new RedfishReply(response.StatusCode, null, location, response.Headers.RetryAfter?.Delta);
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

    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "The session with pod manager {Pod} ran out and is renewed")]
    private static partial void LogSessionRenewed(ILogger logger, string pod);

    /// <summary>A token, or Basic when there is none. A class: two logins are the same only if they are one.</summary>
    private sealed class Login(string? token)
    {
        public string? Token => token;

        public bool IsAnonymous { get; init; }
    }
}
