using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Faces;
using Simulator.Hardware;
using Simulator.Time;
using Simulator.Work;

namespace Simulator.Ramdisk;

/// <summary>What an agent says to Ironic: <c>/v1/lookup</c> and <c>/v1/heartbeat</c>.</summary>
internal sealed class ConductorClient(SimulatorClock clock, RamdiskSettings settings) : IDisposable
{
    // Knows agent_token (1.62) and agent_status (1.72), and is known to Ironic from 2021 on.
    private const string Version = "1.72";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The node with its token; null when nobody waits for the machine, or nobody answers.</summary>
    public async Task<RunningAgent?> LookUpAsync(ComputerSystem system, StepContext context)
    {
        var macs = string.Join(',', system.EthernetInterfaces.Select(e => e.MacAddress.ToLowerInvariant()));
        var answer = await SendAsync(HttpMethod.Get, $"v1/lookup?addresses={Uri.EscapeDataString(macs)}", body: null, context);
        return answer is (200, JsonObject found) && found["node"]?["uuid"]?.GetValue<string>() is { } uuid && found["config"]?["agent_token"]?.GetValue<string>() is { } token
            ? new RunningAgent(system.Id, uuid, token)
            : null;
    }

    /// <returns>False when it was not heard.</returns>
    public async Task<bool> BeatAsync(RunningAgent agent, string version, StepContext context)
    {
        var body = new JsonObject { ["callback_url"] = $"{settings.CallbackBase}{agent.SystemId}", ["agent_version"] = version, ["agent_token"] = agent.Token };
        return await SendAsync(HttpMethod.Post, $"v1/heartbeat/{agent.NodeUuid}", body, context) is (202, _);
    }

    public void Dispose() => _http.Dispose();

    private async Task<(int Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, JsonObject? body, StepContext context)
    {
        if (settings.Ironic is not { } ironic)
        {
            return (0, null);
        }

        var request = new HttpRequestMessage(method, new Uri(ironic, path))
        {
            Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.TakeJson();
        request.Headers.Add("X-OpenStack-Ironic-API-Version", Version);
        try
        {
            return await HeldExchange.SendAsync(_http, request, (response, text) => ((int)response.StatusCode, Parse(text)), clock, context.Hold, Limit, context.Cancellation);
        }
        catch (Exception silent) when (silent is HttpRequestException or TimeoutException)
        {
            return (0, null);
        }
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
