using System.Text.Json.Nodes;
using Harness.Operators;
using Harness.Probes;
using Harness.Time;

namespace Features.Registration;

[Binding]
public sealed class RegistrationSteps(RegistrationOperator registration, IronicOperator ironic, IronicProbe ironicNodes, RackProbe rack, PodProbe pod)
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
        await ironic.SetProvisionStateAsync(node, "provide");
        await IronicShows(node, "available");
        await ironic.ChangeAsync(node, "/instance_info", new JsonObject
        {
            ["image_source"] = "http://images.example/os.qcow2", ["image_checksum"] = "d41d8cd98f00b204e9800998ecf8427e",
        });
        await ironic.SetProvisionStateAsync(node, "active");
        await IronicShows(node, "active");
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
}
