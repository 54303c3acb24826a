using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Drivers;

/// <summary>The folder that vendors' drivers are dropped into, seen through the API.</summary>
internal sealed class DriverCatalogTests
{
    private string folder = null!;
    private CoreUnderTest core = null!;

    [SetUp]
    public async Task StartAsync()
    {
        folder = Directory.CreateTempSubdirectory("valence-drivers-").FullName;
        core = await CoreUnderTest.StartedAsync(options => options.DriversFolder = folder);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await core.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task The_built_in_driver_tells_its_names_and_what_it_can_do()
    {
        var drivers = await core.GetAsync("/v1/drivers");

        var redfish = drivers.List.ShouldHaveSingleItem()!;
        redfish["name"]!.GetValue<string>().ShouldBe("redfish");
        redfish["aliases"]!.AsArray().Select(alias => (string?)alias).ShouldBe(["redfishv1"]);
        redfish["source"]!.GetValue<string>().ShouldBe("built in");
        redfish["capabilities"]!.AsArray().Select(word => (string?)word).ShouldContain("compose");
    }

    [TestCase("this is no library", "cannot be read")]
    [TestCase(null, "Valence.DriverContract")]
    public async Task A_broken_library_is_told_and_takes_nothing_down(string? text, string problem)
    {
        Directory.CreateDirectory(Path.Combine(folder, "acme"));
        var library = Path.Combine(folder, "acme", "acme.dll");
        if (text is not null)
        {
            await File.WriteAllTextAsync(library, text);
        }
        else
        {
            File.Copy(typeof(Should).Assembly.Location, library);
        }

        var drivers = await core.GetAsync("/v1/drivers");

        drivers.List.Count.ShouldBe(2);
        drivers.List[1]!["name"]!.GetValue<string>().ShouldBe("acme");
        drivers.List[1]!["problem"]!.GetValue<string>().ShouldContain(problem);
        (await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("a", "http://127.0.0.1:1", driver: "acme")))
            .Detail.ShouldContain("there is no driver 'acme', known are redfish, redfishv1");
    }

    [Test]
    public async Task A_folder_that_anybody_may_write_to_is_not_used()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows keeps such rights elsewhere.");
            return;
        }

        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherWrite);

        var drivers = await core.GetAsync("/v1/drivers");

        drivers.List[^1]!["problem"]!.GetValue<string>().ShouldContain("anybody on this machine may write to it");
    }

    [TestCase("1.0", null)]
    [TestCase("1.1", null)]
    [TestCase("1.2", null)]
    [TestCase("1.6", "use a newer core")]
    [TestCase("2.0", "build it against 1.x")]
    [TestCase("0.9", "build it against 1.x")]
    public void A_driver_of_another_contract_is_refused_with_what_to_do(string built, string? problem)
    {
        var told = ContractVersion.Problem(Version.Parse(built));

        if (problem is null)
        {
            told.ShouldBeNull();
        }
        else
        {
            told.ShouldNotBeNull().ShouldContain(problem);
        }
    }
}
