using System.Text.Json.Nodes;
using Harness.Faults;
using Harness.Labs;
using Harness.Time;

namespace Features.Faults;

[Binding]
public sealed class FaultSteps(FaultInjector faults, ScenarioLab lab, LabClock clock)
{
    [Given("Valence gives up a piece of work after {int} minutes")]
    public void GivesUpWork(int minutes) => lab.Deadline = TimeSpan.FromMinutes(minutes);

    [Given("Valence gives up silent requests by the clock of the lab")]
    public void GivesUpRequests() => lab.RequestsFollowClock = true;

    /// <param name="example">A file of <c>fixtures/faults</c>.</param>
    /// <param name="place">See <c>Harness.Faults.FaultPlaces</c>.</param>
    [Given(@"^(\S+) strikes (.+)$")]
    public Task Strikes(string example, string place) => faults.StrikeAsync(example, place);

    [Given(@"^again and again (\S+) strikes (.+)$")]
    public Task StrikesAgain(string example, string place) => faults.StrikeAsync(example, place, always: true);

    [Given("a network as in the example {string}")]
    public Task Network(string example) => faults.SetExampleAsync(example);

    [Given("assembly fails at step {string}")]
    public Task AssemblyFails(string step) => faults.SetAsync(new JsonObject
    {
        ["step"] = $"assemble/{step}", ["fail"] = true, ["message"] = "The cable is loose.",
    });

    [When("every fault has struck")]
    public Task AllHaveStruck() => faults.SeeStrikesAsync();

    [When("{int} minutes pass")]
    public Task Pass(int minutes) => clock.AdvanceAsync(TimeSpan.FromMinutes(minutes));

    [When("all faults are healed")]
    public Task Heal() => faults.HealAllAsync();

    [Then("every fault struck")]
    public async Task AllStruck() => (await faults.StrikesAsync()).Where(rule => rule.Value == 0).ShouldBeEmpty();

    [Then("some fault struck")]
    public async Task SomeStruck() => (await faults.StrikesAsync()).Values.Sum().ShouldBeGreaterThan(0);
}
