using System.Text.Json.Nodes;

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

    /// <summary>The node, and what is asked of it; whatever is wrong with either is the answer.</summary>
    public static async Task<Outcome<AskedOfNode>> ReadAsync(this Conductor conductor, HttpContext context, string identifier)
    {
        var found = conductor.FindNode(context, identifier);
        if (found.Error is not null)
        {
            return found.Error;
        }

        var body = await RequestBody.ReadObjectAsync(context);
        return body.Error is not null ? body.Error : new AskedOfNode(found.Value, body.Value);
    }

    /// <summary>Changes the node unless it is locked.</summary>
    public static IronicError? ChangeUnlocked(this Conductor conductor, IronicNode node, Func<IronicNode, Outcome<IronicNode>> change) =>
        conductor.Nodes.Change(node.Uuid, n => Conductor.RefuseLocked(n) is { } locked ? locked : change(n)).Error;
}

/// <summary>A node and the body of a request to it.</summary>
internal sealed record AskedOfNode(IronicNode Node, JsonObject Body);
