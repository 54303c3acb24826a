using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Flavors;
using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>Asks the candidate pods in order until one has the hardware. The pod decides a race between two composers, by its 409.</summary>
internal sealed class AllocateStep(NodeStore nodes, NodeDrivers drivers, LeftAllocation left) : IOperationStep
{

    public string Name => "allocate";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var uuid = data.Need(ComposeKeys.NodeId);
        var wish = WishOf(data, uuid);
        if (data.IsRepeated && await left.FindAsync(data, uuid, cancellation) is { } found)
        {
            return await KeepAsync(data, uuid, found, cancellation);
        }

        var refusals = new List<Failure>();
        foreach (var podId in CandidatesOf(data))
        {
            var driver = await drivers.ForAsync<IComposeNodes>(podId, cancellation);
            if (driver.Failed(out var missing))
            {
                refusals.Add(missing);
                continue;
            }

            data[ComposeKeys.PodId] = podId;
            await data.SaveAsync();
            if ((await nodes.SetPodAsync(uuid, podId, cancellation)).Failed(out var gone))
            {
                data[ComposeKeys.PodId] = null;
                refusals.Add(gone);
                continue;
            }

            var here = wish with
            {
                TakenIndexes = await nodes.IndexesAsync(podId, cancellation),
                ClaimAsync = (place, token) => ClaimAsync(data, uuid, place, token),
            };
            try
            {
                var place = await AllocateAsync(driver.Value, here, cancellation);
                if (data.IsRepeated)
                {
                    await LeftAllocation.ReleaseTwinsAsync(driver.Value, place, wish.Marker, cancellation);
                }

                return await KeepAsync(data, uuid, place, cancellation);
            }
            catch (DriverException exception) when (NothingWasMade(exception))
            {
                refusals.Add(exception.Failure);
                LeftAllocation.Forget(data);
                await nodes.SetPodAsync(uuid, null, cancellation);
                await data.SaveAsync();
            }
        }

        return StepResult.Failed(Together(refusals));
    }

    /// <summary>Gives back the node by its index, or by its marker when the answer with the index was lost.</summary>
    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation)
    {
        if (data[ComposeKeys.PodId] is not { } podId)
        {
            return StepResult.Nothing;
        }

        var uuid = data.Need(ComposeKeys.NodeId);
        try
        {
            var driver = await drivers.NeedAsync<IComposeNodes>(podId, cancellation);
            if (await left.PlaceAsync(driver, data, uuid, cancellation) is not { } place)
            {
                return StepResult.Nothing;
            }

            await driver.ReleaseAsync(place, cancellation);
            return StepResult.Done($"node {place.Index} was given back to the pod");
        }
        catch (DriverException exception)
        {
            // The row stays and is shown, so that deleting it tries once more.
            await nodes.SetStateAsync(uuid, NodeStates.Failed, cancellation);
            return StepResult.Failed(exception.Failure);
        }
    }

    private static async Task<NodePlace> AllocateAsync(IComposeNodes driver, NodeWish wish, CancellationToken cancellation)
    {
        try
        {
            return await driver.AllocateAsync(wish, cancellation);
        }
        catch (DriverException exception) when (!NothingWasMade(exception))
        {
            // The answer is lost, the node perhaps is not.
            return await FindQuietlyAsync(driver, wish.Marker, cancellation) ?? throw Rethrown(exception);
        }
    }

    private static async Task<NodePlace?> FindQuietlyAsync(IComposeNodes driver, string marker, CancellationToken cancellation)
    {
        try
        {
            return await driver.FindMarkedAsync(marker, cancellation);
        }
        catch (DriverException)
        {
            // The first error is the one to report.
            return null;
        }
    }

    private static DriverException Rethrown(DriverException exception) => new(exception.Kind, exception.Failure, exception);

    private static bool NothingWasMade(DriverException exception) => exception.Kind
        is DriverFault.Refused or DriverFault.Unreachable or DriverFault.CredentialsRefused or DriverFault.Missing;

    /// <summary>The node's row is the claim, by its unique place. It comes first: a place in the operation alone might be another node's.</summary>
    private async Task<bool> ClaimAsync(OperationData data, string uuid, NodePlace place, CancellationToken cancellation)
    {
        data[ComposeKeys.Claiming] = place.Index;
        await data.SaveAsync();
        if ((await nodes.SetPlaceAsync(uuid, place, NodeOrigins.Claimed, cancellation)).Failed(out _))
        {
            return false;
        }

        data[ComposeKeys.Index] = place.Index;
        data[ComposeKeys.Uri] = place.Uri;
        await data.SaveAsync();
        return true;
    }

    private async Task<StepResult> KeepAsync(OperationData data, string uuid, NodePlace place, CancellationToken cancellation)
    {
        data[ComposeKeys.Index] = place.Index;
        data[ComposeKeys.Uri] = place.Uri;
        await data.SaveAsync();
        var origin = data[ComposeKeys.Claiming] is null ? NodeOrigins.Composed : NodeOrigins.Claimed;
        return (await nodes.SetPlaceAsync(uuid, place, origin, cancellation)).Failed(out var taken)
            ? StepResult.Failed(taken)
            : StepResult.Done($"node {place.Index}");
    }

    /// <summary>As the caller's request was checked, or as a step before has chosen.</summary>
    private static IReadOnlyList<string> CandidatesOf(OperationData data) =>
        data.Input[ComposeKeys.Candidates] is JsonArray asked ? [.. asked.Select(candidate => candidate!.GetValue<string>())] : data.Texts(ComposeKeys.Candidates);

    private static NodeWish WishOf(OperationData data, string uuid)
    {
        var marker = ComposedNode.MarkerOf(uuid);
        var properties = data.Input[ComposeKeys.Properties] as JsonObject;
        var description = data.Input[ComposeKeys.Description]?.GetValue<string>();
        return new NodeWish(
            data.Need(ComposeKeys.Name), string.IsNullOrEmpty(description) ? marker : $"{description} {marker}", marker,
            properties is null ? Requirements.Anything : RequirementsReader.Parse(properties).Value, []);
    }

    private static Failure Together(List<Failure> refusals)
    {
        if (refusals.Count == 1)
        {
            return refusals[0];
        }

        // "No hardware fits" says more to a caller than "one of the pods is off".
        var first = refusals.Find(refusal => refusal.Status == 409) ?? refusals[0];
        return first with { Detail = $"No pod manager could compose the node. {string.Join(" ", refusals.Select(refusal => refusal.Detail))}" };
    }
}
