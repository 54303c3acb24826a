using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ValenceCore.Failures;
using ValenceCore.Flavors;
using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>Asks the candidate pods in order until one has the hardware. The pod decides a race between two composers, by its 409.</summary>
internal sealed class AllocateStep(NodeStore nodes, NodeDrivers drivers, TimeProvider time, IOptions<ValenceCoreOptions> options) : IOperationStep
{
    private const int Looks = 4;

    public string Name => "allocate";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var uuid = data.Need(ComposeKeys.NodeId);
        var wish = WishOf(data, uuid);
        if (data.IsRepeated && await FindLeftAsync(data, uuid, cancellation) is { } left)
        {
            return await KeepAsync(data, uuid, left, cancellation);
        }

        var refusals = new List<Failure>();
        foreach (var podId in data.Input[ComposeKeys.Candidates]!.AsArray().Select(candidate => candidate!.GetValue<string>()))
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
                    await ReleaseTwinsAsync(driver.Value, place, wish.Marker, cancellation);
                }

                return await KeepAsync(data, uuid, place, cancellation);
            }
            catch (DriverException exception) when (NothingWasMade(exception))
            {
                refusals.Add(exception.Failure);
                Forget(data);
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
            if (await PlaceLeftAsync(driver, data, uuid, cancellation) is not { } place)
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

    /// <summary>What a former runner had made when it died. Its request may still be at work in the pod, so it is looked for more than once.</summary>
    private async Task<NodePlace?> FindLeftAsync(OperationData data, string uuid, CancellationToken cancellation)
    {
        if (data[ComposeKeys.PodId] is not { } podId || (await drivers.ForAsync<IComposeNodes>(podId, cancellation)) is not { Failure: null } found)
        {
            return null;
        }

        var driver = found.Value;
        if (data[ComposeKeys.Claiming] is not null)
        {
            // A claimed place may be half made, and nothing tells how far; it is emptied and asked for anew.
            if (await PlaceLeftAsync(driver, data, uuid, cancellation) is { } half)
            {
                await driver.ReleaseAsync(half, cancellation);
            }

            Forget(data);
            await nodes.SetPodAsync(uuid, null, cancellation);
            await data.SaveAsync();
            return null;
        }

        for (var look = 1; ; look++)
        {
            if (await driver.FindMarkedAsync(ComposedNode.MarkerOf(uuid), cancellation) is { } place)
            {
                return place;
            }

            if (look == Looks)
            {
                return null;
            }

            await Task.Delay(options.Value.OperationTimeouts.Settle / (Looks - 1), time, cancellation);
        }
    }

    /// <summary>What is to be given back: by its claim where there is one, else by its marker or, in the hands of the one who made it, by its
    /// index.</summary>
    private async Task<NodePlace?> PlaceLeftAsync(IComposeNodes driver, OperationData data, string uuid, CancellationToken cancellation)
    {
        if (data[ComposeKeys.Claiming] is { } claimed)
        {
            // The row has it only if the claim was won; else the place is somebody else's.
            return (await nodes.FindAsync(uuid, cancellation)) is { Failure: null, Value.Place: { } place } && place.Index == claimed ? place : null;
        }

        return data[ComposeKeys.Index] is { } index && !data.IsRepeated
            ? new NodePlace(index, data.Need(ComposeKeys.Uri), null)
            : await driver.FindMarkedAsync(ComposedNode.MarkerOf(uuid), cancellation);
    }

    /// <summary>A request of the runner that died may have come through after all.</summary>
    private static async Task ReleaseTwinsAsync(IComposeNodes driver, NodePlace kept, string marker, CancellationToken cancellation)
    {
        while (await driver.FindMarkedAsync(marker, cancellation) is { } twin && twin.Index != kept.Index)
        {
            await driver.ReleaseAsync(twin, cancellation);
        }
    }

    private static void Forget(OperationData data) =>
        data[ComposeKeys.PodId] = data[ComposeKeys.Claiming] = data[ComposeKeys.Index] = data[ComposeKeys.Uri] = null;

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
