using Harness.Operators;

namespace Features.Composition;

[Binding]
public sealed class ManageSteps(CompositionOperator nodes, PodOperator pod)
{
    private string _index = "";

    [Given("somebody composed {string} in the pod itself")]
    public async Task ComposedByHand(string name) => _index = await pod.ComposeAsync(name);

    [When("the operator manages that node")]
    public Task ManagesThatNode() => nodes.ManageAsync(_index);

    [When("the operator manages node {string} of the pod")]
    public Task Manages(string index) => nodes.ManageAsync(index);
}
