using System.Text.Json.Nodes;
using ValenceCore.Registration;

namespace ValenceCore.Drivers.Ironic;

/// <content>What a node turns out to have later: traits, properties, ports.</content>
internal sealed partial class IronicDriver
{
    private const string Traits = "set traits";
    private const string Update = "update";

    /// <summary>The first version that knows traits, and the one with <c>/v1/nodes/…/traits</c> (ironic-api 1).</summary>
    private const int TraitsSince = 37;

    public async Task<bool> AddTraitsAsync(string ironicUuid, IReadOnlyList<string> traits, CancellationToken cancellation)
    {
        if (!await KnowsTraitsAsync(cancellation))
        {
            return false;
        }

        foreach (var trait in traits)
        {
            // One by one: setting all at once would take away those that somebody else has given.
            Check(Traits, await ChangeAsync(
                HttpMethod.Put, $"/v1/nodes/{ironicUuid}/traits/{Uri.EscapeDataString(trait)}", null, Traits,
                async () => (await FindNodeAsync(ironicUuid, Traits, cancellation))?["traits"] is JsonArray set && set.Any(one => one?.ToString() == trait), cancellation));
        }

        return true;
    }

    private async Task<bool> KnowsTraitsAsync(CancellationToken cancellation) => await MinorAsync(cancellation) >= TraitsSince;

    public async Task<string?> UpdateAsync(
        string ironicUuid, JsonObject properties, IReadOnlyList<JsonObject> ports, CancellationToken cancellation)
    {
        var node = await FindNodeAsync(ironicUuid, Update, cancellation)
            ?? throw IronicFailures.New(DriverFault.Missing, 502, "Bad Gateway", "Ironic Error", $"Ironic has no node '{ironicUuid}'.", Update);
        var changes = new List<string>();
        await PatchPropertiesAsync(ironicUuid, node, properties, changes, cancellation);
        await AlignPortsAsync(ironicUuid, ports, changes, cancellation);
        return changes.Count == 0 ? null : string.Join(", ", changes);
    }

    private async Task PatchPropertiesAsync(
        string ironicUuid, JsonNode node, JsonObject properties, List<string> changes, CancellationToken cancellation)
    {
        var kept = node["properties"] as JsonObject ?? [];

        // Ironic keeps numbers as it was given them, as text or as numbers.
        var other = properties.Where(pair => kept[pair.Key]?.ToString() != pair.Value?.ToString()).ToList();
        if (other.Count == 0)
        {
            return;
        }

        var patch = new JsonArray([.. other.Select(pair => new JsonObject
        {
            ["op"] = "add", ["path"] = $"/properties/{pair.Key}", ["value"] = pair.Value?.DeepClone(),
        })]);
        var reply = await SendPatientlyAsync(HttpMethod.Patch, $"/v1/nodes/{ironicUuid}", patch, Update, cancellation);
        Check(Update, reply);
        changes.AddRange(other.Select(pair => $"{pair.Key} is {pair.Value}"));
    }

    private async Task AlignPortsAsync(string ironicUuid, IReadOnlyList<JsonObject> ports, List<string> changes, CancellationToken cancellation)
    {
        var kept = await PortsAsync(ironicUuid, cancellation);
        foreach (var port in ports.Where(port => kept.All(one => one.Text("address") != port.Text("address"))))
        {
            port["node_uuid"] = ironicUuid;
            await CreatePortAsync(port, cancellation);
            changes.Add($"port {port.Text("address")} is new");
        }

        var addresses = ports.Select(port => port.Text("address")).ToHashSet();
        foreach (var left in kept.Where(one => one?["extra"].Text(RegistrationKeys.Marker) is not null && !addresses.Contains(one.Text("address"))))
        {
            var reply = await SendPatientlyAsync(HttpMethod.Delete, $"/v1/ports/{left.Text("uuid")}", null, Update, cancellation);
            if (reply.Status != 404)
            {
                Check(Update, reply);
            }

            changes.Add($"port {left.Text("address")} is gone");
        }
    }
}
