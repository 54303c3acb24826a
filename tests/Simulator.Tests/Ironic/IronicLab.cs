using NUnit.Framework;
using Shouldly;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Simulator.Chance;
using Simulator.Faces;
using Simulator.Ironic;
using Simulator.Time;

namespace Simulator.Tests.Ironic;

/// <summary>A fake Ironic on a free port with a frozen virtual clock, and one BMC. Time passes by <see cref="PassAsync"/> alone.</summary>
internal sealed class IronicLab : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler());
    private readonly IronicFace _made;

    private IronicLab(SimulatorWorld world, IronicFace made, StubBmc bmc) => (World, _made, Bmc) = (world, made, bmc);

    public SimulatorWorld World { get; }

    public StubBmc Bmc { get; }

    public IronicNodes Nodes => _made.Nodes;

    public Uri Address => _made.Face.Addresses[0];

    public static async Task<IronicLab> StartAsync(IronicSettings? settings = null)
    {
        var world = new SimulatorWorld(ClockSetting.Virtual, new Seed(7), NullLoggerFactory.Instance);
        world.Clock.Freeze();
        var bmc = await StubBmc.StartAsync();
        var made = IronicFace.Create(
            new FaceSettings("ironic", [new FaceAddress(new Uri("http://127.0.0.1:0"), "--ironic")]), world, settings ?? new IronicSettings { NodeLockedRetries = 0 });
        await made.Face.StartAsync(CancellationToken.None);
        return new IronicLab(world, made, bmc);
    }

    public Task PassAsync(double seconds) => World.Clock.AdvanceAsync(TimeSpan.FromSeconds(seconds));

    public async Task<IronicReply> SendAsync(
        string method, string path, JsonNode? body = null, string? version = "1.82", AuthenticationHeaderValue? authorization = null, string? raw = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path));
        request.Headers.Authorization = authorization;
        if (version is not null)
        {
            request.Headers.Add("X-OpenStack-Ironic-API-Version", version);
        }

        if (body is not null || raw is not null)
        {
            request.Content = new StringContent(raw ?? body!.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new IronicReply((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers);
    }

    public Task<IronicReply> GetAsync(string path, string? version = "1.82") => SendAsync("GET", path, version: version);

    public Task<IronicReply> ProvisionAsync(string node, string verb) =>
        SendAsync("PUT", $"/v1/nodes/{node}/states/provision", new JsonObject { ["target"] = verb });

    public Task<IronicReply> PowerAsync(string node, string target) =>
        SendAsync("PUT", $"/v1/nodes/{node}/states/power", new JsonObject { ["target"] = target });

    public Task<IronicReply> PatchAsync(string path, params JsonObject[] operations) =>
        SendAsync("PATCH", path, new JsonArray([.. operations]));

    /// <summary>A node on the lab's BMC.</summary>
    public async Task<string> CreateNodeAsync(string name = "web-1", Action<JsonObject>? edit = null)
    {
        var node = new JsonObject
        {
            ["name"] = name,
            ["driver"] = "redfish",
            ["driver_info"] = new JsonObject
            {
                ["redfish_address"] = Bmc.Address.ToString(),
                ["redfish_system_id"] = StubBmc.SystemPath,
                ["redfish_username"] = StubBmc.User,
                ["redfish_password"] = StubBmc.Password,
            },
        };
        edit?.Invoke(node);
        var created = await SendAsync("POST", "/v1/nodes", node);
        return created.Text("uuid");
    }

    /// <summary>A node that has been verified.</summary>
    public async Task<string> ManageableNodeAsync(string name = "web-1")
    {
        var uuid = await CreateNodeAsync(name);
        await ProvisionAsync(uuid, "manage");
        await PassAsync(3);
        return uuid;
    }

    public async Task<string> AvailableNodeAsync()
    {
        var uuid = await ManageableNodeAsync();
        await ProvisionAsync(uuid, "provide");
        await PassAsync(30);
        return uuid;
    }

    public async Task<JsonObject> NodeAsync(string node) => (await GetAsync($"/v1/nodes/{node}")).Body!.AsObject();

    public static JsonObject Operation(string op, string path, JsonNode? value = null)
    {
        var operation = new JsonObject { ["op"] = op, ["path"] = path };
        if (op != "remove")
        {
            operation["value"] = value;
        }

        return operation;
    }

    public async ValueTask DisposeAsync()
    {
        await World.Work.StopAsync();
        await _made.Face.StopAsync(CancellationToken.None);
        await _made.Face.DisposeAsync();
        await Bmc.DisposeAsync();
        await World.DisposeAsync();
        _http.Dispose();
    }
}

internal sealed record IronicReply(int Status, JsonNode? Body, HttpResponseHeaders Headers)
{
    public JsonObject Error => JsonNode.Parse(Body!["error_message"]!.GetValue<string>())!.AsObject();

    public string Fault => Error["faultstring"]!.GetValue<string>();

    public string Text(string member) => Body![member]!.GetValue<string>();

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : null;
}

/// <summary>Starts a lab for each test, and fails a test whose BMC was asked what nobody announced.</summary>
internal abstract class IronicTests
{
    protected IronicLab Lab { get; private set; } = null!;

    // A clock that stands still would let a request wait for a lock for ever.
    protected virtual IronicSettings Settings => new() { NodeLockedRetries = 0 };

    [SetUp]
    public async Task StartLab() => Lab = await IronicLab.StartAsync(Settings);

    [TearDown]
    public async Task StopLab()
    {
        await Lab.DisposeAsync();
        Lab.Bmc.Unannounced.ShouldBeEmpty();
    }
}
