using System.Text.Json.Nodes;
using Harness.Labs;
using Harness.Operators;

namespace Features.Faults;

[Binding]
public sealed class WishSteps(Wish wish, CompositionOperator nodes, RegistrationOperator registration, InventoryOperator inventory)
{
    [Given("the operator does not wait for answers")]
    public void DoesNotWait() => wish.IsLeftAlone = true;

    [When("the operator wants {string} composed from flavor {string}")]
    public Task Composes(string name, string flavor) => MakeAsync(() => nodes.ComposeAsync(name, flavor));

    [When("the operator wants {string} composed with {string}")]
    public Task ComposesWith(string name, string devices) => MakeAsync(() => nodes.ComposeWithDevicesAsync(name, devices.Split(", ")));

    [When("the operator wants a free drive attached to {string}")]
    public async Task Attaches(string name)
    {
        var drive = await inventory.FindDeviceAsync(device => (string)device["state"]! == "free" && (string)device["type"]! == "SSD");
        await MakeAsync(() => nodes.MoveDeviceAsync(name, "attach", drive));
    }

    [When("the operator wants the drive of {string} detached")]
    public async Task Detaches(string name)
    {
        var drive = await inventory.FindDeviceAsync(device => (string?)device["node_id"] == nodes.IndexOf(name));
        await MakeAsync(() => nodes.MoveDeviceAsync(name, "detach", drive));
    }

    [When("the operator wants {string} released")]
    public Task Releases(string name) => MakeAsync(() => nodes.ReleaseAsync(name));

    [When("the operator wants {string} registered")]
    public Task Registers(string name) => wish.MakeAsync(async () =>
    {
        await registration.RegisterAsync(name);
        return registration.Last;
    });

    [When("the operator wants {string} registered, inspected and provided")]
    public Task RegistersInFull(string name) => wish.MakeAsync(async () =>
    {
        await registration.RegisterWithAsync(name, new JsonObject { ["inspect"] = true, ["provide"] = true });
        return registration.Last;
    });

    [When("the operator wants {string} unregistered")]
    public Task Unregisters(string name) => wish.MakeAsync(async () =>
    {
        await registration.UnregisterAsync(name);
        return registration.Last;
    });

    [When("the operator wants the same again")]
    public Task Again() => wish.RepeatAsync();

    [When("the operator releases whatever is left")]
    public Task ReleasesAll() => nodes.ReleaseAllAsync();

    [When("the operator takes out of Ironic what is left there of {string}")]
    public Task TakesOut(string name) => registration.UnregisterAsync(name);

    [Then("it works")]
    public async Task Works()
    {
        var reply = await wish.ReplyAsync();
        reply.IsSuccess.ShouldBeTrue(reply.ToString());
    }

    [Then("it fails with {int} on the side of the {string}, at {string}")]
    public async Task Fails(int status, string side, string stage)
    {
        var reply = await wish.ReplyAsync();
        (reply.Status, (string?)reply.Body?["fault"], (string?)reply.Body?["stage"]).ShouldBe((status, side, stage), reply.ToString());
    }

    private Task MakeAsync(Func<Task> act) => wish.MakeAsync(async () =>
    {
        await act();
        return nodes.Last;
    });
}
