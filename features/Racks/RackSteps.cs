using Harness.Faults;
using Harness.Fixtures;
using Harness.Labs;
using Harness.Operators;
using Harness.Probes;

namespace Features.Racks;

[Binding]
public sealed class RackSteps(ScenarioLab lab, PodManagerOperator podManagers, RackProbe rack, PodProbe pod, FaultInjector faults)
{
    [Given("a rack with {int} free system(s)")]
    public Task RackWithSystems(int systems) => StartAsync(new RackBuilder().WithSleds(systems));

    [Given("a rack with {int} free system(s) and {int} pooled drive(s)")]
    public Task RackWithSystemsAndDrives(int systems, int drives) =>
        StartAsync(new RackBuilder().WithSleds(systems).WithPooledDrives(drives));

    [Given("a rack with {int} small and {int} large system(s)")]
    public Task RackWithSizes(int small, int large) => StartAsync(new RackBuilder().WithSleds(small).WithSleds(large, "large"));

    [When("{word} breaks")]
    public Task Breaks(string part) => faults.SetHealthAsync(part, "Critical");

    [When("{word} is repaired")]
    public Task IsRepaired(string part) => faults.SetHealthAsync(part, "OK");

    [Then("{int} system(s) is/are free")]
    public async Task SystemsAreFree(int count) => (await rack.FreeSystemsAsync()).ShouldBe(count);

    [Then("{int} pooled drive(s) is/are free")]
    public async Task DrivesAreFree(int count) => (await rack.FreeDevicesAsync()).ShouldBe(count);

    [Then("every pooled drive is erased")]
    public async Task EveryDriveIsErased() => (await rack.DevicesAsync()).ShouldAllBe(d => d.Erased);

    [Then("nothing was lost or held twice")]
    public async Task NothingLost() => (await rack.BreachesAsync()).ShouldBeEmpty();

    [Then("the rack shows no composed node")]
    public async Task NoComposedNode() => (await rack.NodesAsync()).ShouldBeEmpty();

    private async Task StartAsync(RackBuilder builder)
    {
        await lab.StartAsync(builder);
        await podManagers.RegisterAsync("lab-pod");
        await pod.TakeStockAsync();
    }
}
