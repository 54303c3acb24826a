using Harness.Operators;
using Harness.Probes;

namespace Features.Composition;

[Binding]
public sealed class CompositionSteps(FlavorOperator flavors, CompositionOperator nodes, RackProbe rack)
{
    [Given("a flavor {string} with {int} cores and {int} MiB")]
    public Task Flavor(string name, int cores, int memoryMiB) => flavors.CreateAsync(name, cores, memoryMiB);

    [Given("a flavor {string} with {int} cores, {int} MiB and {int} pooled drive(s)")]
    public Task FlavorWithDrives(string name, int cores, int memoryMiB, int drives) => flavors.CreateAsync(name, cores, memoryMiB, drives);

    [Given("a composed node {string} from flavor {string}")]
    public async Task ComposedNode(string name, string flavor)
    {
        await nodes.ComposeAsync(name, flavor);
        nodes.Last.Status.ShouldBe(200, nodes.Last.Text);
    }

    [When("the operator composes {string} from flavor {string}")]
    public Task Composes(string name, string flavor) => nodes.ComposeAsync(name, flavor);

    [When("two operators compose {string} and {string} from flavor {string} at once")]
    public Task ComposeAtOnce(string first, string second, string flavor) => nodes.ComposeTogetherAsync([first, second], flavor);

    [When("the operator releases {string}")]
    public Task Releases(string name) => nodes.ReleaseAsync(name);

    [Then("node {string} is {word} in the rack")]
    public async Task NodeIs(string name, string state) =>
        (await rack.NodesAsync()).ShouldContain(n => n.Name == name && n.State == state);

    [Then("node {string} holds {int} pooled drive(s)")]
    public async Task NodeHoldsDrives(string name, int count) =>
        (await rack.NodesAsync()).Single(n => n.Name == name).Devices.Count.ShouldBe(count);

    [Then("node {string} has {int} cores")]
    public async Task NodeHasCores(string name, int cores) =>
        (await nodes.ShowAsync(name))["metadata"]!["processor"]!.AsArray().Sum(p => (int)p!["total_core"]!).ShouldBe(cores);

    [Then("Valence lists node(s) {string}")]
    public async Task ValenceLists(string names) => (await nodes.ListNamesAsync()).Order().ShouldBe(names.Split(", "));

    [Then("Valence lists no nodes")]
    public async Task ValenceListsNone() => (await nodes.ListNamesAsync()).ShouldBeEmpty();

    [Then("it is done")]
    public void IsDone() => nodes.Last.IsSuccess.ShouldBeTrue(nodes.Last.ToString());

    [Then("it is refused with {int}, because {string}")]
    public void IsRefused(int status, string reason)
    {
        nodes.Last.Status.ShouldBe(status, nodes.Last.Text);
        ((string)nodes.Last.Body!["detail"]!).ShouldContain(reason);
    }

    [Then("the refusal also says {string}")]
    public void RefusalSays(string text) => ((string)nodes.Last.Body!["detail"]!).ShouldContain(text);

    [Then("one of the two is composed and the other is refused with {int}")]
    public void OneOfTwo(int status) => nodes.Together.Select(r => r.Status).Order().ShouldBe([200, status]);
}
