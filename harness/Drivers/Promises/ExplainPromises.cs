using Valence.DriverContract;

namespace Harness.Drivers.Promises;

internal static class ExplainPromises
{
    private const string Explain = "IExplainComposition.ExplainAsync";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("explain", Explain, "What no system has would be refused, with a reason.", async bench =>
        {
            var told = await bench.Need<IExplainComposition>().ExplainAsync(bench.Wish("explained", Impossible.Requirements), bench.Never)
                ?? throw new NotJudgedException("this pod cannot say what would come of a composition");
            Seen.That(!told.WouldCompose, "says that a million cores would be composed");
            Seen.That(!string.IsNullOrWhiteSpace(told.Reason), "gives no reason");
        }),
        new("explain", Explain, "Explaining changes nothing.", async bench =>
        {
            var before = bench.Tap.Changes.Count;
            var wish = bench.Wish("explained");
            await bench.Need<IExplainComposition>().ExplainAsync(wish, bench.Never);
            Seen.That(bench.Offers<IComposeNodes>() is not { } compose || await compose.FindMarkedAsync(wish.Marker, bench.Never) is null, "the node that was explained is there");
            // Some pods explain behind a POST; what counts is that nothing is there afterwards.
            Seen.That(bench.Tap.Changes.Skip(before).All(change => change.StartsWith("POST ", StringComparison.Ordinal)), $"sent {Seen.Listed(bench.Tap.Changes.Skip(before))}");
        }),
        .. Failing.ModesOf<IExplainComposition>("explain", Explain, (driver, token) => driver.ExplainAsync(Impossible.Wish, token)).Take(2),
    ];
}
