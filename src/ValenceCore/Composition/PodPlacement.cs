using Microsoft.Extensions.Options;
using ValenceCore.Placement;
using ValenceCore.PodManagers;

namespace ValenceCore.Composition;

/// <summary>Puts the pods in the order in which they are asked for a node.</summary>
internal sealed class PodPlacement(
    IKnowStock stock, NodeStore nodes, RecentPlacements recent, PlacementPolicies policies, IOptions<ValenceCoreOptions> options)
{
    /// <param name="policy">Name of a policy; null for the one of the options.</param>
    /// <param name="nodeId">Of the node that is going to be composed; null where somebody only wants to know.</param>
    public async Task<IReadOnlyList<string>> OrderAsync(
        IReadOnlyList<PodManager> pods, Requirements wanted, string? policy, string? nodeId, CancellationToken cancellation)
    {
        if (pods.Count == 1)
        {
            return [pods[0].Uuid];
        }

        var chosen = policies.Of(policy ?? options.Value.Placement);
        var found = await Task.WhenAll(pods.Select(async pod => new FoundPod(
            pod.Uuid, pod.Health.Status != PodHealth.Offline, await stock.FindAsync(pod, chosen.WeighsStock, cancellation))));
        return recent.Order(chosen, found, await nodes.PodsAsync(cancellation), wanted, nodeId);
    }
}
