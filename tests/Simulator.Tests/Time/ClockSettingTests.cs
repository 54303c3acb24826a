using NUnit.Framework;
using Shouldly;
using Simulator.Time;

namespace Simulator.Tests.Time;

public sealed class ClockSettingTests
{
    [TestCase("real", ClockMode.Real, 1)]
    [TestCase("virtual", ClockMode.Virtual, 1)]
    [TestCase("scaled=1", ClockMode.Scaled, 1)]
    [TestCase("scaled=60", ClockMode.Scaled, 60)]
    [TestCase("scaled=100000", ClockMode.Scaled, 100_000)]
    public void A_setting_is_read_and_written_alike(string text, ClockMode mode, int scale)
    {
        ClockSetting.TryParse(text, out var setting).ShouldBeTrue();

        setting.Mode.ShouldBe(mode);
        setting.Scale.ShouldBe(scale);
        setting.ToString().ShouldBe(text);
    }

    [TestCase("")]
    [TestCase("Real")]
    [TestCase("scaled")]
    [TestCase("scaled=")]
    [TestCase("scaled=0")]
    [TestCase("scaled=-1")]
    [TestCase("scaled=1.5")]
    [TestCase("scaled=100001")]
    [TestCase("scaled= 5")]
    [TestCase("scaled=99999999999999")]
    public void Another_text_is_refused(string text) => ClockSetting.TryParse(text, out _).ShouldBeFalse();

    [TestCase("real")]
    [TestCase("scaled=10")]
    public void Only_a_virtual_clock_can_be_moved_or_frozen(string text)
    {
        ClockSetting.TryParse(text, out var setting).ShouldBeTrue();
        using var clock = new SimulatorClock(setting);

        Should.Throw<InvalidOperationException>(() => clock.AdvanceAsync(TimeSpan.FromSeconds(1))).Message.ShouldContain(text);
        Should.Throw<InvalidOperationException>(clock.Freeze).Message.ShouldContain(text);
        clock.IsFrozen.ShouldBeFalse();
    }
}
