using System.Text.Json.Nodes;

namespace Shelf;

/// <summary>
/// Hands out whole systems of a Redfish service that cannot compose: a node is one ordinary server. Who has it stands in the server itself, in
/// <c>AssetTag</c> (ComputerSystem, the standard's writable label), so that nothing has to be kept here and several cores can share a shelf.
/// </summary>
internal sealed partial class ShelfDriver(ShelfClient client)
{
    /// <summary>How many systems are read at the same time; a BMC is a small machine.</summary>
    private const int Width = 4;

    private async Task<IReadOnlyList<JsonNode>> SystemsAsync(string stage, CancellationToken cancellation)
    {
        var root = (await client.GetAsync("/redfish/v1/", stage, cancellation)).Body;
        var systems = root.Link("Systems") ?? throw client.Malformed(stage, "the service root links no 'Systems'");
        return await client.MembersAsync(systems, Width, stage, cancellation);
    }

    /// <summary>Members of a collection that a resource links; none where it links none, or links one that the service does not have after all.</summary>
    private async Task<IReadOnlyList<JsonNode>> PartsAsync(JsonNode? resource, string name, string stage, CancellationToken cancellation)
    {
        try
        {
            return resource.Link(name) is { } path ? await client.MembersAsync(path, Width, stage, cancellation) : [];
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
        {
            return [];
        }
    }

    /// <summary>
    /// The system of a node, as long as it still is that node. The place of a tagged node carries its tag behind the <c>#</c>: a server that was given
    /// back and handed out again has another one, and a late call about the former node must not touch the new owner's machine.
    /// </summary>
    private async Task<Reply> SystemOfAsync(NodePlace node, string stage, CancellationToken cancellation)
    {
        var system = await client.GetAsync(node.Uri, stage, cancellation);
        var tag = TagIn(node);
        return tag is null || system.Body.Text("AssetTag") == tag
            ? system
            : throw client.Failed(DriverFault.Missing, 404, "Not Found", stage, $"system {node.Index} is not this node any more; its tag is not '{tag}'");
    }

    private static NodePlace PlaceOf(JsonNode? system, string? tag)
    {
        var path = system.Text("@odata.id")!;
        var index = path.TrimEnd('/').Split('/')[^1];
        return new NodePlace(index, tag is null ? path : $"{path}#{Uri.EscapeDataString(tag)}", system.Text("Name"));
    }

    private static string? TagIn(NodePlace node) => node.Uri.Split('#') is [_, var tag] ? Uri.UnescapeDataString(tag) : null;

    /// <summary>Values that a property takes; null where the service does not say, and then nothing is refused here.</summary>
    private static void Check(List<string> problems, string name, string? value, IReadOnlyList<string>? allowed)
    {
        if (value is not null && allowed?.Contains(value) == false)
        {
            problems.Add($"{name}: this node does not take '{value}', use one of {string.Join(", ", allowed)}");
        }
    }

    /// <summary>All problems at once, before anything is done.</summary>
    private static void Refuse(IReadOnlyCollection<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new DriverException(DriverFault.Refused, Failure.Invalid(problems));
        }
    }
}
