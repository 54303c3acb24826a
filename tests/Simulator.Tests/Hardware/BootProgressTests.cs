using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;

namespace Simulator.Tests.Hardware;

public sealed class BootProgressTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Boot = TimeSpan.FromSeconds(100);

    // Power state, seconds since it was reached, stage, seconds at which the stage began.
    [TestCase(PowerState.Off, 5, BootStage.None, 0)]
    [TestCase(PowerState.PoweringOn, 0, BootStage.PrimaryProcessorInitializationStarted, 0)]
    [TestCase(PowerState.PoweringOn, 14.9, BootStage.PrimaryProcessorInitializationStarted, 0)]
    [TestCase(PowerState.PoweringOn, 15, BootStage.MemoryInitializationStarted, 15)]
    [TestCase(PowerState.PoweringOn, 40, BootStage.PCIResourceConfigStarted, 40)]
    [TestCase(PowerState.PoweringOn, 65, BootStage.SystemHardwareInitializationComplete, 65)]
    [TestCase(PowerState.PoweringOn, 80, BootStage.OSBootStarted, 80)]
    [TestCase(PowerState.PoweringOn, 900, BootStage.OSBootStarted, 80)] // a boot that hangs does not claim to run
    [TestCase(PowerState.On, 0, BootStage.OSRunning, 0)]
    [TestCase(PowerState.PoweringOff, 3, BootStage.None, 0)]
    public void A_boot_passes_its_stages_on_the_clock(PowerState power, double seconds, BootStage stage, double began) =>
        BootProgress.At(power, Start, Start.AddSeconds(seconds), Boot).ShouldBe(new BootProgress(stage, Start.AddSeconds(began)));

    [Test]
    public void A_system_as_delivered_has_not_booted() =>
        BootProgress.At(PowerState.Off, since: null, Start, Boot).ShouldBe(new BootProgress(BootStage.None, null));
}
