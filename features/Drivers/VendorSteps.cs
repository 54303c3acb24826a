using Harness.Fixtures;
using Harness.Labs;
using Harness.Operators;

namespace Features.Drivers;

[Binding]
public sealed class VendorSteps(ScenarioLab lab, PodManagerOperator podManagers, FlavorOperator flavors, VendorProject project) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("drivers-").FullName;

    [Given("a running core with an empty drivers folder")]
    public Task RunningCore()
    {
        lab.DriversFolder = _folder;
        return lab.StartAsync(new RackBuilder().WithSleds(1));
    }

    [Given("a driver {string} that a vendor built against the contract")]
    public async Task Built(string name)
    {
        if (await project.BuildAsync(name) is { } lack)
        {
            Assert.Ignore($"A vendor's driver cannot be built here: {lack}");
        }
    }

    [When("the library is dropped into the drivers folder")]
    public void Dropped() => project.DropInto(_folder);

    [When("the operator registers a pod manager with the driver {string}")]
    public Task Registers(string driver) => podManagers.RegisterAsync("vendor-pod", lab.Addresses.Redfish, driver);

    [When("the operator makes a flavor {string} with {int} core(s) and {int} MiB")]
    public Task Flavor(string name, int cores, int memoryMiB) => flavors.CreateAsync(name, cores, memoryMiB);

    [Then("Valence knows no driver {string}")]
    public async Task KnowsNo(string name) => (await ShowAsync(name)).Status.ShouldBe(404);

    [Then("Valence offers the driver {string}, which can {string}")]
    public async Task Offers(string name, string capabilities)
    {
        var driver = await ShowAsync(name);
        driver.Status.ShouldBe(200, driver.Text);
        ((string?)driver.Body!["problem"]).ShouldBeNull();
        driver.Body["capabilities"]!.AsArray().Select(c => (string)c!).ShouldBe(capabilities.Split(", "));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<LabReply> ShowAsync(string name) => lab.Valence.SendAsync(HttpMethod.Get, $"v1/drivers/{name}");
}
