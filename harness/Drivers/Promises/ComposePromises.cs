using Harness.Drivers.Wire;
using Valence.DriverContract;

namespace Harness.Drivers.Promises;

internal static class ComposePromises
{
    private const string Allocate = "IComposeNodes.AllocateAsync";
    private const string Assemble = "IComposeNodes.AssembleAsync";
    private const string ReadAssembly = "IComposeNodes.ReadAssemblyAsync";
    private const string FindMarked = "IComposeNodes.FindMarkedAsync";
    private const string Find = "IComposeNodes.FindAsync";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("compose", FindMarked, "A marker that nobody used finds nothing.", async bench =>
            Seen.That(await bench.Compose.FindMarkedAsync("valence:check-nobody", bench.Never) is null, "a node was found")),
        new("compose", Find, "An id that nobody has finds nothing.", async bench =>
            Seen.That(await bench.Compose.FindAsync("no-such-node-0", bench.Never) is null, "a node was found")),
        // By id and not by marker: a driver whose pods keep no marker answers that without asking.
        .. Failing.ModesOf<IComposeNodes>("compose", Find, (driver, token) => driver.FindAsync("no-such-node-0", token)),
        new("compose", Allocate, "A pod that is off is told as Unreachable: nothing was made.", bench =>
            Seen.FailureAsync(bench, () => bench.ForNobody<IComposeNodes>().AllocateAsync(Impossible.Wish with { Requirements = bench.Settings.Wish }, bench.Never), DriverFault.Unreachable)),
        new("compose", Allocate, "What no system has is Refused, and nothing is made.", bench => NothingAsync(bench, Impossible.Requirements)) { Changes = true },
        new("compose", Allocate, "A device of a kind that does not exist is Refused, and nothing is made.", bench =>
            NothingAsync(bench, Requirements.Anything with { PciDevices = ["no-such-device"] })) { Changes = true },
        new("compose", Allocate, "A call that was cancelled before it began makes nothing.", async bench =>
        {
            var wish = bench.Wish("cancelled");
            using var before = new CancellationTokenSource();
            await before.CancelAsync();
            try
            {
                await bench.Compose.AllocateAsync(wish, before.Token);
                throw new PromiseBrokenException("a node was made");
            }
            catch (OperationCanceledException)
            {
                Seen.That(await bench.Compose.FindMarkedAsync(wish.Marker, bench.Never) is null, "a node was made");
            }
        }) { Changes = true },
        new("compose", Allocate, "A node has an id and a path, and is found by its id and, unless its place was claimed, by its marker.", async bench =>
        {
            var node = await bench.NodeAsync();
            Seen.That(!string.IsNullOrWhiteSpace(node.Index) && !string.IsNullOrWhiteSpace(node.Uri), $"the place is {node}");
            var byId = await bench.Compose.FindAsync(node.Index, bench.Never);
            Seen.That(byId?.Index == node.Index && byId.Uri == node.Uri, $"the id finds {byId?.ToString() ?? "nothing"} instead of {node}");
            if (bench.HasNode && bench.ClaimOf(bench.NodeMarker) is null)
            {
                var byMarker = await bench.Compose.FindMarkedAsync(bench.NodeMarker, bench.Never);
                Seen.That(byMarker?.Index == node.Index && byMarker.Uri == node.Uri, $"the marker finds {byMarker?.ToString() ?? "nothing"} instead of {node}");
            }
        }) { Changes = true },
        new("compose", Assemble, "Asking once more is safe, and the node still stands.", async bench =>
        {
            var node = await bench.NodeAsync();
            await bench.Compose.AssembleAsync(node, bench.Never);
            await bench.Compose.AssembleAsync(node, bench.Never);
            var state = await bench.Compose.ReadAssemblyAsync(node, bench.Never);
            Seen.That(state == AssemblyState.Stands, $"the node is {state}");
        }) { Changes = true },
        new("compose", ReadAssembly, "A node that does not exist is told as Missing.", async bench =>
        {
            var nobody = Bench.NobodyLike(await bench.NodeAsync());
            await Seen.FailureAsync(bench, () => bench.Compose.ReadAssemblyAsync(nobody, bench.Never), DriverFault.Missing);
        }) { Changes = true },
        new("compose", Allocate, "Two composers at once get two nodes, or one of them is refused.", async bench =>
        {
            var (first, second) = (bench.Wish("first"), bench.Wish("second"));
            var both = await Task.WhenAll(TryAsync(bench, first), TryAsync(bench, second));
            var made = both.OfType<NodePlace>().ToList();
            Seen.That(made.Select(node => node.Index).Distinct(StringComparer.Ordinal).Count() == made.Count, $"both were given {made[0].Index}");
            foreach (var node in made)
            {
                await bench.ReleaseAsync(node);
            }

            if (made.Count == 0)
            {
                throw new NotJudgedException("the pod has no hardware left for a second node");
            }
        }) { Changes = true },
        new("compose", FindMarked, "A node whose answer was lost is found by its marker, or was claimed before it was made.", LostAnswerAsync) { Changes = true },
    ];

    private static async Task NothingAsync(Bench bench, Requirements requirements)
    {
        var wish = bench.Wish("impossible", requirements);
        await Seen.FailureAsync(bench, () => bench.AllocateAsync(wish), DriverFault.Refused);
        Seen.That(await bench.Compose.FindMarkedAsync(wish.Marker, bench.Never) is null, "a node was made all the same");
    }

    private static async Task<NodePlace?> TryAsync(Bench bench, NodeWish wish)
    {
        try
        {
            return await bench.AllocateAsync(wish);
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Refused)
        {
            return null;
        }
    }

    private static async Task LostAnswerAsync(Bench bench)
    {
        var wish = bench.Wish("lost");
        NodePlace? told = null;
        using (var interference = bench.Tap.Meddle(Meddling.LoseAnswer, changesOnly: true, times: 1))
        {
            try
            {
                told = await bench.AllocateAsync(wish);
            }
            catch (DriverException exception)
            {
                if (exception.Kind == DriverFault.Refused && interference.Struck == 0)
                {
                    throw new NotJudgedException("the pod has no hardware left for one more node");
                }

                // Any other kind would have the core believe that nothing was made.
                Seen.That(exception.Kind is DriverFault.Silent or DriverFault.Broken or DriverFault.Malformed,
                    $"a lost answer is told as {exception.Kind}, which means that nothing was made");
            }

            if (interference.Struck == 0)
            {
                throw new NotJudgedException("the driver does not use the client of the core, so no answer can be lost");
            }
        }

        var found = await bench.Compose.FindMarkedAsync(wish.Marker, bench.Never) ?? bench.ClaimOf(wish.Marker);
        Seen.That(found is not null, "the node was made and its marker finds nothing, so it is lost");
        Seen.That(told is null || told.Index == found!.Index, $"the marker finds {found!.Index} where {told?.Index} was told");
        await bench.ReleaseAsync(found!);
        Seen.That(await bench.Compose.FindMarkedAsync(wish.Marker, bench.Never) is null, "it was given back and is still found");
    }
}
