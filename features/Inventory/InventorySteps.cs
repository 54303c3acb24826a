using System.Text.Json.Nodes;
using Harness.Operators;

namespace Features.Inventory;

[Binding]
public sealed class InventorySteps(InventoryOperator inventory)
{
    private JsonArray _sync = [];

    [When("the operator syncs the devices")]
    public async Task Syncs() => _sync = await inventory.SyncDevicesAsync();

    [Then("the sync of every pod is a SUCCESS")]
    public void SyncIsSuccess()
    {
        _sync.Count.ShouldBeGreaterThan(0);
        _sync.ShouldAllBe(s => (string)s!["status"]! == "SUCCESS");
    }

    [Then("the sync fails, because {string}")]
    public void SyncFails(string reason)
    {
        _sync.Count.ShouldBeGreaterThan(0);
        _sync.ShouldAllBe(s => (string)s!["status"]! == "FAILED" && ((string)s["detail"]!).Contains(reason));
    }

    [Then("Valence lists {int} rack(s) with {int} system(s)")]
    public async Task ListsRacks(int racks, int systems) =>
        (await inventory.RacksAsync()).Select(r => r!["systems"]!.AsArray().Count).ShouldBe(Enumerable.Repeat(systems, racks));

    [Then("Valence lists {int} system(s) with {int} cores each")]
    public async Task ListsSystems(int systems, int cores) =>
        (await inventory.SystemsAsync()).Select(s => (string)s!["cpu"]!["cores"]!).ShouldBe(Enumerable.Repeat($"{cores}", systems));

    [Then("Valence lists {int} free and {int} allocated device(s)")]
    public async Task ListsDevices(int free, int allocated)
    {
        var states = (await inventory.DevicesAsync()).CountBy(d => (string)d!["state"]!).ToDictionary();
        (states.GetValueOrDefault("free"), states.GetValueOrDefault("allocated")).ShouldBe((free, allocated));
    }
}
