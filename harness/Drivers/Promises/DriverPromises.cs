using Harness.Drivers.Wire;
using Valence.DriverContract;

namespace Harness.Drivers.Promises;

/// <summary>What every driver promises by being one.</summary>
internal static class DriverPromises
{
    /// <summary>The core waits no longer.</summary>
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("driver", "IPodDriverFactory.Name", "The driver has a name, and no alias is empty.", bench =>
        {
            var factory = bench.Settings.Factory;
            Seen.That(factory.Aliases.Prepend(factory.Name).All(name => !string.IsNullOrWhiteSpace(name)), "a name is empty");
            return Task.CompletedTask;
        }),
        new("driver", "IPodDriverFactory.DriverType", "The factory makes what it says.", bench =>
        {
            var (said, made) = (bench.Settings.Factory.DriverType, bench.Driver.GetType());
            Seen.That(said.IsAssignableFrom(made) && CapabilityAttribute.Of(said).SequenceEqual(CapabilityAttribute.Of(made)),
                $"says {said.Name} ({Seen.Listed(CapabilityAttribute.Of(said), 20)}) and makes {made.Name} ({Seen.Listed(CapabilityAttribute.Of(made), 20)})");
            return Task.CompletedTask;
        }),
        new("driver", "IPodDriverFactory.Create", "Making a driver does not speak to the pod.", bench =>
        {
            Seen.That(bench.AfterMaking == 0, $"{bench.AfterMaking} requests were sent while the driver was made");
            return Task.CompletedTask;
        }),
        new("driver", "IPodDriverFactory.Create", "Many threads may make drivers at once, also for a pod that is off.", async bench =>
        {
            var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => bench.ForNobody<object>())));
            Seen.That(made.Distinct(ReferenceEqualityComparer.Instance).Count() == made.Length, "two pods were given one driver");
        }),
        new("driver", "IPodDriverFactory.Create", "A driver can be let go, twice and though the answer to its logout is lost, within seconds.", async bench =>
        {
            var (driver, tap) = bench.Apart<object>();
            if (driver is IProbeHealth health)
            {
                await health.ProbeAsync(bench.Never); // So that there is something to log out of.
            }

            using var interference = tap.Meddle(Meddling.LoseAnswer);
            await Bench.LetGoAsync(driver).WaitAsync(LongestFarewell, TimeProvider.System);
            await Bench.LetGoAsync(driver).WaitAsync(LongestFarewell, TimeProvider.System);
        }),
    ];
}
