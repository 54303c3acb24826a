using Harness.Drivers.Wire;
using Valence.DriverContract;

namespace Harness.Drivers.Promises;

internal static class HealthPromises
{
    private const string Probe = "IProbeHealth.ProbeAsync";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("health", Probe, "A pod that answers is Online.", async bench =>
        {
            var health = await bench.Need<IProbeHealth>().ProbeAsync(bench.Never);
            Seen.That(health.Status == PodHealth.Online, $"the pod is {health.Status}: {health.Reason}");
        }),
        new("health", Probe, "Asking twice says the same.", async bench =>
        {
            var (first, second) = (await bench.Need<IProbeHealth>().ProbeAsync(bench.Never), await bench.Need<IProbeHealth>().ProbeAsync(bench.Never));
            Seen.That(first.Status == second.Status, $"the pod was {first.Status}, then {second.Status} ({second.Reason})");
        }),
        new("health", Probe, "A pod that is off is Offline with a reason, and nothing is thrown.", bench =>
            IllAsync(bench, () => bench.ForNobody<IProbeHealth>().ProbeAsync(bench.Never))),
        new("health", Probe, "A wrong password is Offline with a reason, and nothing is thrown.", bench =>
            IllAsync(bench, () => bench.WithWrongPassword<IProbeHealth>().ProbeAsync(bench.Never))),
        new("health", Probe, "A pod that talks nonsense is Offline with a reason, and nothing is thrown.", async bench =>
        {
            var (driver, tap) = bench.Apart<IProbeHealth>();
            using var interference = tap.Meddle(Meddling.Garbage);
            var health = await ProbeAsync(() => driver.ProbeAsync(bench.Never));
            if (interference.Struck == 0)
            {
                throw new NotJudgedException("the driver does not use the client of the core, so nothing can be done to its wire");
            }

            Ill(bench, health);
        }),
        new("health", Probe, "A cancelled call stops.", async bench =>
        {
            await bench.Need<IProbeHealth>().ProbeAsync(bench.Never);
            await Seen.CancellationAsync(bench, token => bench.Need<IProbeHealth>().ProbeAsync(token));
        }),
    ];

    private static async Task IllAsync(Bench bench, Func<Task<PodHealth>> probe) => Ill(bench, await ProbeAsync(probe));

    private static void Ill(Bench bench, PodHealth health)
    {
        Seen.That(health.Status != PodHealth.Online, "the pod is Online all the same");
        Seen.That(!string.IsNullOrWhiteSpace(health.Reason), $"the pod is {health.Status} without a reason");
        Seen.That(bench.Settings.Password.Length == 0 || !health.Reason!.Contains(bench.Settings.Password, StringComparison.Ordinal), "the reason tells the password");
    }

    private static async Task<PodHealth> ProbeAsync(Func<Task<PodHealth>> probe)
    {
        try
        {
            return await probe();
        }
        catch (DriverException exception)
        {
            throw new PromiseBrokenException($"threw {exception.Kind} ({exception.Failure.Detail}) where a health is promised in every case");
        }
    }
}
