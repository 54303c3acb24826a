using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace ValenceCore.Drivers.Ironic;

/// <summary>Speaks to Ironic with an explicit microversion, agreed upon once; without one, nodes would skip <c>enroll</c> (D-23).</summary>
internal sealed class IronicConnection(IHttpClientFactory clients, IOptions<ValenceCoreOptions> options)
{
    public const string ClientName = "valence-ironic";

    private const string VersionHeader = "X-OpenStack-Ironic-API-Version";

    /// <summary>The newest minor whose contract we have read, and the oldest that knows <c>resource_class</c> (ironic-api 1).</summary>
    private const int Newest = 82;

    private const int Oldest = 21;

    private volatile string? version;

    public bool IsConfigured => options.Value.Ironic.Url is not null;

    /// <summary>The API version that both sides know; throws where there is none. Safe to repeat.</summary>
    public async Task<string> AgreeAsync(CancellationToken cancellation) => version ??= await NegotiateAsync(cancellation);

    /// <summary>Sends one request; throws for no answer, answers any status.</summary>
    public async Task<IronicReply> SendAsync(
        HttpMethod method, string path, JsonNode? body, string stage, CancellationToken cancellation)
    {
        version ??= await NegotiateAsync(cancellation);
        var reply = await ExchangeAsync(method, path, body, version, stage, cancellation);
        if (reply.Status == 406)
        {
            // Ironic was replaced by another release since we asked.
            version = await NegotiateAsync(cancellation);
            reply = await ExchangeAsync(method, path, body, version, stage, cancellation);
        }

        return reply;
    }

    private async Task<string> NegotiateAsync(CancellationToken cancellation)
    {
        const string stage = "agree on the API version";
        var reply = await ExchangeAsync(HttpMethod.Get, "/v1/", null, null, stage, cancellation);
        if (!reply.IsSuccess)
        {
            throw IronicFailures.Refused(stage, reply);
        }

        var offered = reply.Body?["version"]?["version"]?.GetValue<string>() ?? "";
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
        var ironic = options.Value.Ironic;
        using var request = new HttpRequestMessage(method, new Uri(ironic.Url!.TrimEnd('/') + path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (apiVersion is not null)
        {
            request.Headers.Add(VersionHeader, apiVersion);
        }

        if (ironic.Username is { } username)
        {
            var pair = Encoding.UTF8.GetBytes($"{username}:{ironic.Password}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(options.Value.OperationTimeouts.IronicRequest);
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var response = await client.SendAsync(request, deadline.Token);
            var text = await response.Content.ReadAsStringAsync(deadline.Token);
            return new IronicReply((int)response.StatusCode, string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text));
        }
        catch (JsonException exception) when (!cancellation.IsCancellationRequested)
        {
            throw IronicFailures.New(
                DriverFault.Malformed, 502, "Bad Gateway", "Ironic Error", $"Ironic answered something that is not JSON at '{stage}'.", stage, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            throw IronicFailures.New(
                exception is SocketException or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
                    ? DriverFault.Unreachable
                    : DriverFault.Silent,
                503, "Service Unavailable", "Connection Error", $"Ironic cannot be reached at '{stage}'.", stage, exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw IronicFailures.New(
                DriverFault.Silent, 504, "Gateway Timeout", "Connection Error", $"Ironic gave no answer in time at '{stage}'.", stage, exception);
        }
    }
}
