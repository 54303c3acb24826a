using System.Text.Json.Nodes;
using Harness.Operators;
using Harness.Time;

namespace Features.Composition;

[Binding]
public sealed class OperationSteps(OperationOperator operations, CompositionOperator nodes)
{
    private JsonNode _operation = new JsonObject();

    [When("the operator asks to compose {string} from flavor {string} without waiting")]
    public Task ComposesWithoutWaiting(string name, string flavor) => nodes.ComposeWithoutWaitingAsync(name, flavor);

    [Then("it is accepted with the address of its operation")]
    public void IsAccepted()
    {
        nodes.Last.Status.ShouldBe(202, nodes.Last.Text);
        nodes.Last.Location.ShouldStartWith("/v1/operations/");
    }

    [Then("the operation succeeds")]
    public Task Succeeds() => Eventually.SeeAsync(
        "the operation succeeded", () => operations.ShowAsync(nodes.Last.Location!), o => (string)o["state"]! == "succeeded");

    [Then("the last operation is a {string} that {word}")]
    public async Task LastOperation(string kind, string state)
    {
        _operation = await operations.LastAsync();
        ((string)_operation["kind"]!, (string)_operation["state"]!).ShouldBe((kind, state));
    }

    [Then("its steps are")]
    public void StepsAre(DataTable table) =>
        StepStates().ShouldBe(table.CreateSet<StepState>());

    [Then("its step {string} is {word}")]
    public void StepIs(string step, string state) => StepStates().ShouldContain(new StepState(step, state));

    private IEnumerable<StepState> StepStates() =>
        _operation["steps"]!.AsArray().Select(s => new StepState((string)s!["name"]!, (string)s["state"]!));

    private sealed record StepState(string Step, string State);
}
