using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Faces;
using Simulator.Hardware;
using Simulator.Time;
using Simulator.Work;

namespace Simulator.Ramdisk;

/// <summary>What an agent says to Ironic: <c>/v1/lookup</c>, <c>/v1/heartbeat</c> and, where Ironic takes it, <c>/v1/continue_inspection</c>.</summary>
internal sealed class ConductorClient(SimulatorClock clock, RamdiskSettings settings) : IDisposable
{
    // Knows agent_token (1.62) and agent_status (1.72), and is known to Ironic from 2021 on.
    private const string Version = "1.72";

    // The first that knows /v1/continue_inspection.
    private const int TakesInventorySince = 84;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    // A minute of real time where the clock runs faster than that: a real Ironic does not, and a lookup that is given up has used up the node's token.
    private readonly TimeSpan _limit = TimeSpan.FromMinutes(clock.Setting.Scale);

    private int? _newestMinor;

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

    /// <summary>Tells what was found of a machine; the node that is inspected, or null when none is that has this machine.</summary>
    /// <remarks>Real agents are told by their kernel's parameters where to send it. No boot file is read here, so all send it where it is taken.</remarks>
    public async Task<string?> ReportAsync(JsonObject found, StepContext context)
    {
        _newestMinor ??= await NewestMinorAsync(context);
        if (_newestMinor is not >= TakesInventorySince)
        {
            return null;
        }

        var answer = await SendAsync(HttpMethod.Post, "v1/continue_inspection", found, context, $"1.{TakesInventorySince}");
        return answer is (202, JsonObject taken) ? taken["uuid"]?.GetValue<string>() : null;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Null when nobody answers, who is asked again then.</summary>
    private async Task<int?> NewestMinorAsync(StepContext context) =>
        await SendAsync(HttpMethod.Get, "v1", body: null, context) is (200, JsonObject root)
        && root["version"]?["version"]?.GetValue<string>() is { } version && version.Split('.') is ["1", var minor]
        && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var newest) ? newest : null;

    private async Task<(int Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, JsonObject? body, StepContext context, string version = Version)
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
        request.Headers.Add("X-OpenStack-Ironic-API-Version", version);
        try
        {
            return await HeldExchange.SendAsync(_http, request, (response, text) => ((int)response.StatusCode, Parse(text)), clock, context.Hold, _limit, context.Cancellation);
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
