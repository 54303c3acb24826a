using Harness.Operators;
using Harness.Probes;
using Harness.Time;

namespace Features.Registration;

[Binding]
public sealed class RegistrationSteps(RegistrationOperator registration, IronicOperator ironic, IronicProbe ironicNodes, RackProbe rack)
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

    [Then("Ironic does not know {string}")]
    public async Task IronicDoesNotKnow(string node) => (await ironicNodes.FindAsync(node)).ShouldBeNull();
}
