using System.Text.Json.Nodes;
using Harness.Labs;

namespace Harness.Probes;

/// <summary>What Ironic knows, asked of Ironic.</summary>
public sealed class IronicProbe(ScenarioLab lab)
{
    private static readonly (string, string) Version = ("X-OpenStack-Ironic-API-Version", "1.82");

    /// <summary>The node of that name, or null.</summary>
    public async Task<JsonNode?> FindAsync(string name)
    {
        var reply = await lab.Ironic.SendAsync(HttpMethod.Get, $"v1/nodes/{name}", body: null, Version);
        return reply.Status == 404 ? null : reply.Body;
    }

    public async Task<IReadOnlyList<string>> NodesAsync()
    {
        var reply = await lab.Ironic.SendAsync(HttpMethod.Get, "v1/nodes", body: null, Version);
        return [.. reply.Body!["nodes"]!.AsArray().Select(n => (string)n!["uuid"]!)];
    }

    /// <param name="nodeUuid">Null for the ports of all nodes.</param>
    public async Task<IReadOnlyList<string>> PortAddressesAsync(string? nodeUuid = null)
    {
        var reply = await lab.Ironic.SendAsync(HttpMethod.Get, nodeUuid is null ? "v1/ports" : $"v1/ports?node={nodeUuid}", body: null, Version);
        return [.. reply.Body!["ports"]!.AsArray().Select(p => (string)p!["address"]!)];
    }
}
