using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;

namespace Simulator.Tests.Hardware;

public sealed class SystemLogTests
{
    [Test]
    public void Old_entries_give_way_and_numbers_go_on()
    {
        var log = SystemLog.Empty;
        for (var i = 0; i < SystemLog.Kept + 3; i++)
        {
            log = log.With(default, new HardwareChange("power", "s", "On", "text"));
        }

        log.Entries.Count.ShouldBe(SystemLog.Kept);
        log.Entries[0].Number.ShouldBe(4);
        log.Entries[^1].Number.ShouldBe(SystemLog.Kept + 3);
    }

    [Test]
    public void A_cleared_log_does_not_use_its_numbers_again()
    {
        var change = new HardwareChange("power", "s", "On", "text");

        var log = SystemLog.Empty.With(default, change).Without(_ => true).With(default, change);

        log.Entries.Select(e => e.Number).ShouldBe([2]);
    }
}
