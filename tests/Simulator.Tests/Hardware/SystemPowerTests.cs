using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;

namespace Simulator.Tests.Hardware;

/// <summary>What systems take: by state, load and limit; and that energy is power times time, however long.</summary>
public sealed class SystemPowerTests
{
    private readonly SetClock _clock = new();

    [TestCase(double.PositiveInfinity, 200)]
    [TestCase(double.PositiveInfinity, 4_321)]
    [TestCase(100, 100)]
    [TestCase(100, 299)]
    [TestCase(100, 301)]
    [TestCase(100, 599)]
    [TestCase(100, 4_321)]
    [TestCase(20, 4_321)]
    [TestCase(5, 4_321)]
    [TestCase(220, 4_321)]
    public void The_sum_of_a_swing_is_the_sum_of_its_values(double cap, double seconds)
    {
        const int Steps = 100_000;
        var swing = new Swing(20, 220, 600);
        var stepwise = Enumerable.Range(0, Steps).Sum(i => Math.Min(cap, swing.At(seconds * (i + 0.5) / Steps)) * seconds / Steps);

        swing.SumUntil(seconds, cap).ShouldBe(stepwise, stepwise * 0.0001);
    }

    [Test]
    public void Energy_is_power_times_time_through_a_whole_life()
    {
        var pod = Pod();
        var system = pod.Systems["a"];
        var summed = 0.0;

        Pass(600);
        pod.SetPower(system, PowerState.PoweringOn);
        Pass(8);
        pod.SetPower(system, PowerState.On);
        Pass(4_000);
        pod.SetPowerLimit(system, SystemPower.LeastLimitWatts(system) + 5);
        Pass(4_000);
        pod.SetPowerLimit(system, null);
        pod.SetPower(system, PowerState.PoweringOff);
        Pass(4);
        pod.SetPower(system, PowerState.Off);
        Pass(100);

        pod.Readings.WattHours(system).ShouldBe(summed / 3600, summed / 3600 * 0.001);

        void Pass(int seconds)
        {
            for (var i = 0; i < seconds * 10; i++)
            {
                summed += pod.Readings.Watts(system) / 10;
                _clock.Now += TimeSpan.FromSeconds(0.1);
            }
        }
    }

    [Test]
    public void A_limit_is_kept_at_every_moment_and_a_busy_system_would_take_more()
    {
        var pod = Pod();
        var system = pod.Systems["a"];
        var limit = SystemPower.LeastLimitWatts(system) + 3;
        pod.SetPower(system, PowerState.PoweringOn);
        pod.SetPower(system, PowerState.On);
        Moments().Max().ShouldBeGreaterThan(limit);

        pod.SetPowerLimit(system, limit);

        Moments().Max().ShouldBe(limit);

        List<double> Moments() => [.. Enumerable.Range(0, 100).Select(_ =>
        {
            _clock.Now += TimeSpan.FromMinutes(1);
            return pod.Readings.Watts(system);
        })];
    }

    [Test]
    public void A_boot_asks_for_more_than_rest()
    {
        var pod = Pod();
        var system = pod.Systems["a"];
        pod.SetPower(system, PowerState.PoweringOn);
        _clock.Now += TimeSpan.FromSeconds(7);
        var booting = pod.Readings.Watts(system);
        pod.SetPower(system, PowerState.On);

        pod.Readings.Watts(system).ShouldBeInRange(SystemPower.IdleWatts(system), booting - 1);
    }

    private Pod Pod() => new BenchPod().With("a", cores: [16], memory: [8192, 8192], drives: [BenchPod.Drive("d", 100)]).Build(_clock);

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
