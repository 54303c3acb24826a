using Microsoft.Extensions.Options;
using ValenceCore.Placement;
using ValenceCore.PodManagers;

namespace ValenceCore.Composition;

/// <summary>Puts the pods in the order in which they are asked for a node.</summary>
internal sealed class PodPlacement(IKnowStock stock, NodeStore nodes, PlacementPolicies policies, IOptions<ValenceCoreOptions> options)
{
    /// <param name="policy">Name of a policy; null for the one of the options.</param>
    public async Task<IReadOnlyList<string>> OrderAsync(
        IReadOnlyList<PodManager> pods, Requirements wanted, string? policy, CancellationToken cancellation)
    {
        if (pods.Count == 1)
        {
            return [pods[0].Uuid];
        }

        var chosen = policies.Of(policy ?? options.Value.Placement);
        var known = await Task.WhenAll(pods.Select(pod => LookAsync(pod, chosen.WeighsStock, wanted, cancellation)));
        return [.. chosen.Order(known, wanted).Select(pod => pod.PodId)];
    }

    private async Task<PodStock> LookAsync(PodManager pod, bool mayRead, Requirements wanted, CancellationToken cancellation)
    {
        var found = await stock.FindAsync(pod, mayRead, cancellation);
        return new PodStock(
            pod.Uuid, pod.Health.Status != PodHealth.Offline, found is null ? null : SystemMatching.Match(found.Systems, found.Devices, wanted),
            (await nodes.IndexesAsync(pod.Uuid, cancellation)).Count);
    }
}
