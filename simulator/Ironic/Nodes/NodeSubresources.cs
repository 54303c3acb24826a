namespace Simulator.Ironic;

/// <summary>Finds the node of a request's path.</summary>
internal static class NodeSubresources
{
    public static Outcome<IronicNode> FindNode(this Conductor conductor, HttpContext context, string identifier)
    {
        if (QueryArguments.RefuseAny(context) is { } unknown)
        {
            return unknown;
        }

        return conductor.Nodes.Find(identifier, context.Version()) is { } node ? node : IronicErrors.NotFound("Node", identifier);
    }

    /// <summary>Changes the node unless it is locked.</summary>
    public static IronicError? ChangeUnlocked(this Conductor conductor, IronicNode node, Func<IronicNode, Outcome<IronicNode>> change) =>
        conductor.Nodes.Change(node.Uuid, n => Conductor.RefuseLocked(n) is { } locked ? locked : change(n)).Error;
}
