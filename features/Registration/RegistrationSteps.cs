using System.Text.Json.Nodes;
using Harness.Operators;
using Harness.Probes;
using Harness.Time;

namespace Features.Registration;

[Binding]
public sealed class RegistrationSteps(
    RegistrationOperator registration, CompositionOperator nodes, IronicOperator ironic, IronicProbe ironicNodes, RackProbe rack, PodProbe pod)
{
    [Given("node {string} is registered in Ironic")]
    public async Task IsRegistered(string node)
    {
        await registration.RegisterAsync(node);
        registration.Last.Status.ShouldBe(200, registration.Last.Text);
    }

    [When("the operator registers {string} in Ironic")]
    public Task Registers(string node) => registration.RegisterAsync(node);

    [When("the operator registers {string} in Ironic with a BMC address where nobody answers")]
    public Task RegistersUnreachable(string node) => registration.RegisterAtAsync(node, "http://127.0.0.1:9");

    [When("the operator registers {string} in Ironic to be inspected and provided")]
    public Task RegistersInFull(string node) => registration.RegisterWithAsync(node, new JsonObject { ["inspect"] = true, ["provide"] = true });

    [When("the operator tells Ironic what {string} has by now")]
    public Task Refreshes(string node) => registration.RefreshAsync(node);

    [When("the operator unregisters {string} and has it undeployed")]
    public Task UnregistersUsed(string node) => registration.UnregisterAsync(node, undeploys: true);

    [Given("somebody has deployed {string}")]
    public async Task IsDeployed(string node)
    {
        await TriesToDeploy(node);
        await IronicShows(node, "active");
    }

    [Given("somebody has tried to deploy {string}")]
    public async Task TriesToDeploy(string node)
    {
        await ironic.SetProvisionStateAsync(node, "provide");
        await IronicShows(node, "available");
        await ironic.ChangeAsync(node, "/instance_info", new JsonObject
        {
            ["image_source"] = "http://images.example/os.qcow2", ["image_checksum"] = "d41d8cd98f00b204e9800998ecf8427e",
        });
        await ironic.SetProvisionStateAsync(node, "active");
    }

    [Given("somebody has put {string} into maintenance in Ironic")]
    public Task IsInMaintenance(string node) => ironic.ChangeAsync(node, "/maintenance", true);

    [Given("somebody has enrolled {string} in Ironic")]
    public Task IsEnrolled(string node) => ironic.EnrollAsync(node, []);

    [Given("somebody has enrolled {string} in Ironic, with a port that has an address of {string}")]
    public async Task IsEnrolledWithPort(string other, string node)
    {
        await ironic.EnrollAsync(other, []);
        var addresses = (await nodes.ShowAsync(node))["metadata"]!["network"]!.AsArray().Select(one => (string)one!["mac"]!);
        await ironic.CreatePortAsync(other, addresses.Last());
    }

    [When("Ironic has done with {string}")]
    public Task HasDone(string node) => Eventually.SeeAsync(
        $"Ironic has done with {node}", () => ironicNodes.FindAsync(node), n => n?["target_provision_state"] is null && n?["reservation"] is null);

    [When("the operator has the registration tried again")]
    public Task TriesAgain() => registration.RetryAsync();

    [Then("the registration needs attention")]
    public async Task NeedsAttention()
    {
        var operation = await registration.OperationAsync();
        ((string)operation["state"]!).ShouldBe("needs attention", operation.ToJsonString());
        ((string)operation["note"]!).ShouldContain("could not be undone");
    }

    [When("the operator unregisters {string}")]
    public Task Unregisters(string node) => registration.UnregisterAsync(node);

    [When("somebody tells Ironic to power {string} {word}")]
    public Task PowersInIronic(string node, string target) => ironic.SetPowerAsync(node, $"power {target}");

    [When("somebody tells Ironic to {word} {string}")]
    public Task ProvisionsInIronic(string verb, string node) => ironic.SetProvisionStateAsync(node, verb);

    [Then("the registration is done")]
    public void IsDone() => registration.Last.IsSuccess.ShouldBeTrue(registration.Last.ToString());

    [Then("the registration fails with {int}, because {string}")]
    public void Fails(int status, string reason)
    {
        registration.Last.Status.ShouldBe(status, registration.Last.Text);
        ((string)registration.Last.Body!["detail"]!).ShouldContain(reason);
    }

    [Then("Ironic shows {string} {word}")]
    public Task IronicShows(string node, string state) => Eventually.SeeAsync(
        $"Ironic shows {node} {state}", () => ironicNodes.FindAsync(node), n => (string?)n?["provision_state"] == state);

    [Then("Ironic shows {string} in {string}")]
    public Task IronicShowsIn(string node, string state) => IronicShows(node, state);

    [Then("Ironic shows {string} with power {word}")]
    public Task IronicShowsPower(string node, string power) => Eventually.SeeAsync(
        $"Ironic shows {node} with power {power}", () => ironicNodes.FindAsync(node), n => (string?)n?["power_state"] == $"power {power}");

    [Then("Ironic has a port for every network interface of {string}")]
    public async Task IronicHasPorts(string node)
    {
        var found = await ironicNodes.FindAsync(node);
        (await ironicNodes.PortAddressesAsync((string)found!["uuid"]!)).Count.ShouldBe(2);
    }

    [Then("Ironic reaches {string} at the system that the rack gave it")]
    public async Task IronicReaches(string node)
    {
        var found = await ironicNodes.FindAsync(node);
        var system = await rack.SystemOfAsync(node);
        ((string)found!["driver_info"]!["redfish_system_id"]!).ShouldEndWith($"/Systems/{system.Id}");
    }

    [Then("Ironic knows the trait {word} of {string}")]
    public async Task IronicKnowsTrait(string trait, string node) =>
        (await ironicNodes.FindAsync(node))!["traits"]!.AsArray().Select(one => (string)one!).ShouldContain(trait);

    [Then("Ironic does not know the trait {word} of {string}")]
    public async Task IronicKnowsNoTrait(string trait, string node) =>
        (await ironicNodes.FindAsync(node))!["traits"]!.AsArray().Select(one => (string)one!).ShouldNotContain(trait);

    [Then("the pod has {int} account(s) that is/are for Ironic alone")]
    public async Task PodHasAccounts(int count) => (await pod.AccountsAsync()).Count(name => name.StartsWith("vl-", StringComparison.Ordinal)).ShouldBe(count);

    [Then("Ironic does not know {string}")]
    public async Task IronicDoesNotKnow(string node) => (await ironicNodes.FindAsync(node)).ShouldBeNull();

    [Then("Ironic has {int} node(s)")]
    public async Task IronicHas(int count) => (await ironicNodes.NodesAsync()).Count.ShouldBe(count);

    /// <summary>As if it had never been tried: the node is composed, and nobody but this service knows it.</summary>
    [Then("nothing is left of the registration of {string}")]
    public async Task NothingIsLeft(string node)
    {
        (await ironicNodes.NodesAsync()).ShouldBeEmpty();
        (await ironicNodes.PortAddressesAsync()).ShouldBeEmpty();
        await PodHasAccounts(0);
        (await rack.NodesAsync()).ShouldContain(n => n.Name == node && n.State == "Assembled");
        var stored = await nodes.ShowAsync(node);
        ((string?)stored["state"], (string?)stored["managed_by"], (string?)stored["ironic_uuid"]).ShouldBe(("composed", null, null), stored.ToJsonString());
    }
}
