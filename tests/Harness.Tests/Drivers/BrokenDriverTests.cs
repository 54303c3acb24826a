using Harness.Drivers;
using Harness.Drivers.Reports;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Drivers;

/// <summary>The suite against drivers that are broken on purpose: each defect is found, told in words, and told where.</summary>
[TestFixture]
public sealed class BrokenDriverTests
{
    [Test]
    public async Task A_sound_driver_that_needs_no_wire_passes_and_what_is_done_to_wires_is_not_judged()
    {
        var report = await RunAsync(Defects.None);

        report.Broken.Select(one => $"{one.Promise.Says} {one.Why}").ShouldBeEmpty();
        report.NotJudged.Select(one => one.Why).ShouldContain("the driver does not use the client of the core, so nothing can be done to its wire");
        report.NotOffered.ShouldBe(["accounts", "attach", "boot", "events", "explain", "inventory", "nodes", "register"]);
    }

    [TestCase(Defects.ProbeThrows, "IProbeHealth.ProbeAsync", "threw InvalidOperationException, which is no DriverException: No idea.")]
    [TestCase(Defects.MarkerIsLost, "IComposeNodes.AllocateAsync", "the marker finds nothing instead of")]
    [TestCase(Defects.ReleaseTwiceFails, "IComposeNodes.ReleaseAsync", "failed as Missing")]
    [TestCase(Defects.TakesAnyReset, "IControlPower.ResetAsync", "ended well where Refused is promised")]
    [TestCase(Defects.OneNodeForTwo, "IComposeNodes.AllocateAsync", "both were given n1")]
    [TestCase(Defects.NeverStops, "IComposeNodes.FindAsync", "still ran 0.5 s after it was cancelled")]
    [TestCase(Defects.LeavesOneBehind, "README, Promises", "is still there")]
    [TestCase(Defects.UnknownIsShown, "IShowNodes.ShowAsync", "ended well where Missing is promised")]
    [TestCase(Defects.TellsThePassword, "IComposeNodes.FindAsync", "the failure tells the password")]
    public async Task A_defect_is_found_and_told_where(Defects defect, string where, string why)
    {
        var report = await RunAsync(defect);

        report.IsSound.ShouldBeFalse();
        report.Broken.ShouldContain(one => one.Promise.Where == where && one.Why!.Contains(why, StringComparison.Ordinal), DriverTextReport.Write(report));
        DriverTextReport.Write(report).ShouldContain($"  where: {where}");
    }

    // The port is what the fake takes for a pod that is on; nobody listens there.
    private static Task<DriverReport> RunAsync(Defects defects) => DriverCheckRun.RunAsync(
        DriverRuns.Settings(new FakeFactory(defects), new Uri("http://127.0.0.1:7")) with
        {
            User = "admin", Password = "secret", Patience = TimeSpan.FromSeconds(5), Grace = TimeSpan.FromSeconds(0.5),
        });
}
