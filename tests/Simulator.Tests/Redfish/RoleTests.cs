using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using static Simulator.Tests.Redfish.AccountDriver;

namespace Simulator.Tests.Redfish;

public sealed class RoleTests
{
    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [TestCase("Administrator", "Login", "ConfigureManager", "ConfigureUsers", "ConfigureComponents", "ConfigureSelf")]
    [TestCase("Operator", "Login", "ConfigureComponents", "ConfigureSelf")]
    [TestCase("ReadOnly", "Login", "ConfigureSelf")]
    public async Task A_predefined_role_is_as_the_standard_says_and_never_changes(string role, params string[] privileges)
    {
        var shown = await Redfish.GetAsync($"{Roles}/{role}");
        shown.Body.GetProperty("IsPredefined").GetBoolean().ShouldBeTrue();
        Privileges(shown).ShouldBe(privileges);

        (await Redfish.PatchAsync($"{Roles}/{role}", """{"AssignedPrivileges":[]}""")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await Redfish.DeleteAsync($"{Roles}/{role}")).Headers["Allow"].ShouldBe("GET, HEAD");

        (await Redfish.GetAsync($"{Roles}/{role}")).Text.ShouldBe(shown.Text);
    }

    [Test]
    public async Task A_custom_role_grants_what_it_lists_at_once()
    {
        var made = await Redfish.PostAsync(Roles, """{"RoleId":"Guard","AssignedPrivileges":["Login","ConfigureUsers"]}""");
        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        made.Body.GetProperty("IsPredefined").GetBoolean().ShouldBeFalse();
        await Redfish.AddAsync("eve", "Guard");
        (await Redfish.AsAsync("eve", "PATCH", Service, "{}")).Status.ShouldBe(HttpStatusCode.OK);

        var patched = await Redfish.PatchAsync(made.Headers["Location"], """{"AssignedPrivileges":[{},null,"ConfigureSelf"]}""");

        Privileges(patched).ShouldBe(["Login", "ConfigureSelf"]);
        (await Redfish.AsAsync("eve", "PATCH", Service, "{}")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test]
    public async Task A_role_is_deleted_when_nobody_has_it()
    {
        var uri = (await Redfish.PostAsync(Roles, """{"RoleId":"Guard","AssignedPrivileges":["Login"]}""")).Headers["Location"];
        var account = await Redfish.AddAsync("eve", "Guard");

        (await Redfish.DeleteAsync(uri)).Problems.ShouldBe(["ResourceInUse"]);
        await Redfish.DeleteAsync(account);

        (await Redfish.DeleteAsync(uri)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.GetAsync(uri)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("""{"AssignedPrivileges":["NoAuth","Fly"]}""", 400,
        "PropertyMissing #/RoleId", "PropertyValueNotInList #/AssignedPrivileges/0", "PropertyValueNotInList #/AssignedPrivileges/1")]
    [TestCase("""{"RoleId":"a/b","AssignedPrivileges":7}""", 400, "PropertyValueFormatError #/RoleId", "PropertyValueTypeError #/AssignedPrivileges")]
    [TestCase("""{"RoleId":"readonly","AssignedPrivileges":["Login"]}""", 409, "ResourceAlreadyExists #/RoleId")]
    [TestCase("""{"RoleId":"Guard","OemPrivileges":["X"],"IsPredefined":true}""", 400, "PropertyUnknown #/OemPrivileges", "PropertyNotWritable #/IsPredefined")]
    public async Task A_bad_role_is_refused(string body, int status, params string[] problems)
    {
        var answer = await Redfish.PostAsync(Roles, body);

        ((int)answer.Status).ShouldBe(status);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
        (await Redfish.GetAsync(Roles)).Body.GetProperty("Members").GetArrayLength().ShouldBe(3);
    }

    private static string[] Privileges(Answer role) =>
        [.. role.Body.GetProperty("AssignedPrivileges").EnumerateArray().Select(p => p.GetString()!)];
}
