using Valence.DriverContract;

namespace Harness.Drivers.Promises;

internal static class ShowPromises
{
    private const string Show = "IShowNodes.ShowAsync";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("show", Show, "A node is shown under its id, with its marker unless its place was claimed.", async bench =>
        {
            var node = await bench.NodeAsync();
            var details = await bench.Need<IShowNodes>().ShowAsync(node, bench.Never);
            Seen.That(details.Index == node.Index && details.Uri == node.Uri, $"shows {details.Index} at {details.Uri} for {node}");
            Seen.That(!bench.HasNode || bench.ClaimOf(bench.NodeMarker) is not null || details.Description?.Contains(bench.Settings.Run, StringComparison.Ordinal) == true,
                $"its description '{details.Description}' has lost the marker");
        }),
        new("show", Show, "A node that nobody touches is shown the same twice.", async bench =>
        {
            var node = await bench.NodeAsync();
            var (first, second) = (await bench.Need<IShowNodes>().ShowAsync(node, bench.Never), await bench.Need<IShowNodes>().ShowAsync(node, bench.Never));
            Seen.That(Parts(first) == Parts(second), $"was {Parts(first)}, then {Parts(second)}");
        }),
        new("show", Show, "Showing changes nothing.", async bench =>
        {
            var node = await bench.NodeAsync();
            var before = bench.Tap.Changes.Count;
            await bench.Need<IShowNodes>().ShowAsync(node, bench.Never);
            Seen.That(bench.Tap.Changes.Count == before, $"sent {Seen.Listed(bench.Tap.Changes.Skip(before))}");
        }),
        new("show", Show, "A node that does not exist is told as Missing.", async bench =>
        {
            var nobody = Bench.NobodyLike(await bench.NodeAsync());
            await Seen.FailureAsync(bench, () => bench.Need<IShowNodes>().ShowAsync(nobody, bench.Never), DriverFault.Missing);
        }),
    ];

    private static string Parts(NodeDetails node) =>
        $"{node.Name}, {node.PowerState}, {node.Processors.Count} processors, {node.Memory.Count} modules, {node.Interfaces.Count} interfaces, {node.DriveBytes.Count} drives";
}
