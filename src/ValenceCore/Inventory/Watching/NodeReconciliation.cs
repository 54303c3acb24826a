using Microsoft.Extensions.Logging;
using ValenceCore.Composition;

namespace ValenceCore.Inventory;

/// <summary>Compares the nodes that are stored of a pod with those that stand in it. A node that is gone from its pod is shown as missing and
/// kept: it may come back with the pod, it may be registered, and forgetting it is a person's decision.</summary>
internal sealed partial class NodeReconciliation(NodeStore nodes, ILogger<NodeReconciliation> logger)
{
    /// <param name="began">When the pod was asked. What has happened to a node since then, the pod had not yet to tell.</param>
    public async Task ReconcileAsync(string podId, IReadOnlyList<NodePlace> standing, long began, CancellationToken cancellation)
    {
        var indexes = standing.Select(place => place.Index).ToHashSet();
        foreach (var node in await nodes.ListAsync(new Dictionary<string, string> { ["podm_id"] = podId }, cancellation))
        {
            var isThere = node.Index is { } index && indexes.Contains(index);
            if (node.State == NodeStates.Composed && !isThere && node.UpdatedAt <= began)
            {
                if (await nodes.MoveAsync(node.Uuid, NodeStates.Composed, NodeStates.Missing, cancellation))
                {
                    LogGone(logger, node.Uuid, node.Index, podId);
                }
            }
            else if (node.State == NodeStates.Missing && isThere
                && await nodes.MoveAsync(node.Uuid, NodeStates.Missing, NodeStates.Composed, cancellation))
            {
                LogBack(logger, node.Uuid, node.Index, podId);
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Node {NodeId} ({Index}) is not in the pod of manager {PodId} any more")]
    private static partial void LogGone(ILogger logger, string nodeId, string? index, string podId);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Node {NodeId} ({Index}) is in the pod of manager {PodId} again")]
    private static partial void LogBack(ILogger logger, string nodeId, string? index, string podId);
}
