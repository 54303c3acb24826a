using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace ValenceCore.Drivers.Ironic;

/// <summary>Speaks to Ironic with an explicit microversion, agreed upon once; without one, nodes would skip <c>enroll</c> (D-23).</summary>
internal sealed class IronicConnection(IHttpClientFactory clients, TimeProvider time, IOptions<ValenceCoreOptions> options)
{
    public const string ClientName = "valence-ironic";

    private const string VersionHeader = "X-OpenStack-Ironic-API-Version";

    /// <summary>The newest minor whose contract we have read, and the oldest that knows <c>resource_class</c> (ironic-api 1).</summary>
    private const int Newest = 82;

    private const int Oldest = 21;

    /// <summary>So often a question is asked whose connection breaks.</summary>
    private const int Attempts = 3;

    private static readonly TimeSpan ShortPause = TimeSpan.FromMilliseconds(250);

    private readonly IronicLogin login = new(clients, options.Value.Ironic);
    private volatile string? version;

    public bool IsConfigured => options.Value.Ironic.IsConfigured;

    /// <summary>The API version that both sides know; throws where there is none. Safe to repeat.</summary>
    public async Task<string> AgreeAsync(CancellationToken cancellation) => version ??= await NegotiateAsync(cancellation);

    /// <summary>Sends one request; throws for no answer, answers any status. A question is repeated when the connection breaks.</summary>
    public async Task<IronicReply> SendAsync(
        HttpMethod method, string path, JsonNode? body, string stage, CancellationToken cancellation)
    {
        version ??= await BeforeRequestAsync(cancellation);
        var reply = await ExchangeAsync(method, path, body, version, stage, cancellation);
        if (reply.Status == 406)
        {
            // Ironic was replaced by another release since we asked.
            version = await BeforeRequestAsync(cancellation);
            reply = await ExchangeAsync(method, path, body, version, stage, cancellation);
        }

        return reply;
    }

    /// <summary>What goes wrong while the version is agreed on means that the request itself was not sent.</summary>
    private async Task<string> BeforeRequestAsync(CancellationToken cancellation)
    {
        try
        {
            return await NegotiateAsync(cancellation);
        }
        catch (DriverException exception)
        {
            throw new DriverException(DriverFault.Unreachable, exception.Failure, exception);
        }
    }

    private async Task<string> NegotiateAsync(CancellationToken cancellation)
    {
        const string stage = "agree on the API version";
        var reply = await ExchangeAsync(HttpMethod.Get, "/v1/", null, null, stage, cancellation);
        if (!reply.IsSuccess)
        {
            throw IronicFailures.Refused(stage, reply);
        }

        var offered = reply.Field("version").Text("version") ?? "";
        if (!offered.StartsWith("1.", StringComparison.Ordinal)
            || !int.TryParse(offered.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            || minor < Oldest)
        {
            throw IronicFailures.New(
                DriverFault.Malformed, 502, "Bad Gateway", "Ironic Error",
                $"Ironic offers API version '{offered}'; at least 1.{Oldest} is needed to register nodes.", stage);
        }

        return $"1.{Math.Min(minor, Newest)}";
    }

    private async Task<IronicReply> ExchangeAsync(
        HttpMethod method, string path, JsonNode? body, string? apiVersion, string stage, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var access = await login.AccessAsync(stale: null, stage, cancellation);
                var reply = await ExchangeOnceAsync(method, path, body, apiVersion, access, stage, cancellation);

                // The token may have run out; with a new one the request is sent once more, for the first was not carried out.
                return reply.Status == 401 && access.CanBeRenewed
                    ? await ExchangeOnceAsync(method, path, body, apiVersion, await login.AccessAsync(access, stage, cancellation), stage, cancellation)
                    : reply;
            }
            catch (DriverException exception) when (
                method == HttpMethod.Get && exception is { Kind: DriverFault.Silent, Failure.Status: 503 } && attempt < Attempts)
            {
                await Task.Delay(ShortPause * attempt, time, cancellation);
            }
        }
    }

    private async Task<IronicReply> ExchangeOnceAsync(
        HttpMethod method, string path, JsonNode? body, string? apiVersion, IronicAccount access, string stage, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(access.Address + path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (apiVersion is not null)
        {
            request.Headers.Add(VersionHeader, apiVersion);
        }

        access.Show(request);

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var late = new CancellationTokenSource(options.Value.OperationTimeouts.IronicRequest, options.Value.RequestClock);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, deadline.Token);
            var text = await response.Content.ReadAsStringAsync(deadline.Token);
            return Read((int)response.StatusCode, text, stage);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            throw IronicFailures.Unreachable(stage, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            throw exception is SocketException ? IronicFailures.Unreachable(stage, exception) : IronicFailures.Silent(503, "the connection broke", stage, exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw IronicFailures.Silent(504, $"nothing came within {options.Value.OperationTimeouts.IronicRequest.TotalSeconds:0.##} s", stage, exception);
        }
    }

    private static IronicReply Read(int status, string text, string stage)
    {
        var reply = new IronicReply(status, null);
        try
        {
            reply = reply with { Body = string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text) };
        }
        catch (JsonException exception)
        {
            // The page of a proxy still has a status that says enough.
            return reply.IsSuccess ? throw IronicFailures.Malformed("is not JSON", stage, exception) : reply;
        }

        return reply.IsSuccess && reply.Body is not (null or JsonObject) ? throw IronicFailures.Malformed("is not a JSON object", stage) : reply;
    }
}
