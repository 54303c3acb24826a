using System.Net;
using NUnit.Framework;
using Shouldly;
using static Simulator.Tests.Redfish.AccountDriver;

namespace Simulator.Tests.Redfish;

/// <summary>Who may do what: one row per operation of the privilege map.</summary>
public sealed class PrivilegeTests
{
    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        (await Redfish.AddAsync("reader", "ReadOnly")).ShouldBe($"{Accounts}/2");
        (await Redfish.AddAsync("operator", "Operator")).ShouldBe($"{Accounts}/3");
        (await Redfish.PostAsync(Roles, """{"RoleId":"Nobody","AssignedPrivileges":["ConfigureSelf"]}""")).Status.ShouldBe(HttpStatusCode.Created);
        await Redfish.AddAsync("nobody", "Nobody");
        await Redfish.LoginAsync("admin", StartedSimulator.Password);
        await Redfish.LoginAsync("reader");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task An_expansion_shows_no_more_than_a_get_does()
    {
        var seen = await AsAsync("reader", "GET", Accounts + "?$expand=.", json: null);

        seen.Status.ShouldBe(HttpStatusCode.OK);
        seen.Text.ShouldContain("\"UserName\":\"reader\"");
        seen.Text.ShouldNotContain("\"UserName\":\"admin\"");
    }

    [TestCase("reader", "GET", Systems)]
    [TestCase("reader", "GET", Accounts)]
    [TestCase("reader", "GET", Roles + "/Administrator")]
    [TestCase("reader", "GET", Accounts + "/2")] // its own
    [TestCase("reader", "GET", Sessions + "/2")] // its own
    [TestCase("reader", "PATCH", Accounts + "/2", """{"Password":"battery staple"}""")]
    [TestCase("operator", "PATCH", Systems + "/r1-d1-s1", """{"AssetTag":"x"}""")]
    [TestCase("admin", "GET", Accounts + "/2")]
    [TestCase("admin", "PATCH", Service, "{}")]
    [TestCase("admin", "PATCH", SessionService, "{}")]
    [TestCase("reader", "GET", "/redfish/v1/Registries/RackSimulator_1.0.0_PrivilegeRegistry")]
    public async Task An_account_may(string user, string method, string path, string? json = null) =>
        (await AsAsync(user, method, path, json)).Status.ShouldBe(HttpStatusCode.OK);

    [TestCase("reader", "PATCH", Systems + "/r1-d1-s1", """{"AssetTag":"x"}""")]
    [TestCase("reader", "PATCH", "/redfish/v1/systems/r1-d1-s1/", """{"AssetTag":"x"}""")]
    [TestCase("reader", "POST", Systems + "/r1-d1-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""")]
    [TestCase("reader", "POST", "/redfish/v1/Nodes/Actions/Allocate", "{}")]
    [TestCase("reader", "POST", "/redfish/v1/CompositionService/ResourceBlocks", "{}")]
    [TestCase("reader", "PATCH", "/redfish/v1/CompositionService/ResourceBlocks/r1-d1-s1", "{}")]
    [TestCase("reader", "DELETE", "/redfish/v1/CompositionService/ResourceBlocks/r1-d1-s1")]
    [TestCase("reader", "POST", Accounts, "{}")]
    [TestCase("reader", "POST", Accounts + "/Members", "{}")]
    [TestCase("reader", "POST", Roles, "{}")]
    [TestCase("reader", "GET", Accounts + "/1")]
    [TestCase("reader", "GET", "/redfish/v1/accountservice/accounts/1/")]
    [TestCase("reader", "PATCH", Accounts + "/1", """{"Password":"battery staple"}""")]
    [TestCase("reader", "PATCH", Accounts + "/2", """{"RoleId":"Administrator"}""")]
    [TestCase("reader", "PATCH", Accounts + "/2", """{"Password":"battery staple","Enabled":true}""")]
    [TestCase("reader", "DELETE", Accounts + "/2")]
    [TestCase("reader", "GET", Sessions + "/1")]
    [TestCase("reader", "DELETE", Sessions + "/1")]
    [TestCase("operator", "PATCH", Service, """{"MinPasswordLength":1}""")]
    [TestCase("operator", "POST", Systems + "/r1-d1-s1/VirtualMedia/Cd/Actions/VirtualMedia.EjectMedia")]
    [TestCase("operator", "POST", "/redfish/v1/Managers/r1-d1-s1-bmc/Actions/Manager.Reset", "{}")]
    [TestCase("operator", "POST", "/redfish/v1/EventService/Actions/EventService.TestEventSubscription")]
    [TestCase("reader", "POST", "/redfish/v1/EventService/Subscriptions", "{}")]
    [TestCase("operator", "PATCH", SessionService, """{"SessionTimeout":30}""")]
    [TestCase("operator", "DELETE", Accounts + "/2")]
    [TestCase("nobody", "GET", Systems)]
    [TestCase("nobody", "GET", "/redfish/v1/NoSuchThing")]
    public async Task An_account_may_not(string user, string method, string path, string? json = null)
    {
        var answer = await AsAsync(user, method, path, json);

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Problems.ShouldBe(["InsufficientPrivilege"]);
    }

    [Test]
    public async Task Without_the_privilege_to_log_in_there_is_no_session() =>
        (await Redfish.LoginAsync("nobody")).Problems.ShouldBe(["InsufficientPrivilege"]);

    [Test]
    public async Task A_session_is_ended_by_its_own_account()
    {
        var login = await Redfish.LoginAsync("operator");

        (await Redfish.AsAsync("operator", "DELETE", login.Headers["Location"])).Status.ShouldBe(HttpStatusCode.NoContent);

        (await Redfish.WithTokenAsync(login)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    private Task<Answer> AsAsync(string user, string method, string path, string? json) =>
        Redfish.AsAsync(user, method, path, json, user == "admin" ? StartedSimulator.Password : Password);

    [Test]
    public async Task A_subscription_is_changed_and_removed_by_who_made_it_and_by_managers()
    {
        await Redfish.AddAsync("operator2", "Operator");
        const string Body = """{"Destination":"http://127.0.0.1:9/x","Protocol":"Redfish"}""";
        var uri = (await Redfish.AsAsync("operator", "POST", "/redfish/v1/EventService/Subscriptions", Body)).Headers["Location"];

        (await Redfish.AsAsync("operator2", "PATCH", uri, """{"Context":"x"}""")).Problems.ShouldBe(["InsufficientPrivilege"]);
        (await Redfish.AsAsync("operator", "PATCH", uri, """{"Context":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.AsAsync("operator2", "POST", uri + "/Actions/EventDestination.SuspendSubscription")).Problems.ShouldBe(["InsufficientPrivilege"]);
        (await Redfish.AsAsync("operator", "POST", uri + "/Actions/EventDestination.SuspendSubscription")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.AsAsync("operator2", "DELETE", uri)).Problems.ShouldBe(["InsufficientPrivilege"]);
        (await Redfish.DeleteAsync(uri)).Status.ShouldBe(HttpStatusCode.NoContent);
    }
}
