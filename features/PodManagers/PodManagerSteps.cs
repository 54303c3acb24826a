using System.Text.Json.Nodes;
using Harness.Fixtures;
using Harness.Labs;
using Harness.Operators;

namespace Features.PodManagers;

[Binding]
public sealed class PodManagerSteps(ScenarioLab lab, PodManagerOperator podManagers)
{
    private JsonNode _last = new JsonObject();

    [Given("a rack that Valence does not know yet")]
    public Task UnknownRack() => lab.StartAsync(new RackBuilder().WithSleds(1));

    [When("the operator registers the pod manager {string}")]
    public async Task Registers(string name) => _last = await podManagers.RegisterAsync(name);

    [Then("the pod manager is {word}")]
    public void IsOnline(string status) => ((string)_last["status"]!).ShouldBe(status);

    [Then("its password is not shown")]
    public async Task PasswordIsNotShown()
    {
        _last.ToJsonString().ShouldNotContain(lab.Addresses.Password);
        (await podManagers.ListAsync()).ToJsonString().ShouldNotContain(lab.Addresses.Password);
    }
}
