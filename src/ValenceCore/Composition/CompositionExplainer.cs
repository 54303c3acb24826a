using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Flavors;
using ValenceCore.Placement;

namespace ValenceCore.Composition;

/// <summary>A composition that was checked as far as it can be without a pod.</summary>
/// <param name="Candidates">Pod managers to ask, in order.</param>
/// <param name="Properties">Of the request or of its flavor; null for anything.</param>
internal sealed record CheckedComposition(IReadOnlyList<string> Candidates, JsonObject? Properties);

/// <summary>What one pod would make of a composition.</summary>
/// <param name="Source"><c>pod</c> when the pod said it itself, <c>core</c> when it was concluded from the inventory.</param>
internal sealed record PodExplanation(string PodId, CompositionExplanation Explanation, string Source);

/// <summary>Says what would come of a composition in each pod that would be asked; changes nothing anywhere.</summary>
internal sealed class CompositionExplainer(CompositionController controller, NodeStore nodes, NodeDrivers drivers)
{
    private const string FromPod = "pod";
    private const string FromCore = "core";

    public async Task<Outcome<IReadOnlyList<PodExplanation>>> ExplainAsync(ComposeRequest request, CancellationToken cancellation)
    {
        var plan = await controller.CheckAsync(request, nodeId: null, cancellation);
        if (plan.Failed(out var failure))
        {
            return failure;
        }

        var requirements = plan.Value.Properties is { } properties ? RequirementsReader.Parse(properties) : Requirements.Anything;
        return requirements.Failed(out var invalid)
            ? invalid
            : await Task.WhenAll(plan.Value.Candidates.Select(pod => ExplainAsync(pod, request, requirements.Value, cancellation)));
    }

    private async Task<PodExplanation> ExplainAsync(
        string podId, ComposeRequest request, Requirements requirements, CancellationToken cancellation)
    {
        try
        {
            var ownWord = await drivers.ForAsync<IExplainComposition>(podId, cancellation);
            if (!ownWord.Failed(out _))
            {
                var wish = new NodeWish(
                    request.Name, request.Description ?? "", "", requirements, await nodes.IndexesAsync(podId, cancellation));
                if (await ownWord.Value.ExplainAsync(wish, cancellation) is { } word)
                {
                    return new PodExplanation(podId, word, FromPod);
                }
            }

            var inventory = await drivers.ForAsync<IReadInventory>(podId, cancellation);
            return inventory.Failed(out var missing)
                ? new PodExplanation(podId, No(missing.Detail), FromCore)
                : new PodExplanation(podId, await ConcludeAsync(inventory.Value, requirements, cancellation), FromCore);
        }
        catch (DriverException exception)
        {
            return new PodExplanation(podId, No(exception.Failure.Detail), FromCore);
        }
    }

    private static async Task<CompositionExplanation> ConcludeAsync(
        IReadInventory inventory, Requirements requirements, CancellationToken cancellation)
    {
        var needsDevices = requirements.PciDevices.Count + requirements.Drives.Count > 0;
        var systems = inventory.ReadSystemsAsync(cancellation);
        var match = SystemMatching.Match(
            await systems, needsDevices ? await inventory.ReadDevicesAsync(cancellation) : [], requirements);
        var chosen = match.IsMet ? match.Fitting[0].Uri ?? match.Fitting[0].Id : null;
        return new CompositionExplanation(match.IsMet, chosen, match.Filters, match.Reason, match.Nearest);
    }

    private static CompositionExplanation No(string reason) => new(WouldCompose: false, null, [], reason, null);
}
