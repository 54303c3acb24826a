using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Valence.Drivers.ExpEther;

/// <summary>Speaks to one ExpEther manager: Basic authentication with every request, JSON both ways (valence-api 2.5).</summary>
internal sealed class EemConnection(PodTarget pod, DriverHost host)
{
    private readonly Uri address = new(pod.Url.OriginalString.TrimEnd('/') + "/");
    private readonly AuthenticationHeaderValue credentials = new(
        "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{pod.Credentials.Username}:{pod.Credentials.Password}")));

    public string PodName => pod.Name;

    public Task ReadVersionAsync(CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, "api_version", null, "read the version", cancellation);

    /// <summary>All boards of a kind, whole, in the order of the manager.</summary>
    public async Task<IReadOnlyList<Board>> ListAsync(string kind, string stage, CancellationToken cancellation)
    {
        var body = await SendAsync(HttpMethod.Get, $"devices/detail?status={kind}", null, stage, cancellation);
        if (body is not { ValueKind: JsonValueKind.Object } json || !json.TryGetProperty("devices", out var devices) || devices.ValueKind != JsonValueKind.Array)
        {
            throw EemFailures.Malformed(pod.Name, stage, "'devices' is missing in the list.");
        }

        return [.. devices.EnumerateArray().Select(device => Need(device, stage))];
    }

    /// <summary>One board, or null when the manager knows none of that id.</summary>
    public async Task<Board?> FindAsync(string id, string stage, CancellationToken cancellation)
    {
        try
        {
            return await GetAsync(id, stage, cancellation);
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
        {
            return null;
        }
    }

    /// <summary>One board; throws of kind Missing when there is none.</summary>
    public async Task<Board> GetAsync(string id, string stage, CancellationToken cancellation)
    {
        var body = await SendAsync(HttpMethod.Get, PathOf(id), null, stage, cancellation);
        return body is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("device", out var device)
            ? Need(device, stage)
            : throw EemFailures.Malformed(pod.Name, stage, "'device' is missing in the answer.");
    }

    /// <summary>Asks to put a board into a group; null has the manager invent one. What came of it is to be read from the board.</summary>
    public Task JoinAsync(string id, string? group, string stage, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Put, $"{PathOf(id)}/group_id", new JsonObject { ["group_id"] = group }, stage, cancellation);

    /// <summary>Asks to take a board out of its group.</summary>
    public Task LeaveAsync(string id, string stage, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Delete, $"{PathOf(id)}/group_id", null, stage, cancellation);

    private static string PathOf(string id) => $"devices/{Uri.EscapeDataString(id)}";

    private Board Need(JsonElement device, string stage) =>
        Board.Of(device) ?? throw EemFailures.Malformed(pod.Name, stage, "a device lacks 'id', 'status' or 'group_id'.");

    private async Task<JsonElement?> SendAsync(HttpMethod method, string path, JsonObject? body, string stage, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.Authorization = credentials;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return await host.ExchangeAsync(
            pod, stage, host.Timeouts.Request,
            async (client, due) =>
            {
                using var response = await client.SendAsync(request, due);
                return Read(response, await response.Content.ReadAsStringAsync(due), path, stage);
            },
            cancellation);
    }

    private JsonElement? Read(HttpResponseMessage response, string text, string path, string stage)
    {
        JsonElement? body = null;
        try
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                using var document = JsonDocument.Parse(text);
                body = document.RootElement.Clone();
            }
        }
        catch (JsonException exception) when (response.IsSuccessStatusCode)
        {
            throw EemFailures.Malformed(pod.Name, stage, $"{path} is not JSON.", exception);
        }
        catch (JsonException)
        {
            // An error page in another format still has a status that says enough.
        }

        return response.IsSuccessStatusCode ? body : throw EemFailures.Answered(pod.Name, stage, (int)response.StatusCode, body);
    }
}
