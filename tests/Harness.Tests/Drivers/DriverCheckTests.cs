using Harness.Drivers;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Drivers;

/// <summary>The drivers of this project against the suite.</summary>
[TestFixture]
public sealed class DriverCheckTests
{
    [TestCase("redfish", "rsd-1.2")]
    [TestCase("redfish", "rsd-2.1")]
    [TestCase("redfish", "rsd-2.4")]
    [TestCase("redfish", "dmtf")]
    [TestCase("shelf", "dmtf")]
    [TestCase("expether", "dmtf")]
    public async Task A_driver_keeps_its_promises(string driver, string profile)
    {
        var report = await DriverRuns.OnRackAsync(driver, profile);

        report.Broken.Select(one => $"{one.Promise.Where}: {one.Promise.Says} {one.Why}").ShouldBeEmpty();
        report.Kept.ShouldBeGreaterThan(45);
        report.IsSound.ShouldBeTrue();
    }

    [Test]
    public async Task What_a_pod_has_not_is_not_judged_and_never_counts_as_kept()
    {
        var report = await DriverRuns.OnRackAsync("redfish", "rsd-1.2", settings => settings with { Only = ["attach"], Node = "no-such-node-0" });

        report.NotJudged.Select(one => one.Why).Distinct().ShouldBe(["there is no node 'no-such-node-0' in the pod"]);
        report.LeftOut.ShouldContain("compose");
        report.Summary().ShouldStartWith("5 of 5, 3 not judged, not offered: ");
    }

    [Test]
    public async Task A_run_that_only_reads_sends_no_change()
    {
        var report = await DriverRuns.OnRackAsync("redfish", "rsd-2.4", settings => settings with { ReadOnly = true });

        report.Broken.ShouldBeEmpty();
        report.NotJudged.ShouldNotBeEmpty();
        report.NotJudged.ShouldAllBe(one => one.Promise.Changes || one.Why!.Contains("no node", StringComparison.Ordinal) || one.Why.Contains("cannot be watched", StringComparison.Ordinal)
            || one.Why.Contains("cannot say", StringComparison.Ordinal));
        report.Judgements.ShouldNotContain(one => one.Promise.Changes && one.Verdict != Verdict.NotJudged);
    }

    [Test]
    public async Task A_wrong_count_of_what_is_there_is_found_out()
    {
        var report = await DriverRuns.OnRackAsync("redfish", "rsd-2.4", settings => settings with { ReadOnly = true, Only = ["inventory"], Systems = 5, Devices = 2 });

        report.Broken.Select(one => one.Why).ShouldBe(["4 systems are shown where 5 are", "3 devices are shown where 2 are"]);
    }
}
