using Harness.Operators;
using Harness.Probes;
using Harness.Time;

namespace Features.Racks;

[Binding]
public sealed class PowerSteps(RackProbe rack, LabClock clock, CompositionOperator nodes)
{
    [Given("time stands still")]
    public Task TimeStandsStill() => clock.FreezeAsync();

    [When("time stands still")]
    public Task TimeStops() => clock.FreezeAsync();

    [When("{int} second(s) pass(es)")]
    public Task SecondsPass(int seconds) => clock.AdvanceAsync(TimeSpan.FromSeconds(seconds));

    [When("the operator powers node {string} on")]
    public async Task PowersOn(string node)
    {
        await nodes.ResetAsync(node, "On");
        nodes.Last.Status.ShouldBe(204, nodes.Last.Text);
    }

    [When("the operator lets node {string} boot once from {word}")]
    public async Task BootsOnceFrom(string node, string target)
    {
        await nodes.SetBootAsync(node, target, "Once");
        nodes.Last.Status.ShouldBe(204, nodes.Last.Text);
    }

    [Then("the rack shows the system of {string} {word}")]
    public Task SystemIs(string node, string power) =>
        Eventually.SeeAsync($"the system of {node} {power}", () => rack.SystemOfAsync(node), s => s.Power == power);

    [Then("the system of {string} boots from {word}")]
    public async Task SystemBootsFrom(string node, string target) => (await rack.SystemOfAsync(node)).BootTarget.ShouldBe(target);

    [Then("all systems are off")]
    public async Task AllOff() => (await rack.SystemsAsync()).ShouldAllBe(s => s.Power == "Off");
}
