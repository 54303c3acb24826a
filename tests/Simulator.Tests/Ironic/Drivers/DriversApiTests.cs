using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Ironic;

internal sealed class DriversApiTests : IronicTests
{
    [TestCase("/v1/drivers", new[] { "redfish", "fake-hardware", "valence" })]
    [TestCase("/v1/drivers?type=dynamic", new[] { "redfish", "fake-hardware", "valence" })]
    [TestCase("/v1/drivers?type=classic", new string[0])]
    public async Task Hardware_types_are_listed(string path, string[] names)
    {
        var drivers = (await Lab.GetAsync(path)).Body!["drivers"]!.AsArray();

        drivers.Select(d => d!["name"]!.GetValue<string>()).ShouldBe(names);
        drivers.ShouldAllBe(d => d!["hosts"]![0]!.GetValue<string>() == "ironic-conductor");
    }

    [Test]
    public async Task An_unknown_type_of_driver_is_refused() => (await Lab.GetAsync("/v1/drivers?type=odd")).Status.ShouldBe(400);

    [Test]
    public async Task A_driver_shows_default_and_enabled_interfaces_of_the_twelve_kinds()
    {
        var driver = (await Lab.GetAsync("/v1/drivers/redfish")).Body!.AsObject();

        driver.Count(m => m.Key.StartsWith("default_", StringComparison.Ordinal)).ShouldBe(12);
        driver.Count(m => m.Key.StartsWith("enabled_", StringComparison.Ordinal)).ShouldBe(12);
        driver["default_power_interface"]!.GetValue<string>().ShouldBe("redfish");
    }

    [Test]
    public async Task Properties_are_described() =>
        (await Lab.GetAsync("/v1/drivers/redfish/properties")).Body!.AsObject().ContainsKey("redfish_address").ShouldBeTrue();

    [Test]
    public async Task An_unknown_driver_is_not_found() => (await Lab.GetAsync("/v1/drivers/ilo")).Status.ShouldBe(404);
}
