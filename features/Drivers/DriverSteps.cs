using Harness.Fixtures;
using Harness.Labs;
using Harness.Operators;
using Harness.Time;

namespace Features.Drivers;

[Binding]
public sealed class DriverSteps(ScenarioLab lab, PodManagerOperator podManagers, InventoryOperator inventory, CompositionOperator nodes)
{
    private string _driver = "";
    private string _pod = "";
    private string _device = "";

    [Given("a pod of kind {word} with {int} system(s) and {int} pooled drive(s)")]
    public async Task PodOfKind(string kind, int systems, int drives)
    {
        var isShelf = kind == "shelf";
        _driver = isShelf ? "shelf" : "redfish";
        lab.Profile = isShelf ? "dmtf" : kind;
        lab.DriversFolder = Path.Combine(AppContext.BaseDirectory, "drivers");
        await lab.StartAsync(new RackBuilder().WithSleds(systems).WithPooledDrives(drives));
        _pod = (string)(await podManagers.RegisterAsync("lab-pod", lab.Addresses.Redfish, _driver))["uuid"]!;
    }

    [When("its password is wrong")]
    public Task PasswordIsWrong() => podManagers.SetPasswordAsync(_pod, "not-the-password");

    [When("the operator resets node {string} by {word}")]
    public Task Resets(string node, string type) => nodes.ResetAsync(node, type);

    [When("the operator asks node {string} to boot once from {word}")]
    public Task AsksToBoot(string node, string target) => nodes.SetBootAsync(node, target, "Once");

    [When("the operator attaches a free device to node {string}")]
    public async Task AttachesFree(string node)
    {
        await inventory.SyncDevicesAsync();
        _device = (string)(await inventory.DevicesAsync()).First(d => (string)d!["state"]! == "free")!["uuid"]!;
        await nodes.MoveDeviceAsync(node, "attach", _device);
    }

    [When("the operator attaches device {string} to node {string}")]
    public Task Attaches(string device, string node) => nodes.MoveDeviceAsync(node, "attach", device);

    [When("the operator detaches that device from node {string}")]
    public Task Detaches(string node) => nodes.MoveDeviceAsync(node, "detach", _device);

    [Then("its driver can {string}")]
    public async Task DriverCan(string capabilities) => capabilities.Split(", ").Except(await CapabilitiesAsync()).ShouldBeEmpty();

    [Then("its driver cannot {string}")]
    public async Task DriverCannot(string capabilities) => capabilities.Split(", ").Intersect(await CapabilitiesAsync()).ShouldBeEmpty();

    [Then("the pod of that kind is {word}")]
    public async Task PodIs(string status) => ((string)(await podManagers.LookAgainAsync(_pod))["status"]!).ShouldBe(status);

    [Then("Valence lists {int} rack(s) of that pod")]
    public async Task ListsRacks(int count) => (await inventory.RacksAsync()).Count.ShouldBe(count);

    [Then("the refusal has status {int}")]
    public void RefusalHas(int status)
    {
        nodes.Last.Status.ShouldBe(status, nodes.Last.Text);
        ((string?)nodes.Last.Body!["detail"]).ShouldNotBeNullOrWhiteSpace();
    }

    [Then("node {string} has {int} MiB")]
    public async Task NodeHasMemory(string node, int mib) =>
        (await nodes.ShowAsync(node))["metadata"]!["memory"]!.AsArray().Sum(m => (int)m!["total_memory_mb"]!).ShouldBe(mib);

    [Then("Valence shows node {string} with power {word}")]
    public Task ShowsPower(string node, string power) => Eventually.SeeAsync(
        $"Valence shows {node} {power}", () => nodes.ShowAsync(node), n => (string?)n["node_power_state"] == power);

    [Then("Valence shows node {string} booting from {word}")]
    public async Task ShowsBoot(string node, string target) => ((string?)(await nodes.ShowAsync(node))["boot_source"]).ShouldBe(target);

    private async Task<IReadOnlyList<string>> CapabilitiesAsync() =>
        [.. (await lab.Valence.SendAsync(HttpMethod.Get, $"v1/drivers/{_driver}")).Body!["capabilities"]!.AsArray().Select(c => (string)c!)];
}
