using Microsoft.Extensions.Options;
using ValenceCore.Operations;

namespace ValenceCore.Composition;

/// <summary>What an allocation left in a pod whose answer met nobody: found by the mark of the node, or by the claim on its place.</summary>
internal sealed class LeftAllocation(NodeStore nodes, NodeDrivers drivers, TimeProvider time, IOptions<ValenceCoreOptions> options)
{
    private const int Looks = 4;

    /// <summary>What a former runner had made when it died. Its request may still be at work in the pod, so it is looked for more than once.</summary>
    public async Task<NodePlace?> FindAsync(OperationData data, string uuid, CancellationToken cancellation)
    {
        if (data[ComposeKeys.PodId] is not { } podId || (await drivers.ForAsync<IComposeNodes>(podId, cancellation)) is not { Failure: null } found)
        {
            return null;
        }

        var driver = found.Value;
        if (data[ComposeKeys.Claiming] is not null)
        {
            // A claimed place may be half made, and nothing tells how far; it is emptied and asked for anew.
            if (await PlaceAsync(driver, data, uuid, cancellation) is { } half)
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
    public async Task<NodePlace?> PlaceAsync(IComposeNodes driver, OperationData data, string uuid, CancellationToken cancellation)
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
    public static async Task ReleaseTwinsAsync(IComposeNodes driver, NodePlace kept, string marker, CancellationToken cancellation)
    {
        while (await driver.FindMarkedAsync(marker, cancellation) is { } twin && twin.Index != kept.Index)
        {
            await driver.ReleaseAsync(twin, cancellation);
        }
    }

    public static void Forget(OperationData data) =>
        data[ComposeKeys.PodId] = data[ComposeKeys.Claiming] = data[ComposeKeys.Index] = data[ComposeKeys.Uri] = null;
}
