using Valence.DriverContract;

namespace Harness.Drivers.Promises;

internal static class PowerPromises
{
    private const string Reset = "IControlPower.ResetAsync";
    private const string SwitchOff = "IControlPower.SwitchOffAsync";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("power", Reset, "A reset type that the node does not list is refused with 400.", async bench =>
        {
            var node = await bench.NodeAsync();
            var failure = await Seen.FailureAsync(bench, () => bench.Need<IControlPower>().ResetAsync(node, "Explode", bench.Never), DriverFault.Refused);
            Seen.That(failure.Status == 400, $"refused with {failure.Status}");
        }) { Changes = true },
        new("power", Reset, "On switches the node on.", async bench =>
        {
            var node = await bench.NodeAsync();
            await bench.Need<IControlPower>().ResetAsync(node, "On", bench.Never);
            await ShownAsync(bench, node, "On");
        }) { Changes = true },
        new("power", SwitchOff, "Switching off switches off, and says what it did.", async bench =>
        {
            var node = await bench.NodeAsync();
            Seen.That(!string.IsNullOrWhiteSpace(await bench.Need<IControlPower>().SwitchOffAsync(node, bench.Never)), "says nothing");
            await ShownAsync(bench, node, "Off");
        }) { Changes = true },
        new("power", SwitchOff, "Switching off a node that is off is safe.", async bench =>
        {
            var node = await bench.NodeAsync();
            await bench.Need<IControlPower>().SwitchOffAsync(node, bench.Never);
            await ShownAsync(bench, node, "Off");
        }) { Changes = true },
        new("power", Reset, "A node that does not exist is told as Missing.", async bench =>
        {
            var nobody = Bench.NobodyLike(await bench.NodeAsync());
            await Seen.FailureAsync(bench, () => bench.Need<IControlPower>().ResetAsync(nobody, "On", bench.Never), DriverFault.Missing);
        }) { Changes = true },
        new("power", SwitchOff, "A node that does not exist is told as Missing when it is to be switched off.", async bench =>
        {
            var nobody = Bench.NobodyLike(await bench.NodeAsync());
            await Seen.FailureAsync(bench, () => bench.Need<IControlPower>().SwitchOffAsync(nobody, bench.Never), DriverFault.Missing);
        }) { Changes = true },
    ];

    private static async Task ShownAsync(Bench bench, NodePlace node, string power)
    {
        if (bench.Offers<IShowNodes>() is { } show)
        {
            var seen = await bench.WaitAsync(async () => (await show.ShowAsync(node, bench.Never)).PowerState, state => state == power || state is null);
            Seen.That(seen == power || seen is null, $"the node is still {seen} after {bench.Settings.Patience.TotalSeconds:0} s");
        }
    }
}
