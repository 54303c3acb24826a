using Valence.DriverContract;

namespace Harness.Drivers.Promises;

internal static class ListPromises
{
    private const string List = "IListNodes.ListNodesAsync";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("nodes", List, "Listing changes nothing, and no node is listed twice.", async bench =>
        {
            var before = bench.Tap.Changes.Count;
            var nodes = await bench.Need<IListNodes>().ListNodesAsync(bench.Never);
            Seen.That(bench.Tap.Changes.Count == before, $"sent {Seen.Listed(bench.Tap.Changes.Skip(before))}");
            var twice = nodes.CountBy(node => node.Index).Where(one => one.Value > 1).Select(one => one.Key).ToList();
            Seen.That(twice.Count == 0, $"listed twice: {Seen.Listed(twice)}");
        }),
        .. Failing.ModesOf<IListNodes>("nodes", List, (driver, token) => driver.ListNodesAsync(token)),
        new("nodes", List, "A composed node is listed, in the place that composing told.", async bench =>
        {
            var node = await bench.NodeAsync();
            var listed = (await bench.Need<IListNodes>().ListNodesAsync(bench.Never)).FirstOrDefault(one => one.Index == node.Index);
            Seen.That(listed?.Uri == node.Uri, $"lists {listed?.ToString() ?? "no such node"} for {node}");
        }),
    ];
}
