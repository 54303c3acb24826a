using Harness.Drivers;
using Harness.Drivers.Reports;
using Harness.Fixtures;
using Harness.Labs;
using NUnit.Framework;
using Valence.DriverContract;
using ValenceCore.Drivers;

namespace Harness.Tests.Drivers;

/// <summary>Runs the suite on a lab of its own.</summary>
internal static class DriverRuns
{
    /// <summary>Where the build puts the sample driver, laid out as a drivers folder.</summary>
    public static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "drivers");

    /// <param name="driver">A built-in driver, or one of <see cref="Folder"/>.</param>
    /// <param name="profile">Which pod manager the rack looks like.</param>
    /// <param name="change">What is otherwise than usual.</param>
    public static async Task<DriverReport> OnRackAsync(string driver, string profile, Func<DriverCheckSettings, DriverCheckSettings>? change = null)
    {
        var rack = new RackBuilder().WithSleds(4).WithPooledDrives(3).WithServerBoards(4, maxDevices: 2).WithDeviceBoards(3, "SSD", "0x010802").Write();
        try
        {
            await using var lab = await Lab.StartAsync(new LabSettings { RackFile = rack, Profile = profile });
            var settings = Settings(FactoryOf(driver), driver == "expether" ? lab.Addresses.Eem! : lab.Addresses.Redfish) with { User = lab.Addresses.User, Password = lab.Addresses.Password, Systems = 4 };
            var report = await DriverCheckRun.RunAsync(change is null ? settings : change(settings));
            using var control = new LabClient(lab.Addresses.Control);
            await Conservation.EnsureAsync(control);
            return report;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(rack)!, recursive: true);
        }
    }

    public static DriverCheckSettings Settings(IPodDriverFactory factory, Uri url) => new()
    {
        Factory = factory, Url = new Uri(url.GetLeftPart(UriPartial.Authority)), Patience = TimeSpan.FromSeconds(40), Poll = TimeSpan.FromMilliseconds(20),
    };

    public static IPodDriverFactory FactoryOf(string driver) =>
        DriverFinder.Find(driver, Folder, out var problem) ?? throw new AssertionException(problem!);
}
