using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Redfish;

/// <content>One request and what is read from its answer.</content>
internal sealed partial class RedfishConnection
{
    private async Task<RedfishReply> ExchangeAsync(
        HttpMethod method, string path, JsonObject? body, Login current, string stage, TimeSpan timeout, CancellationToken cancellation,
        string? etag = null) =>
        (await ExchangeWithTokenAsync(method, path, body, current, stage, timeout, cancellation, etag)).Reply;

    private async Task<(RedfishReply Reply, string? Token)> ExchangeWithTokenAsync(
        HttpMethod method, string path, JsonObject? body, Login current, string stage, TimeSpan timeout, CancellationToken cancellation,
        string? etag = null)
    {
        using var request = RequestFor(method, path, body, current, etag);

        return await host.ExchangeAsync(
            pod, stage, timeout,
            async (client, due) =>
            {
                using var response = await client.SendAsync(request, due);
                var text = await response.Content.ReadAsStringAsync(due);
                var session = response.Headers.TryGetValues("X-Auth-Token", out var values) ? values.First() : null;
                return (Read(response, text, path, stage), session);
            },
            cancellation);
    }

    private HttpRequestMessage RequestFor(HttpMethod method, string path, JsonObject? body, Login current, string? etag)
    {
        var request = new HttpRequestMessage(method, new Uri(address, PathOf(path)));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.Add("OData-Version", "4.0");
        ShowLogin(request, current);
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
}
