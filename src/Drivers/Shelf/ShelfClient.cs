using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shelf;

/// <summary>What the service answered: the body and the entity tag to change it with.</summary>
internal sealed record Reply(JsonNode? Body, string? ETag);

/// <summary>
/// Speaks to one service: Basic login on each request, a deadline on each, tasks followed to their end, and every failure told as the one exception of
/// the contract. Uses the client that the core lends, so certificates are checked as the pod manager's owner said.
/// </summary>
internal sealed class ShelfClient(PodTarget pod, DriverHost host)
{
    private readonly Uri address = new(pod.Url.GetLeftPart(UriPartial.Authority));

    /// <summary>Safe to repeat.</summary>
    public Task<Reply> GetAsync(string path, string stage, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, path, null, null, stage, cancellation);

    public Task PatchAsync(string path, JsonObject change, string? etag, string stage, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Patch, path, change, etag, stage, cancellation);

    /// <summary>All members over all pages, in the order of the collection; those that went meanwhile are left out.</summary>
    public async Task<IReadOnlyList<JsonNode>> MembersAsync(string path, int width, string stage, CancellationToken cancellation)
    {
        var paths = new List<string>();
        var pages = new HashSet<string>();
        for (string? page = path; page is not null && pages.Add(page);)
        {
            var collection = (await GetAsync(page, stage, cancellation)).Body;
            paths.AddRange(collection.Items("Members").Select(item => item.Text("@odata.id")).OfType<string>());
            page = collection.Text("Members@odata.nextLink");
        }

        var members = new JsonNode?[paths.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, paths.Count), new ParallelOptions { MaxDegreeOfParallelism = width, CancellationToken = cancellation },
            async (position, token) =>
            {
                try
                {
                    members[position] = (await GetAsync(paths[position], stage, token)).Body;
                }
                catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
                {
                    // Gone since the collection was read.
                }
            });
        return [.. members.OfType<JsonNode>()];
    }

    public async Task<Reply> SendAsync(
        HttpMethod method, string path, JsonObject? body, string? etag, string stage, CancellationToken cancellation)
    {
        using var request = RequestFor(method, path, body, etag);
        using var response = await host.ExchangeAsync(
            pod, stage, host.Timeouts.Request, (client, due) => client.SendAsync(request, HttpCompletionOption.ResponseContentRead, due), cancellation);

        // It is all there: the client read it before it answered.
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if (!response.IsSuccessStatusCode)
        {
            throw Refused(response.StatusCode, text, stage);
        }

        if (response is { StatusCode: HttpStatusCode.Accepted, Headers.Location: { } monitor })
        {
            // A task has begun. What is read before it ends may still be the old state.
            await Task.Delay(host.Timeouts.Poll, host.Time, cancellation);
            return await GetAsync(monitor.OriginalString, stage, cancellation);
        }

        return new Reply(Parse(text, path, stage), response.Headers.ETag?.ToString());
    }

    public DriverException Malformed(string stage, string problem) => Failed(DriverFault.Malformed, 502, "Bad Gateway", stage, problem);

    /// <summary>One sentence with who, at what, and why; never a secret, never a stack.</summary>
    public DriverException Failed(DriverFault kind, int status, string code, string stage, string reason, Exception? inner = null) => new(
        kind, new Failure(status, code, code, $"The pod manager '{pod.Name}' at '{stage}': {reason}.") { Fault = Fault.Pod, Stage = stage }, inner);

    private HttpRequestMessage RequestFor(HttpMethod method, string path, JsonObject? body, string? etag)
    {
        // Path and query only: a link to another host must not carry this pod's credentials there.
        var request = new HttpRequestMessage(method, new Uri(address, new Uri(address, path).PathAndQuery));
        var pair = Encoding.UTF8.GetBytes($"{pod.Credentials.Username}:{pod.Credentials.Password}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        request.Headers.Add("OData-Version", "4.0");
        if (etag is not null)
        {
            // Only if nobody changed it since it was read; this is what decides a race between two composers.
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return request;
    }

    private DriverException Refused(HttpStatusCode status, string text, string stage)
    {
        var reason = $"it answered {(int)status}: {Reason(text) ?? "no reason given"}".TrimEnd('.');
        return (int)status switch
        {
            401 or 403 => Failed(DriverFault.CredentialsRefused, 401, "Unauthorized", stage, reason),
            404 => Failed(DriverFault.Missing, 404, "Not Found", stage, reason),
            >= 400 and < 500 => Failed(DriverFault.Refused, (int)status, "Refused by the pod manager", stage, reason),
            501 => Failed(DriverFault.Broken, 501, "Not Implemented", stage, reason),
            _ => Failed(DriverFault.Broken, 502, "Bad Gateway", stage, reason),
        };
    }

    private static string? Reason(string text)
    {
        try
        {
            var error = JsonNode.Parse(text).Child("error");
            return error.Items("@Message.ExtendedInfo").FirstOrDefault().Text("Message") ?? error.Text("message");
        }
        catch (JsonException)
        {
            // An error page in another format; its status says enough.
            return null;
        }
    }

    private JsonNode? Parse(string text, string path, string stage)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw Malformed(stage, $"{path} is not JSON");
        }
    }
}
