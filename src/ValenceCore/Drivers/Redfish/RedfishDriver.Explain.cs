namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishDriver : IExplainComposition
{
    private const string Explain = "explain a composition";

    /// <summary>Resource blocks can be looked through from outside, and a service with the Compose action previews what it would do itself. Intel's
    /// interface has no dry run; what it cannot be asked for is told all the same.</summary>
    public async Task<CompositionExplanation?> ExplainAsync(NodeWish wish, CancellationToken cancellation)
    {
        var root = await connection.RootAsync(Explain, cancellation);
        if ((RackScaleNodes.NodesPath(root) ?? root.Link("CompositionService") ?? root.Link("Systems")) is { } behind)
        {
            // The root is open to those without credentials.
            await connection.GetAsync(behind, Explain, cancellation);
        }

        if (RackScaleNodes.NodesPath(root) is not null)
        {
            RackScaleRelease.Of(root).RefuseTheInexpressible(wish.Requirements);
            return null;
        }

        return root.Link("CompositionService") is null
            ? new CompositionExplanation(WouldCompose: false, null, [], "It composes nothing: its root links neither 'Nodes' nor 'CompositionService'.", null)
            : await standard.ExplainAsync(wish, cancellation);
    }
}
