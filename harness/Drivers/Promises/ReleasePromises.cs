using Harness.Drivers.Wire;
using Valence.DriverContract;

namespace Harness.Drivers.Promises;

/// <summary>Giving back; last, since it takes the node away that the others are tried on.</summary>
internal static class ReleasePromises
{
    private const string Release = "IComposeNodes.ReleaseAsync";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("compose", Release, "A node that does not exist counts as given back.", async bench =>
            await bench.Compose.ReleaseAsync(Bench.NobodyLike(await bench.NodeAsync()), bench.Never)) { Changes = true },
        new("compose", Release, "A node that is given back is gone, and giving back once more is safe.", async bench =>
        {
            var node = await OwnAsync(bench);
            await bench.ReleaseAsync(node);
            bench.ForgetNode();
            Seen.That(await bench.Compose.FindAsync(node.Index, bench.Never) is null, $"node {node.Index} is still found by its id");
            Seen.That(await bench.Compose.FindMarkedAsync(bench.NodeMarker, bench.Never) is null, $"node {node.Index} is still found by its marker");

            await bench.Compose.ReleaseAsync(node, bench.Never);
        }) { Changes = true },
        new("compose", Release, "A late call about a node that was given back does not take the hardware from its next owner.", async bench =>
        {
            var old = bench.Wish("former");
            var former = await bench.AllocateAsync(old);
            var isClaimed = bench.ClaimOf(old.Marker) is not null;
            await bench.ReleaseAsync(former);
            if (isClaimed)
            {
                throw new NotJudgedException("the pod keeps no marker; the core alone knows whose a place is");
            }

            var wish = bench.Wish("next");
            var next = await bench.AllocateAsync(wish);
            try
            {
                if (former.Index != next.Index || former.Uri != next.Uri)
                {
                    await bench.Compose.ReleaseAsync(former, bench.Never);
                    Seen.That(await bench.Compose.FindMarkedAsync(wish.Marker, bench.Never) is not null, "the next owner's node is gone");
                }
                else
                {
                    throw new PromiseBrokenException($"the next node has the very place of the former, {next}: a call repeated after a crash would give it back");
                }
            }
            finally
            {
                await bench.ReleaseAsync(next);
            }
        }) { Changes = true },
        new("compose", Release, "When the answer is lost, the node is gone at the end, if need be after a repetition.", async bench =>
        {
            var wish = bench.Wish("released");
            var node = await bench.AllocateAsync(wish);
            using (bench.Tap.Meddle(Meddling.LoseAnswer, changesOnly: true, times: 1))
            {
                try
                {
                    await bench.Compose.ReleaseAsync(node, bench.Never);
                }
                catch (DriverException exception)
                {
                    Seen.That(exception.Kind is DriverFault.Silent or DriverFault.Broken, $"a lost answer is told as {exception.Kind}");
                }
            }

            await bench.ReleaseAsync(node);
            Seen.That(await bench.Compose.FindMarkedAsync(wish.Marker, bench.Never) is null, "the node is still there");
        }) { Changes = true },
    ];

    private static async Task<NodePlace> OwnAsync(Bench bench)
    {
        var node = await bench.NodeAsync();
        return bench.HasNode ? node : throw new NotJudgedException("the node was named, not composed by this run, so it is not given back");
    }
}
