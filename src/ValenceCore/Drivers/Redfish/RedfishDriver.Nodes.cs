namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishDriver : IListNodes
{
    private const string ListNodes = "list the composed nodes";

    /// <summary>Intel's nodes, else the systems: those composed by the standard, and the others, which may have been taken on as they are.</summary>
    public async Task<IReadOnlyList<NodePlace>> ListNodesAsync(CancellationToken cancellation)
    {
        var root = await connection.RootAsync(ListNodes, cancellation);
        var nodes = RackScaleNodes.NodesPath(root);
        string[] places = nodes is null || root.Link("CompositionService") is not null
            ? [.. nodes is null ? [] : new[] { nodes }, .. root.Link("Systems") is { } systems ? new[] { systems } : []]
            : [nodes];
        var found = new List<NodePlace>();
        foreach (var place in places)
        {
            found.AddRange((await connection.MembersAsync(place, ListNodes, cancellation)).Select(uri => new NodePlace(RedfishJson.LastSegment(uri), uri, null)));
        }

        return found;
    }
}
