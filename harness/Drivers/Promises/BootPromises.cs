using Valence.DriverContract;

namespace Harness.Drivers.Promises;

internal static class BootPromises
{
    private const string SetBoot = "ISetBoot.SetBootAsync";
    private static readonly BootWish Pxe = new("Once", "Pxe", null);

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("boot", SetBoot, "The boot source is set, safe to repeat, and shown.", async bench =>
        {
            var node = await bench.NodeAsync();
            await bench.Need<ISetBoot>().SetBootAsync(node, Pxe, bench.Never);
            await bench.Need<ISetBoot>().SetBootAsync(node, Pxe, bench.Never);
            if (bench.Offers<IShowNodes>() is { } show)
            {
                var shown = (await show.ShowAsync(node, bench.Never)).BootTarget;
                Seen.That(shown is "Pxe" or null, $"the node shows '{shown}'");
            }

            await bench.Need<ISetBoot>().SetBootAsync(node, new BootWish("Disabled", "None", null), bench.Never);
        }) { Changes = true },
        new("boot", SetBoot, "A boot source that the node does not list is refused with 400.", async bench =>
        {
            var node = await bench.NodeAsync();
            var failure = await Seen.FailureAsync(bench, () => bench.Need<ISetBoot>().SetBootAsync(node, new BootWish("Once", "Gramophone", null), bench.Never), DriverFault.Refused);
            Seen.That(failure.Status == 400, $"refused with {failure.Status}");
        }) { Changes = true },
        new("boot", SetBoot, "A node that does not exist is told as Missing.", async bench =>
        {
            var nobody = Bench.NobodyLike(await bench.NodeAsync());
            await Seen.FailureAsync(bench, () => bench.Need<ISetBoot>().SetBootAsync(nobody, Pxe, bench.Never), DriverFault.Missing);
        }) { Changes = true },
    ];
}
