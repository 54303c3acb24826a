using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Drivers;
using ValenceCore.PodManagers;
using ValenceCore.Telemetry;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Drivers;

/// <summary>A stream of a driver is watched like any other verb: until its reader has read it.</summary>
internal sealed class DriverCallTests
{
    private ServiceProvider services = null!;
    private SeenActivities seen = null!;

    [SetUp]
    public void Listen() => (services, seen) = (new ServiceCollection().AddMetrics().BuildServiceProvider(), new SeenActivities());

    [TearDown]
    public void StopListening()
    {
        seen.Dispose();
        services.Dispose();
    }

    [Test]
    public async Task What_a_stream_does_later_is_a_part_of_its_call()
    {
        var driver = new Teller();

        using (var reader = new Activity("reader").Start())
        {
            await foreach (var change in Watched(driver).WatchAsync(CancellationToken.None))
            {
                change.Message.ShouldBe("changed");
                Activity.Current.ShouldBe(reader);
            }
        }

        var call = seen.All.Single(one => one.DisplayName == "driver watch" && one.GetTagItem("valence.pod.name") is "teller");
        driver.Current.Count.ShouldBe(3);
        driver.Current.ShouldAllBe(current => current == call);
        call.GetTagItem("valence.outcome").ShouldBe("ok");
    }

    [Test]
    public async Task A_bug_in_a_stream_is_told_as_the_drivers()
    {
        var stream = Watched(new Teller { Bug = new InvalidOperationException("oops") }).WatchAsync(CancellationToken.None);

        var told = await Should.ThrowAsync<DriverException>(async () =>
        {
            await foreach (var _ in stream)
            {
                // Only the end is of interest.
            }
        });

        told.Failure.Title.ShouldBe("Driver Error");
        seen.All.Single(one => one.DisplayName == "driver watch" && one.GetTagItem("valence.pod.name") is "teller")
            .GetTagItem("valence.outcome").ShouldBe("bug");
    }

    private IWatchPod Watched(IWatchPod driver) => DriverCall.Watched(
        driver,
        new PodManager
        {
            Uuid = "1", Name = "teller", Url = "http://pod.example", Driver = "teller", Credentials = new PodCredentials("", ""),
            VerifyCa = VerifyCa.No, Health = new PodHealth(PodHealth.Online, null),
        },
        new DriverWatch(
            new CoreMeter(services.GetRequiredService<IMeterFactory>()), TimeProvider.System, NullLogger<DriverWatch>.Instance));

    private sealed class Teller : IWatchPod
    {
        public List<Activity?> Current { get; } = [];

        public Exception? Bug { get; init; }

        public async IAsyncEnumerable<PodChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
        {
            for (var number = 0; number < 2; number++)
            {
                await Task.Yield();
                Current.Add(Activity.Current);
                yield return new PodChange(null, "changed");
            }

            Current.Add(Activity.Current);
            if (Bug is not null)
            {
                throw Bug;
            }
        }
    }
}
