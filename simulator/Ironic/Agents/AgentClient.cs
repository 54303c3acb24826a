using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Faces;
using Simulator.Time;
using Simulator.Work;

namespace Simulator.Ironic;

/// <summary>A command of an agent, as it last told of it.</summary>
/// <param name="Status"><c>RUNNING</c>, <c>SUCCEEDED</c>, <c>FAILED</c> …</param>
internal sealed record AgentCommand(string Id, string Status, JsonObject Result, string? Error);

/// <summary>
/// Speaks to agents: <c>POST {callback}/v1/commands/?wait=…&amp;agent_token=…</c> and <c>GET {callback}/v1/commands/</c> (section 8). Failures are
/// <see cref="BmcException"/>s, as those of the machine.
/// </summary>
internal sealed class AgentClient(SimulatorClock clock, IronicSettings settings) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Starts a command, or runs it to its end when <paramref name="isAwaited"/>.</summary>
    public async Task<AgentCommand> RunAsync(IronicNode node, string name, JsonObject parameters, bool isAwaited, StepContext context)
    {
        var token = Uri.EscapeDataString(Json.Text(node.DriverInternalInfo[AgentApi.TokenKey]) ?? "");
        var request = new HttpRequestMessage(HttpMethod.Post, UrlOf(node, $"?wait={(isAwaited ? "true" : "false")}&agent_token={token}"))
        {
            Content = new StringContent(JsonReply.Text(new JsonObject { ["name"] = name, ["params"] = parameters }), Encoding.UTF8, "application/json"),
        };
        var command = Read(await SendAsync(node, request, context));
        return command.Status == "FAILED" && isAwaited ? throw new BmcException($"Agent command {name} failed: {command.Error ?? "no reason given"}") : command;
    }

    /// <summary>How far a command is; null when the agent does not know it.</summary>
    public async Task<AgentCommand?> FindAsync(IronicNode node, string id, StepContext context)
    {
        var list = await SendAsync(node, new HttpRequestMessage(HttpMethod.Get, UrlOf(node, "")), context);
        return (list["commands"] as JsonArray ?? []).OfType<JsonObject>().Where(c => Json.Text(c["id"]) == id).Select(Read).FirstOrDefault();
    }

    public void Dispose() => _http.Dispose();

    private static Uri UrlOf(IronicNode node, string query) => Json.Text(node.DriverInternalInfo[AgentApi.UrlKey]) is { } url
        ? new Uri($"{url}/v1/commands/{query}")
        : throw new BmcException($"Node {node.Uuid} has no agent.");

    private static AgentCommand Read(JsonObject command) => new(
        Json.Text(command["id"]) ?? "", Json.Text(command["command_status"]) ?? "", Json.Object(command["command_result"]),
        command["command_error"] is JsonObject error ? Json.Text(error["details"]) ?? Json.Text(error["message"]) : Json.Text(command["command_error"]));

    private async Task<JsonObject> SendAsync(IronicNode node, HttpRequestMessage request, StepContext context)
    {
        var what = $"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)}";
        request.TakeJson();
        try
        {
            return await HeldExchange.SendAsync(_http, request, Answer, clock, context.Hold, settings.Timings.BmcTimeout, context.Cancellation);
        }
        catch (Exception silent) when (silent is HttpRequestException or TimeoutException)
        {
            throw new BmcException($"Error contacting the agent of node {node.Uuid}: {what}: {silent.Message}", silent);
        }

        JsonObject Answer(HttpResponseMessage response, string text)
        {
            try
            {
                return response.IsSuccessStatusCode && JsonNode.Parse(text) is JsonObject body
                    ? body
                    : throw new BmcException($"The agent of node {node.Uuid} answered {what} with code {(int)response.StatusCode}. {text}".TrimEnd());
            }
            catch (JsonException broken)
            {
                throw new BmcException($"The agent of node {node.Uuid} answered {what} with a body that is not JSON: {broken.Message}");
            }
        }
    }
}
