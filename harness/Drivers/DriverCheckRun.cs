using Harness.Drivers.Reports;
using Valence.DriverContract;

namespace Harness.Drivers;

/// <summary>Judges a driver by every promise that it makes, gives back what it took, and looks whether something was left behind.</summary>
public static class DriverCheckRun
{
    private const string LeftBehind = "At the end the pod is as it was: no node of this run, no device held, the same systems.";

    /// <param name="settings">What is tried.</param>
    /// <param name="progress">Told of each promise before it is judged.</param>
    /// <param name="promises">Null is all of <see cref="PromiseCatalogue"/>.</param>
    public static async Task<DriverReport> RunAsync(
        DriverCheckSettings settings, IProgress<Promise>? progress = null, IReadOnlyList<Promise>? promises = null, CancellationToken cancellation = default)
    {
        await using var bench = new Bench(settings);
        var offered = CapabilityAttribute.Of(bench.Driver.GetType());
        var end = new Promise("driver", "README, Promises", LeftBehind, _ => Task.CompletedTask) { Changes = true };
        List<Judgement> judgements = [];
        string? before = null;
        try
        {
            before = settings.ReadOnly ? null : await StandingAsync(bench);
            foreach (var promise in (promises ?? PromiseCatalogue.All).Where(one => bench.IsJudged(one.Capability)))
            {
                if (cancellation.IsCancellationRequested)
                {
                    break; // What was taken is given back below, also when somebody lost patience.
                }

                if (promise.Capability == "driver" || offered.Contains(promise.Capability))
                {
                    progress?.Report(promise);
                    judgements.Add(await JudgeAsync(bench, promise));
                }
            }
        }
        finally
        {
            var left = await bench.CleanUpAsync();
            if (!settings.ReadOnly && bench.Markers.Count > 0)
            {
                judgements.Add(await JudgeAsync(bench, end with { JudgeAsync = async _ => await NothingLeftAsync(bench, left, before) }));
            }
        }

        var all = PromiseCatalogue.All.Select(promise => promise.Capability).Where(name => name != "driver").Distinct(StringComparer.Ordinal).ToList();
        return new DriverReport(
            settings.Factory.Name, settings.Url, judgements,
            [.. all.Where(name => !offered.Contains(name)).Order(StringComparer.Ordinal)],
            // Also what the catalogue knows no promise of: it was not tried, and that is said.
            [.. offered.Where(name => !bench.IsJudged(name) || !all.Contains(name)).Order(StringComparer.Ordinal)], bench.Tap.Deviations.Found);
    }

    private static async Task<Judgement> JudgeAsync(Bench bench, Promise promise)
    {
        if (promise.Changes && bench.Settings.ReadOnly)
        {
            return new Judgement(promise, Verdict.NotJudged, "it changes something, and this run only reads");
        }

        try
        {
            // Twice: a promise may wait for hardware, and look at something else afterwards.
            await promise.JudgeAsync(bench).WaitAsync(bench.Settings.Patience * 2, TimeProvider.System);
            return new Judgement(promise, Verdict.Kept, null);
        }
        catch (NotJudgedException reason)
        {
            return new Judgement(promise, Verdict.NotJudged, reason.Message);
        }
        catch (Exception exception)
        {
            return new Judgement(promise, Verdict.Broken, Told(exception, bench));
        }
    }

    private static string Told(Exception exception, Bench bench) => exception switch
    {
        PromiseBrokenException broken => broken.Message,
        DriverException failure => $"failed as {failure.Kind}: {failure.Failure.Detail}",
        TimeoutException => $"did not end within {bench.Settings.Patience.TotalSeconds * 2:0} s",
        _ => $"threw {exception.GetType().Name}, which is no DriverException: {exception.Message}",
    };

    private static async Task NothingLeftAsync(Bench bench, IReadOnlyList<string> left, string? before)
    {
        Seen.That(left.Count == 0, $"could not be given back: {Seen.Listed(left)}");
        if (bench.Offers<IComposeNodes>() is { } compose)
        {
            foreach (var marker in bench.Markers)
            {
                Seen.That(await compose.FindMarkedAsync(marker, bench.Never) is null, $"a node with the marker {marker} is still there");
            }
        }

        if (before is not null)
        {
            var after = await StandingAsync(bench);
            Seen.That(before == after, $"the inventory was {before} and is {after}");
        }
    }

    /// <summary>What stands in the pod and who holds it; null where the driver has no inventory, or none can be had.</summary>
    private static async Task<string?> StandingAsync(Bench bench)
    {
        if (bench.Offers<IReadInventory>() is not { } inventory)
        {
            return null;
        }

        try
        {
            var systems = (await inventory.ReadSystemsAsync(bench.Never)).Select(system => $"{system.Id}:{system.NodeIndex}");
            var devices = (await inventory.ReadDevicesAsync(bench.Never)).Select(device => $"{device.Uri}:{device.NodeIndex}");
            return string.Join(' ', systems.Concat(devices).Order(StringComparer.Ordinal));
        }
        catch (Exception)
        {
            // The promises about the inventory tell what is wrong with it.
            return null;
        }
    }
}
