using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Faces;
using Simulator.Time;

namespace Simulator.Ironic;

/// <summary>
/// Speaks to BMCs as sushy does: root first, then a session or Basic; one renewal after a 401; reads answered with 5xx are
/// repeated; connections are kept per address and user.
/// </summary>
internal sealed class RedfishClient(SimulatorClock clock, IronicSettings settings, BmcTransports transports)
{
    private const string Root = "/redfish/v1/";

    private readonly ConcurrentDictionary<(Uri Address, string? User, string? Password, string Auth), AuthenticationHeader> _known = new();

    public Task<RedfishReply> GetAsync(RedfishDriverInfo bmc, string path, BmcCall call) =>
        SendAsync(bmc, HttpMethod.Get, path, body: null, etag: null, call);

    public Task<RedfishReply> PostAsync(RedfishDriverInfo bmc, string path, JsonObject? body, BmcCall call) =>
        SendAsync(bmc, HttpMethod.Post, path, body, etag: null, call);

    public Task<RedfishReply> DeleteAsync(RedfishDriverInfo bmc, string path, JsonObject? body, BmcCall call) =>
        SendAsync(bmc, HttpMethod.Delete, path, body, etag: null, call);

    /// <summary>With If-Match when there is a tag; after 412 once with the strong form of a weak tag, then without.</summary>
    public async Task<RedfishReply> PatchAsync(RedfishDriverInfo bmc, string path, JsonObject body, string? etag, BmcCall call)
    {
        var reply = await SendAsync(bmc, HttpMethod.Patch, path, body, etag, call);
        if (reply.Status == 412 && etag?.StartsWith("W/", StringComparison.Ordinal) == true)
        {
            reply = await SendAsync(bmc, HttpMethod.Patch, path, body, etag[2..], call);
        }

        return reply.Status == 412 && etag is not null
            ? await SendAsync(bmc, HttpMethod.Patch, path, body, etag: null, call)
            : reply;
    }

    private async Task<RedfishReply> SendAsync(RedfishDriverInfo bmc, HttpMethod method, string path, JsonObject? body, string? etag, BmcCall call)
    {
        var key = (bmc.Address, bmc.Username, bmc.Password, bmc.AuthType);
        var isFresh = !_known.TryGetValue(key, out var header);
        header = isFresh ? _known[key] = await LogInAsync(bmc, call) : header;
        var reply = await SendOnceAsync(bmc, method, path, body, etag, header!, call);
        if (reply.Status == 401 && !isFresh)
        {
            header = _known[key] = await LogInAsync(bmc, call);
            reply = await SendOnceAsync(bmc, method, path, body, etag, header, call);
        }

        if (reply.Status == 401)
        {
            _known.TryRemove(key, out _);
        }

        for (var i = 0; i < settings.Timings.BmcRetries && method == HttpMethod.Get && reply.Status >= 500; i++)
        {
            await call.Hold.DelayAsync(settings.Timings.BmcRetryDelay, call.Cancellation);
            reply = await SendOnceAsync(bmc, method, path, body, etag, header!, call);
        }

        return reply;
    }

    private async Task<AuthenticationHeader> LogInAsync(RedfishDriverInfo bmc, BmcCall call)
    {
        var root = await SendOnceAsync(bmc, HttpMethod.Get, Root, body: null, etag: null, AuthenticationHeader.None, call);
        if (!root.IsSuccess)
        {
            throw new BmcException($"Redfish connection failed for node {call.Node.Uuid}: {root.Problem}");
        }

        if (bmc.Username is null)
        {
            return AuthenticationHeader.None;
        }

        var basic = new AuthenticationHeader("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{bmc.Username}:{bmc.Password}"))}");
        if (bmc.AuthType == "basic")
        {
            return basic;
        }

        var sessions = Json.Text(root.Body["Links"]?["Sessions"]?["@odata.id"]) ?? "/redfish/v1/SessionService/Sessions";
        var credentials = new JsonObject { ["UserName"] = bmc.Username, ["Password"] = bmc.Password };
        var session = await SendOnceAsync(bmc, HttpMethod.Post, sessions, credentials, etag: null, AuthenticationHeader.None, call);
        if (session is { IsSuccess: true, Token: { } token })
        {
            return new AuthenticationHeader("X-Auth-Token", token);
        }

        // With auto any refusal of a session is answered by Basic, wrong credentials included: the next call then says 401.
        return bmc.AuthType == "auto"
            ? basic
            : throw new BmcException($"Redfish connection failed for node {call.Node.Uuid}: no session: {session.Problem}");
    }

    private async Task<RedfishReply> SendOnceAsync(
        RedfishDriverInfo bmc, HttpMethod method, string path, JsonObject? body, string? etag, AuthenticationHeader header, BmcCall call)
    {
        if (!Uri.TryCreate(bmc.Address, path, out var url) || url.Authority != bmc.Address.Authority)
        {
            throw new BmcException($"Redfish connection failed for node {call.Node.Uuid}: the service links to {path}, which is not on {bmc.Address}.");
        }

        var what = $"HTTP {method} {url}";
        try
        {
            return await HeldExchange.SendAsync(
                transports.For(bmc), RequestTo(url, method, body, etag, header), (response, text) => ReplyOf(what, response, text),
                clock, call.Hold, settings.Timings.BmcTimeout, call.Cancellation);
        }
        catch (TimeoutException)
        {
            throw new BmcException($"Redfish connection failed for node {call.Node.Uuid}: Unable to connect to {url}. Error: no answer within {settings.Timings.BmcTimeout.TotalSeconds:0} s");
        }
        catch (HttpRequestException silent)
        {
            throw new BmcException($"Redfish connection failed for node {call.Node.Uuid}: Unable to connect to {url}. Error: {Innermost(silent)}", silent);
        }
    }

    private static HttpRequestMessage RequestTo(Uri url, HttpMethod method, JsonObject? body, string? etag, AuthenticationHeader header)
    {
        var request = new HttpRequestMessage(method, url);
        request.TakeJson();
        request.Headers.Add("OData-Version", "4.0");
        header.AddTo(request);
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        request.Content = body is null ? null : new StringContent(JsonReply.Text(body), Encoding.UTF8, "application/json");
        return request;
    }

    private static RedfishReply ReplyOf(string request, HttpResponseMessage response, string text) => new(
        request,
        (int)response.StatusCode,
        ObjectIn(text, request, response.IsSuccessStatusCode),
        response.Headers.TryGetValues("ETag", out var tags) ? tags.First() : null,
        response.Headers.TryGetValues("X-Auth-Token", out var tokens) ? tokens.First() : null,
        response.Headers.Location?.ToString());

    private static JsonObject ObjectIn(string text, string request, bool mustBeReadable)
    {
        try
        {
            return text.Length == 0 ? [] : Json.Object(JsonNode.Parse(text));
        }
        catch (JsonException broken)
        {
            return mustBeReadable ? throw new BmcException($"Redfish exception occurred. Error: {request} returned a body that is not JSON: {broken.Message}") : [];
        }
    }

    private static string Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception.Message;

    private sealed record AuthenticationHeader(string? Name, string? Value)
    {
        public static readonly AuthenticationHeader None = new(null, null);

        public void AddTo(HttpRequestMessage request)
        {
            if (Name is not null)
            {
                request.Headers.TryAddWithoutValidation(Name, Value);
            }
        }
    }
}
