using System.Text.Json;
using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Redfish;

/// <content>Growing and shrinking a system (redfish-pod 3.8).</content>
internal sealed partial class StandardSystems
{
    public async Task AttachAsync(NodePlace node, string deviceUri, CancellationToken cancellation)
    {
        var (block, system) = await RedfishDriver.BeforeChangeAsync(() => BlockForAsync(node, deviceUri, Stages.Attach, cancellation));
        if (ActionOf(system, "AddResourceBlock") is { } target)
        {
            await connection.ChangeAsync(HttpMethod.Post, target, Naming(block), Stages.Attach, isLong: true, cancellation);
            return;
        }

        var kept = system.Child("Links").Links("ResourceBlocks").Select(_ => (JsonNode?)new JsonObject());
        await ReplaceBlocksAsync(node, system, [.. kept, Link(block)], Stages.Attach, cancellation);
    }

    public async Task DetachAsync(NodePlace node, string deviceUri, CancellationToken cancellation)
    {
        var (block, system) = await RedfishDriver.BeforeChangeAsync(() => BlockForAsync(node, deviceUri, Stages.Detach, cancellation));
        await RemoveAsync(node, system, block, Stages.Detach, cancellation);
    }

    private async Task RemoveAsync(NodePlace node, JsonElement? system, string block, string stage, CancellationToken cancellation)
    {
        if (ActionOf(system, "RemoveResourceBlock") is { } target)
        {
            await connection.ChangeAsync(HttpMethod.Post, target, Naming(block), stage, isLong: true, cancellation);
            return;
        }

        // By the rules for arrays in a PATCH (DSP0266 7.5.7): {} keeps the entry at its place, null takes it out.
        var kept = system.Child("Links").Links("ResourceBlocks").Select(uri => uri == block ? null : (JsonNode?)new JsonObject());
        await ReplaceBlocksAsync(node, system, [.. kept], stage, cancellation);
    }

    private async Task<(string Block, JsonElement? System)> BlockForAsync(
        NodePlace node, string deviceUri, string stage, CancellationToken cancellation)
    {
        var service = await CompositionOffer.ReadAsync(connection, cancellation);
        var blocks = await reader.CollectionAsync(service.Blocks, stage, cancellation);
        var block = blocks.FirstOrDefault(candidate => candidate.Id() == deviceUri || ResourceBlocks.PartsOf(candidate).Contains(deviceUri));
        return block.Id() is { } uri
            ? (uri, await connection.GetAsync(node.Uri, stage, cancellation))
            : throw new DriverException(DriverFault.Refused, Failure.BadRequest(
                $"No resource block of the pod manager '{connection.PodName}' holds {deviceUri}, so it cannot be attached or detached."));
    }

    private Task ReplaceBlocksAsync(
        NodePlace node, JsonElement? system, IReadOnlyList<JsonNode?> blocks, string stage, CancellationToken cancellation) =>
        connection.ChangeAsync(
            HttpMethod.Patch, node.Uri, new JsonObject { ["Links"] = new JsonObject { ["ResourceBlocks"] = new JsonArray([.. blocks]) } }, stage,
            isLong: true, cancellation, system.Text("@odata.etag"));

    private static string? ActionOf(JsonElement? system, string verb) =>
        system.Child("Actions").Child($"#ComputerSystem.{verb}").Text("target");

    private static JsonObject Naming(string block) => new() { ["ResourceBlock"] = Link(block) };
}
