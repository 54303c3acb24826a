using System.Text.Json.Nodes;
using Harness.Operators;
using Harness.Probes;
using Harness.Time;

namespace Features.Instances;

[Binding]
public sealed class InstanceSteps(InstanceOperator instances, FlavorOperator flavors, IronicOperator ironic, IronicProbe ironicNodes, RackProbe rack)
{
    private const string PreSet = "pre-set";

    [Given("a flavor {string} that means a pre-set server")]
    public Task PreSetFlavor(string name) => FlavorAsync(name, new JsonObject { ["resource_class"] = PreSet });

    [Given("a flavor {string} that means a pre-set server, or else a composed one with {int} cores")]
    public Task EitherFlavor(string name, int cores) => FlavorAsync(name, new JsonObject
    {
        ["resource_class"] = PreSet, ["compose"] = "on-demand",
        ["properties"] = new JsonObject { ["processor"] = new JsonObject { ["total_cores"] = cores } },
    });

    [Given("Ironic has the pre-set server {string}")]
    public async Task HasServer(string name)
    {
        await ironic.OfferAsync(name, PreSet);
        await Eventually.SeeAsync($"Ironic offers {name}", () => ironicNodes.FindAsync(name), node => (string?)node?["provision_state"] == "available");
    }

    [Given("an instance {string} from flavor {string}")]
    public async Task IsThere(string name, string flavor)
    {
        await instances.CreateAsync(name, flavor);
        instances.Last.Status.ShouldBe(200, instances.Last.Text);
    }

    [When("the operator creates instance {string} from flavor {string}")]
    public Task Creates(string name, string flavor) => instances.CreateAsync(name, flavor);

    [When("the operator creates instance {string} from flavor {string} with port {string}")]
    public Task CreatesWithPort(string name, string flavor, string port) =>
        instances.CreateAsync(name, flavor, new JsonObject { ["networks"] = new JsonArray(new JsonObject { ["port_id"] = port }) });

    [When("the operator creates instance {string} from flavor {string} that boots an ISO")]
    public Task CreatesFromIso(string name, string flavor) =>
        instances.CreateAsync(name, flavor, new JsonObject { ["image"] = new JsonObject { ["boot_iso"] = "http://images.example/live.iso" } });

    [When("the operator creates instance {string} from flavor {string} without waiting")]
    public Task CreatesWithoutWaiting(string name, string flavor) => instances.CreateAsync(name, flavor, waits: false);

    [When("the operator creates {int} instances {string} from flavor {string}, at least {int}")]
    public Task CreatesSeveral(int count, string name, string flavor, int least) =>
        instances.CreateAsync(name, flavor, new JsonObject { ["max_count"] = count, ["min_count"] = least });

    [When("the operator creates {int} instances {string} from flavor {string} without waiting")]
    public Task CreatesSeveralWithoutWaiting(int count, string name, string flavor) =>
        instances.CreateAsync(name, flavor, new JsonObject { ["max_count"] = count, ["policy"] = "all-or-nothing" }, waits: false);

    [Then("the instances are accepted with an operation of {int} members")]
    public void AreAccepted(int count)
    {
        instances.Last.Status.ShouldBe(202, instances.Last.Text);
        ((int)instances.Last.Body!["members"]!["total"]!).ShouldBe(count);
    }

    [Then("there come to be {int} instances that are active")]
    public Task ComeToBe(int count) => Eventually.SeeAsync(
        $"{count} instances are active", () => instances.ListAsync(), all => all.Count(one => (string)one["state"]! == "active") == count);

    [When("the operator deletes instance {string}")]
    public Task Deletes(string name) => instances.DeleteAsync(name);

    [When("the operator deletes all instances")]
    public Task DeletesAll() => instances.DeleteAllAsync();

    [When("the operator switches instance {string} {string}")]
    public Task Switches(string name, string verb) => instances.ActAsync(name, new JsonObject { ["power"] = verb });

    [When("the operator rebuilds instance {string}")]
    public Task Rebuilds(string name) => instances.ActAsync(name, new JsonObject { ["rebuild"] = new JsonObject() });

    [When("the operator locks instance {string}")]
    public Task Locks(string name) => instances.ChangeAsync(name, new JsonObject { ["locked"] = true });

    [When("the operator unlocks instance {string}")]
    public Task Unlocks(string name) => instances.ChangeAsync(name, new JsonObject { ["locked"] = false });

    [When("the operator releases the node of instance {string} by itself")]
    public Task ReleasesNode(string name) => instances.ReleaseNodeAsync(name);

    [When("instance {string} comes to the step {string}")]
    public Task ComesTo(string name, string step) => Eventually.SeeAsync(
        $"instance {name} is at {step}", () => instances.FindAsync(name), one => (string?)one?["step"] == step || (string?)one?["state"] == "active");

    [Then("the instance is as wanted")]
    public async Task IsDone() => instances.Last.IsSuccess.ShouldBeTrue($"{instances.Last}\n{await instances.LastOperationAsync()}");

    [Then("the instance is refused with {int}, because {string}")]
    public void IsRefused(int status, string reason)
    {
        instances.Last.Status.ShouldBe(status, instances.Last.Text);
        ((string)instances.Last.Body!["detail"]!).ShouldContain(reason);
    }

    [Then("instance {string} is {word}")]
    public async Task Is(string name, string state) => ((string?)(await instances.FindAsync(name))?["state"]).ShouldBe(state, instances.Last.ToString());

    [Then("the machine of instance {string} is composed")]
    public async Task IsComposed(string name) => ((bool)(await instances.FindAsync(name))!["composed"]!).ShouldBeTrue();

    [Then("instance {string} has the pre-set server {string}")]
    public async Task HasPreSet(string name, string server)
    {
        var instance = (await instances.FindAsync(name))!;
        ((bool)instance["composed"]!).ShouldBeFalse();
        ((string)instance["ironic_uuid"]!).ShouldBe((string)(await ironicNodes.FindAsync(server))!["uuid"]!);
    }

    [Then("there are {int} instances, and all are active")]
    public async Task AreActive(int count)
    {
        var all = await instances.ListAsync();
        all.Count.ShouldBe(count);
        all.ShouldAllBe(one => (string)one["state"]! == "active");
    }

    [Then("there is no instance {string}")]
    public async Task IsGone(string name) => (await instances.FindAsync(name)).ShouldBeNull(instances.Last.ToString());

    [Then("instance {string} is in error at {string}, on the side of the {string}")]
    public async Task IsInError(string name, string step, string side)
    {
        var instance = (await instances.FindAsync(name))!;
        ((string)instance["state"]!, (string?)instance["fault"]?["step"], (string?)instance["fault"]?["fault"]).ShouldBe(("error", step, side), instance.ToJsonString());
    }

    [Then("it took {int} attempt(s) to make instance {string}")]
    public async Task TookAttempts(int count, string name) =>
        ((await instances.OperationAsync(name))["attempts"]?.AsArray().Count ?? 0).ShouldBe(count - 1, (await instances.OperationAsync(name)).ToJsonString());

    [Then("the machine of instance {string} runs, and Ironic knows whose it is")]
    public async Task MachineRuns(string name)
    {
        var instance = (await instances.FindAsync(name))!;
        var node = (await ironicNodes.FindAsync((string)instance["ironic_uuid"]!))!;
        ((string)node["instance_uuid"]!, (string)node["provision_state"]!).ShouldBe(((string)instance["uuid"]!, "active"));
        (await rack.SystemOfAsync(name)).Power.ShouldBe("On");
    }

    [Then("the pre-set server {string} is nobody's")]
    public Task IsNobodys(string server) => Eventually.SeeAsync(
        $"{server} is nobody's", () => ironicNodes.FindAsync(server),
        node => node is not null && (string?)node["provision_state"] == "available" && node["instance_uuid"] is null && node["allocation_uuid"] is null);

    [Then("no machine is left of it, neither in the rack nor in Ironic")]
    public async Task NoMachineIsLeft()
    {
        (await rack.NodesAsync()).ShouldBeEmpty();
        (await rack.SystemsAsync()).ShouldAllBe(system => system.Node == null);
        (await rack.DevicesAsync()).ShouldAllBe(device => device.Node == null);
        (await ironicNodes.NodesAsync()).ShouldBeEmpty();
        (await rack.BreachesAsync()).ShouldBeEmpty();
    }

    private async Task FlavorAsync(string name, JsonObject body)
    {
        body["name"] = name;
        await flavors.MakeAsync(name, body);
    }
}
