using Valence.DriverContract;

namespace Harness.Drivers.Promises;

internal static class RegisterPromises
{
    public static IReadOnlyList<Promise> All { get; } =
    [
        new("register", "IPrepareRegistration.Access", "An Ironic driver is named, asking changes nothing, and twice says the same.", async bench =>
        {
            var node = await bench.NodeAsync();
            var details = bench.Offers<IShowNodes>() is { } show ? await show.ShowAsync(node, bench.Never) : new NodeDetails { Index = node.Index, Uri = node.Uri };
            var before = bench.Tap.Changes.Count;
            var (first, second) = (bench.Need<IPrepareRegistration>().Access(details), bench.Need<IPrepareRegistration>().Access(details));
            Seen.That(!string.IsNullOrWhiteSpace(first.Driver), "no driver is named");
            Seen.That(first.Driver == second.Driver && first.DriverInfo.ToJsonString() == second.DriverInfo.ToJsonString(), "two answers differ");
            Seen.That(bench.Tap.Changes.Count == before, $"sent {Seen.Listed(bench.Tap.Changes.Skip(before))}");
        }),
    ];
}
