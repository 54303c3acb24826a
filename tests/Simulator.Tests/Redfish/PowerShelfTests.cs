using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;

namespace Simulator.Tests.Redfish;

/// <summary>A power shelf says the same as the rack that it feeds.</summary>
public sealed class PowerShelfTests
{
    private const string Rack = "/redfish/v1/Chassis/r1";
    private const string Shelf = "/redfish/v1/PowerEquipment/PowerShelves/r1-power-shelf";
    private const string OutletA = "/redfish/v1/PowerEquipment/RackPDUs/r1-pdu-a/Outlets/outlet-1";

    private StartedSimulator _simulator = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task It_holds_the_power_supplies_of_the_rack_and_their_redundancy()
    {
        var (shelf, subsystem) = (await BodyAsync(Shelf), await BodyAsync(Rack + "/PowerSubsystem"));

        shelf.GetProperty("EquipmentType").GetString().ShouldBe("PowerShelf");
        shelf.GetProperty("PowerCapacityVA").GetDouble().ShouldBe(subsystem.GetProperty("CapacityWatts").GetDouble());
        shelf.GetProperty("PowerSupplyRedundancy").GetRawText().ShouldBe(subsystem.GetProperty("PowerSupplyRedundancy").GetRawText());
        (await BodyAsync(Shelf + "/PowerSupplies")).GetProperty("Members").GetRawText()
            .ShouldBe((await BodyAsync(Rack + "/PowerSubsystem/PowerSupplies")).GetProperty("Members").GetRawText());
    }

    [Test]
    public async Task It_takes_what_the_outlets_give_and_goes_on_with_one_feed()
    {
        var before = await ReadingAsync("PowerWatts");
        before.ShouldBe(await OutletWattsAsync("a") + await OutletWattsAsync("b"), 0.11);
        (await ReadingAsync("PowerLoadPercent")).ShouldBe(
            100 * (await BodyAsync(Rack + "/Sensors/power")).GetProperty("Reading").GetDouble() / (await BodyAsync(Shelf)).GetProperty("PowerCapacityVA").GetDouble(), 0.1);

        await _simulator.Redfish.PostAsync(OutletA + "/Actions/Outlet.PowerControl", """{"PowerState": "Off"}""");

        (await ReadingAsync("PowerWatts")).ShouldBe(before, 0.2);
        (await BodyAsync(Shelf)).GetProperty("Status").GetProperty("Health").GetString().ShouldBe("Warning");
        var used = await ReadingAsync("EnergykWh");
        await _simulator.PassAsync(3_600);
        (await ReadingAsync("EnergykWh")).ShouldBe(used + (before / 1000), 0.01);
    }

    [Test]
    public async Task A_broken_power_supply_is_a_shelf_that_is_not_what_it_should_be()
    {
        _simulator.App.Pod.SetHealth("r1-psu-1", Health.Critical);

        (await BodyAsync(Shelf)).GetProperty("Status").GetProperty("Health").GetString().ShouldBe("Warning");
        (await BodyAsync("/redfish/v1/PowerEquipment/PowerShelves/r2-power-shelf")).GetProperty("Status").GetProperty("Health").GetString().ShouldBe("OK");
    }

    [Test]
    public async Task There_is_no_other_shelf() =>
        (await _simulator.Redfish.GetAsync("/redfish/v1/PowerEquipment/PowerShelves/r1")).Status.ShouldBe(HttpStatusCode.NotFound);

    private async Task<double> OutletWattsAsync(string feed) =>
        (await BodyAsync($"/redfish/v1/PowerEquipment/RackPDUs/r1-pdu-{feed}/Outlets/outlet-1")).GetProperty("PowerWatts").GetProperty("Reading").GetDouble();

    private async Task<double> ReadingAsync(string name) => (await BodyAsync(Shelf + "/Metrics")).GetProperty(name).GetProperty("Reading").GetDouble();

    private async Task<JsonElement> BodyAsync(string uri)
    {
        var answer = await _simulator.Redfish.GetAsync(uri);
        answer.Status.ShouldBe(HttpStatusCode.OK, uri);
        return answer.Body;
    }
}
