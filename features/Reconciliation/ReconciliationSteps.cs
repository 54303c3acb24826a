using System.Text.Json.Nodes;
using Harness.Labs;
using Harness.Operators;
using Harness.Probes;

namespace Features.Reconciliation;

[Binding]
public sealed class ReconciliationSteps(
    ReconciliationOperator reconciliation, CompositionOperator nodes, PodOperator pod, IronicOperator ironic, IronicProbe ironicNodes, RackProbe rack, ScenarioLab lab)
{
    [Given("the pod has a node {string} that Valence made and forgot")]
    public Task HasForgottenNode(string name) => pod.ComposeAsync(name, $"valence:{Guid.NewGuid()}");

    [Given("the pod has the account {string}")]
    public Task HasAccount(string name) => pod.MakeAccountAsync(name);

    [Given("the pod has an account as Ironic gets one for {string}")]
    public Task HasAccountFor(string node) => pod.MakeAccountAsync($"vl-{nodes.IdOf(node).Replace("-", "", StringComparison.Ordinal)[..12]}");

    [When("somebody releases node {string} in the pod itself")]
    public async Task ReleasesInPod(string name) => await pod.ReleaseAsync((await rack.NodesAsync()).Single(node => node.Name == name).Id);

    [When("somebody deletes {string} in Ironic itself")]
    public Task DeletesInIronic(string name) => ironic.DeleteAsync(name);

    [When("somebody enrolls {string} in Ironic with the mark of a node that Valence does not have")]
    public Task EnrollsMarked(string name) => ironic.EnrollAsync(name, new JsonObject { ["valence_node_uuid"] = Guid.NewGuid().ToString() });

    [When("the operator takes up the offer to {word} the {word}")]
    public Task TakesUp(string offer, string kind) => reconciliation.TakeUpAsync(kind, offer);

    [Then("Valence finds nothing that disagrees")]
    public async Task FindsNothing() => (await reconciliation.ListAsync()).ShouldBeEmpty();

    [Then("Valence finds a {word} and offers to {string}")]
    public async Task Finds(string kind, string offers)
    {
        var found = (await reconciliation.ListAsync()).ShouldHaveSingleItem();
        ((string)found["kind"]!).ShouldBe(kind);
        string.Join(", ", found["offers"]!.AsArray().Select(offer => (string)offer!)).ShouldBe(offers);
        ((string?)found["detail"]).ShouldNotBeNullOrWhiteSpace();
    }

    [Then("Valence lists {int} node(s)")]
    public async Task ListsNodes(int count) => (await lab.Valence.SendAsync(HttpMethod.Get, "v1/nodes")).Body!.AsArray().Count.ShouldBe(count);

    [Then("Ironic has no node {string}")]
    public async Task IronicHasNot(string name) => (await ironicNodes.FindAsync(name)).ShouldBeNull();
}
