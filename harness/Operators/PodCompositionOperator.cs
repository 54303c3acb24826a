using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Labs;

namespace Harness.Operators;

/// <summary>
/// What clients do at the pod manager through its two composition APIs, Intel RSD nodes and DMTF resource blocks. Keeps what came
/// back last.
/// </summary>
public sealed class PodCompositionOperator(ScenarioLab lab) : IDisposable
{
    private const string Nodes = "redfish/v1/Nodes";
    private const string Service = "redfish/v1/CompositionService";

    private readonly Dictionary<string, string> _nodes = new(StringComparer.Ordinal);
    private LabClient? _client;

    /// <summary>The answer to the last request.</summary>
    public LabReply Last { get; private set; } = new(0, null, "nothing was asked yet");

    /// <summary>Answers to requests that were sent at the same time.</summary>
    public IReadOnlyList<LabReply> Together { get; private set; } = [];

    /// <summary>The reservation that was made last.</summary>
    public string? Reservation { get; private set; }

    /// <param name="request">Body of Allocate, without its name.</param>
    public async Task AllocateAsync(string name, JsonObject? request = null)
    {
        var body = (JsonObject)(request?.DeepClone() ?? new JsonObject());
        body["Name"] = name;
        Last = await SendAsync(HttpMethod.Post, $"{Nodes}/Actions/Allocate", body);
        if (Last.Location is { } node)
        {
            _nodes[name] = node[1..];
        }
    }

    /// <summary>Answered at once; the node is assembled in its own time.</summary>
    public async Task AssembleAsync(string name) =>
        Last = await SendAsync(HttpMethod.Post, $"{_nodes[name]}/Actions/ComposedNode.Assemble", new JsonObject());

    public async Task DeleteNodeAsync(string name) => Last = await SendAsync(HttpMethod.Delete, _nodes[name]);

    public async Task ResetNodeAsync(string name, string type) =>
        Last = await SendAsync(HttpMethod.Post, $"{_nodes[name]}/Actions/ComposedNode.Reset", new JsonObject { ["ResetType"] = type });

    public async Task ForceDeleteAsync(string name) =>
        Last = await SendAsync(HttpMethod.Post, $"{_nodes[name]}/Actions/ComposedNode.ForceDelete", new JsonObject());

    /// <param name="action"><c>AttachResource</c> or <c>DetachResource</c>.</param>
    /// <param name="resource">URI of a drive, processor, volume or endpoint.</param>
    public async Task ChangeNodeAsync(string name, string action, string resource) => Last = await SendAsync(
        HttpMethod.Post, $"{_nodes[name]}/Actions/ComposedNode.{action}", new JsonObject { ["Resource"] = new JsonObject { ["@odata.id"] = resource } });

    /// <summary>Asks the bench's own face what would become of an allocation.</summary>
    public async Task<JsonNode> ExplainAsync(JsonObject request)
    {
        Last = await lab.Control.SendAsync(HttpMethod.Post, "sim/v1/explain", request);
        return Last.Body!;
    }

    public async Task<JsonNode?> ShowNodeAsync(string name) => (await SendAsync(HttpMethod.Get, _nodes[name])).Body;

    public async Task ComposeAsync(string name, IEnumerable<string> blocks) =>
        Last = await SendAsync(HttpMethod.Post, "redfish/v1/Systems", SystemOf(name, blocks));

    /// <summary>Systems that clients ask for at the same moment.</summary>
    public async Task ComposeTogetherAsync(IReadOnlyList<(string Name, IReadOnlyList<string> Blocks)> systems) =>
        Together = await Task.WhenAll(systems.Select(s => SendAsync(HttpMethod.Post, "redfish/v1/Systems", SystemOf(s.Name, s.Blocks))));

    /// <param name="request">Described parts, in the form of the standard.</param>
    public async Task ComposeDescribedAsync(JsonObject request) => Last = await SendAsync(HttpMethod.Post, "redfish/v1/Systems", request);

    /// <summary>One block of several.</summary>
    public async Task MakeBlockAsync(string name, IEnumerable<string> blocks) => Last = await SendAsync(
        HttpMethod.Post, $"{Service}/ResourceBlocks",
        new JsonObject { ["Name"] = name, ["Links"] = new JsonObject { ["SupplyingResourceBlocks"] = new JsonArray([.. blocks.Select(Link)]) } });

    /// <param name="request">Described parts, in arrays as a block has them.</param>
    public async Task MakeDescribedBlockAsync(JsonObject request) => Last = await SendAsync(HttpMethod.Post, $"{Service}/ResourceBlocks", request);

    /// <summary>A block of a system that has none.</summary>
    public async Task RegisterAsync(string system) => Last = await SendAsync(
        HttpMethod.Post, $"{Service}/ResourceBlocks",
        new JsonObject { ["ComputerSystems"] = new JsonArray(new JsonObject { ["@odata.id"] = $"/redfish/v1/Systems/{system}" }) });

    public async Task DeleteBlockAsync(string block) => Last = await SendAsync(HttpMethod.Delete, $"{Service}/ResourceBlocks/{block}");

    public async Task DecomposeAsync(string name) => Last = await SendAsync(HttpMethod.Delete, $"redfish/v1/Systems/{name}");

    /// <param name="action"><c>AddResourceBlock</c> or <c>RemoveResourceBlock</c>.</param>
    public async Task ChangeBlocksAsync(string system, string action, string block) => Last = await SendAsync(
        HttpMethod.Post, $"redfish/v1/Systems/{system}/Actions/ComputerSystem.{action}", new JsonObject { ["ResourceBlock"] = Link(block) });

    public async Task ResetAsync(string system, string type) => Last = await SendAsync(
        HttpMethod.Post, $"redfish/v1/Systems/{system}/Actions/ComputerSystem.Reset", new JsonObject { ["ResetType"] = type });

    /// <param name="type"><c>Preview</c>, <c>PreviewReserve</c> or <c>Apply</c>.</param>
    public async Task RunManifestAsync(string type, params JsonObject[] stanzas)
    {
        Last = await SendManifestAsync(type, stanzas);
        Reservation = (string?)Last.Body?["ReservationId"] ?? Reservation;
    }

    /// <summary>Manifests that are applied at the same moment.</summary>
    public async Task ApplyTogetherAsync(params JsonObject[][] manifests) =>
        Together = await Task.WhenAll(manifests.Select(stanzas => SendManifestAsync("Apply", stanzas)));

    /// <summary>Carries out what was reserved last.</summary>
    public async Task ApplyReservationAsync() => Last = await SendAsync(
        HttpMethod.Post, $"{Service}/Actions/CompositionService.Compose",
        new JsonObject { ["RequestFormat"] = "Manifest", ["RequestType"] = "Apply", ["ReservationId"] = Reservation });

    public static JsonObject ComposeStanza(string id, string name, IEnumerable<string> blocks) =>
        new() { ["StanzaId"] = id, ["StanzaType"] = "ComposeSystem", ["Request"] = SystemOf(name, blocks) };

    public static JsonObject DecomposeStanza(string id, string name) =>
        new() { ["StanzaId"] = id, ["StanzaType"] = "DecomposeSystem", ["Request"] = new JsonObject { ["@odata.id"] = $"/redfish/v1/Systems/{name}" } };

    /// <summary>A resource by its path below <c>/redfish/v1</c>.</summary>
    public Task<LabReply> ReadAsync(string path) => SendAsync(HttpMethod.Get, $"redfish/v1/{path}");

    public Task<LabReply> ReadBlockAsync(string block) => ReadAsync($"CompositionService/ResourceBlocks/{block}");

    public void Dispose() => _client?.Dispose();

    private static JsonObject SystemOf(string name, IEnumerable<string> blocks) => new()
    {
        ["Name"] = name,
        ["Links"] = new JsonObject { ["ResourceBlocks"] = new JsonArray([.. blocks.Select(Link)]) },
    };

    private static JsonObject Link(string block) => new() { ["@odata.id"] = $"/{Service}/ResourceBlocks/{block}" };

    private Task<LabReply> SendManifestAsync(string type, JsonObject[] stanzas) => SendAsync(
        HttpMethod.Post, $"{Service}/Actions/CompositionService.Compose",
        new JsonObject { ["RequestFormat"] = "Manifest", ["RequestType"] = type, ["Manifest"] = new JsonObject { ["Stanzas"] = new JsonArray([.. stanzas]) } });

    private Task<LabReply> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        var pair = Encoding.UTF8.GetBytes($"{lab.Addresses.User}:{lab.Addresses.Password}");
        _client ??= lab.OpenPod();
        return _client.SendAsync(method, path, body, ("Authorization", new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair)).ToString()));
    }
}
