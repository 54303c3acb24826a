namespace Simulator.Ironic;

/// <summary>What belongs to a node: its own lists, filters by node, and who may change it.</summary>
internal static class NodeChildren
{
    /// <summary>The node that a resource names in a body: 400 when it is not there, 409 when it is locked.</summary>
    public static Outcome<IronicNode> ChildsNode(this Conductor conductor, string identifier)
    {
        var node = Checks.IsUuid(identifier) ? conductor.Nodes.Find(identifier, ApiVersion.Oldest) : null;
        return node is null ? IronicErrors.Invalid($"Node {identifier} could not be found.")
            : Conductor.RefuseLocked(node) is { } locked ? locked
            : node;
    }

    /// <summary>Those of the node that a list's argument names; all without one.</summary>
    public static Outcome<IReadOnlyList<T>> OfNode<T>(
        this Conductor conductor, IReadOnlyList<T> items, Func<T, string> nodeUuid, string? identifier, ApiVersion version)
    {
        if (identifier is null)
        {
            return items.ToList();
        }

        return conductor.Nodes.Find(identifier, version) is { } node
            ? items.Where(i => nodeUuid(i) == node.Uuid).ToList()
            : IronicErrors.NotFound("Node", identifier);
    }

    /// <summary><c>nodes/N/…</c> and <c>nodes/N/…/detail</c>, by the node's UUID only, as in 21.4.</summary>
    public static void MapOfNode<T>(
        this Conductor conductor, WebApplication app, string path, int since, CollectionApi<T> api, Func<IronicNode, IReadOnlyList<T>> of)
        where T : StoredResource
    {
        app.MapGet($"/v1/nodes/{{node}}/{path}", (HttpContext context, string node) => ListOf(context, node, isDetailed: false)).Since(since);
        app.MapGet($"/v1/nodes/{{node}}/{path}/detail", (HttpContext context, string node) => ListOf(context, node, isDetailed: true)).Since(since);

        IResult ListOf(HttpContext context, string identifier, bool isDetailed) =>
            Checks.IsUuid(identifier) && conductor.Nodes.Find(identifier, ApiVersion.Oldest) is { } node
                ? api.ListOf(context, of(node), $"nodes/{node.Uuid}/{path}{(isDetailed ? "/detail" : "")}", isDetailed)
                : IronicErrors.NotFound("Node", identifier);
    }
}
