using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Simulator.Hardware;
using Simulator.Start;

namespace Simulator.Tests.Ironic;

/// <summary>The whole simulator with its fake Ironic, and one node on the first system of the demo rack.</summary>
internal sealed class RackIronic : IAsyncDisposable
{
    private static readonly string[] Resting =
    [
        "enroll", "manageable", "available", "active", "rescue", "error", "clean failed", "deploy failed", "inspect failed", "rescue failed",
        "unrescue failed", "service failed", "clean hold",
    ];

    private readonly HttpClient _http = new(new SocketsHttpHandler());

    private RackIronic(StartedSimulator simulator) => Simulator = simulator;

    public StartedSimulator Simulator { get; }

    public ComputerSystem System => Simulator.App.Pod.Systems.Values.First(s => s.Drives.Count > 1);

    public string Node { get; private set; } = "";

    public static async Task<RackIronic> StartAsync(int version = 82, Action<JsonObject>? edit = null, Func<SimulatorOptions, SimulatorOptions>? change = null)
    {
        var rack = new RackIronic(await StartedSimulator.StartAsync(o => (change?.Invoke(o) ?? o) with { IronicVersion = version }));
        var node = new JsonObject
        {
            ["name"] = "web-1",
            ["driver"] = "redfish",
            ["driver_info"] = new JsonObject
            {
                ["redfish_address"] = rack.Simulator.App.RedfishAddress.ToString(),
                ["redfish_system_id"] = $"/redfish/v1/Systems/{rack.System.Id}",
                ["redfish_username"] = "admin",
                ["redfish_password"] = StartedSimulator.Password,
                ["redfish_verify_ca"] = false,
            },
        };
        edit?.Invoke(node);
        rack.Node = (await rack.SendAsync("POST", "/v1/nodes", node)).Text("uuid");
        return rack;
    }

    public async Task<IronicReply> SendAsync(string method, string path, JsonNode? body = null, string? version = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Simulator.App.IronicAddress, path));
        request.Headers.Add("X-OpenStack-Ironic-API-Version", version ?? "latest");
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new IronicReply((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers);
    }

    public async Task<JsonNode> ShowAsync(string path = "") => (await SendAsync("GET", $"/v1/nodes/{Node}{path}")).Body!;

    /// <summary>Asks for a state and lets time pass until the node rests in one.</summary>
    public async Task<string> ProvisionAsync(string verb, JsonObject? more = null)
    {
        var body = more ?? [];
        body["target"] = verb;
        var reply = await SendAsync("PUT", $"/v1/nodes/{Node}/states/provision", body);
        reply.Status.ShouldBe(202, reply.Body?.ToJsonString());
        return await RestAsync();
    }

    /// <summary>Lets time pass until the node rests in a state.</summary>
    public async Task<string> RestAsync(int seconds = 10)
    {
        for (var i = 0; i < 60; i++)
        {
            await Simulator.PassAsync(seconds);
            var node = await ShowAsync();
            if (node["reservation"] is null && Resting.Contains(node["provision_state"]!.GetValue<string>()))
            {
                return node["provision_state"]!.GetValue<string>();
            }
        }

        throw new TimeoutException($"The node does not come to rest: {await ShowAsync()}");
    }

    /// <summary>Status of the answer of the agent on the node's machine.</summary>
    public async Task<int> AgentStatusAsync()
    {
        using var reply = await _http.GetAsync(new Uri(Simulator.App.AgentAddress, $"{System.Id}/v1/status"));
        return (int)reply.StatusCode;
    }

    /// <summary>What the node's machine has written to its console, without the times.</summary>
    public async Task<IReadOnlyList<string>> ConsoleAsync() =>
        [.. (await Simulator.Control.GetStringAsync($"/sim/v1/systems/{System.Id}/console")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line["2026-01-01 00:00:00 ".Length..])];

    public async Task<string> StateAsync() => (await ShowAsync())["provision_state"]!.GetValue<string>();

    public Task<IronicReply> PatchAsync(string path, JsonNode value) =>
        SendAsync("PATCH", $"/v1/nodes/{Node}", new JsonArray(IronicLab.Operation("add", path, value)));

    /// <summary>Managed, with its ports and properties read from the machine.</summary>
    public async Task InspectedAsync()
    {
        (await ProvisionAsync("manage")).ShouldBe("manageable");
        (await ProvisionAsync("inspect")).ShouldBe("manageable");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Simulator.DisposeAsync();
    }
}
