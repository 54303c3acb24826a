using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using static Simulator.Tests.Redfish.AccountDriver;

namespace Simulator.Tests.Redfish;

public sealed class AccountTests
{
    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task The_start_account_is_an_administrator()
    {
        var account = (await Redfish.GetAsync($"{Accounts}/1")).Body;

        account.GetProperty("UserName").GetString().ShouldBe("admin");
        account.GetProperty("RoleId").GetString().ShouldBe("Administrator");
        account.GetProperty("Password").ValueKind.ShouldBe(JsonValueKind.Null);
        account.GetProperty("Links").GetProperty("Role").GetProperty("@odata.id").GetString().ShouldBe($"{Roles}/Administrator");
    }

    [Test]
    public async Task An_account_is_made_used_and_deleted()
    {
        var uri = await Redfish.AddAsync("eve", "ReadOnly");

        var shown = await Redfish.GetAsync(uri);
        shown.Text.ShouldNotContain(Password);
        shown.Body.GetProperty("Enabled").GetBoolean().ShouldBeTrue();
        (await Redfish.AsAsync("eve", "GET", Systems)).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.AsAsync("eve", "GET", Systems, password: "wrong")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Redfish.DeleteAsync(uri)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.AsAsync("eve", "GET", Systems)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Redfish.GetAsync(uri)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [TestCase("{}", "PropertyMissing #/UserName", "PropertyMissing #/Password", "PropertyMissing #/RoleId")]
    [TestCase("""{"UserName":"a:b","Password":"s3cret","RoleId":"King","Colour":1}""",
        "PropertyValueFormatError #/UserName", "StringValueTooShort #/Password", "PropertyValueNotInList #/RoleId", "PropertyUnknown #/Colour")]
    [TestCase("""{"UserName":"","Password":null,"RoleId":"ReadOnly"}""", "PropertyValueFormatError #/UserName", "PropertyValueTypeError #/Password")]
    [TestCase("""{"UserName":"eve","Password":"battery staple","RoleId":"ReadOnly","Locked":false}""", "PropertyNotWritable #/Locked")]
    public async Task A_bad_account_is_refused_with_all_its_problems(string body, params string[] problems)
    {
        var answer = await Redfish.PostAsync(Accounts, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
        answer.Text.ShouldNotContain("s3cret");
        (await Redfish.GetAsync(Accounts)).Body.GetProperty("Members").GetArrayLength().ShouldBe(1);
    }

    [Test]
    public async Task A_name_belongs_to_one_account()
    {
        var uri = await Redfish.AddAsync("eve", "ReadOnly");

        var second = await Redfish.PostAsync(Accounts, """{"UserName":"admin","Password":"battery staple","RoleId":"ReadOnly"}""");
        var renamed = await Redfish.PatchAsync(uri, """{"UserName":"admin","Enabled":false}""");

        second.Status.ShouldBe(HttpStatusCode.Conflict);
        second.Problems.ShouldBe(["ResourceAlreadyExists #/UserName"]);
        renamed.Status.ShouldBe(HttpStatusCode.Conflict);
        (await Redfish.AsAsync("eve", "GET", Systems)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_patch_needs_the_present_etag_when_it_brings_one()
    {
        var uri = await Redfish.AddAsync("eve", "ReadOnly");
        var etag = (await Redfish.GetAsync(uri)).Headers["ETag"];

        (await Redfish.PatchAsync(uri, """{"UserName":"mallory"}""", ("If-Match", etag))).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.PatchAsync(uri, """{"UserName":"trent"}""", ("If-Match", etag))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);

        (await Redfish.AsAsync("mallory", "GET", Systems)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("""{"Password":"another staple"}""")]
    [TestCase("""{"RoleId":"ReadOnly"}""")]
    [TestCase("""{"Enabled":false}""")]
    public async Task A_session_ends_when_its_account_gets_another_password_or_role_or_is_disabled(string patch)
    {
        var uri = await Redfish.AddAsync("eve", "Operator");
        var login = await Redfish.LoginAsync("eve");
        (await Redfish.PatchAsync(uri, """{"RoleId":"Operator","Enabled":true}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.WithTokenAsync(login)).ShouldBe(HttpStatusCode.OK);

        (await Redfish.PatchAsync(uri, patch)).Status.ShouldBe(HttpStatusCode.OK);

        (await Redfish.WithTokenAsync(login)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Redfish.GetAsync(login.Headers["Location"])).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_session_ends_with_its_account()
    {
        var uri = await Redfish.AddAsync("eve", "Operator");
        var login = await Redfish.LoginAsync("eve");

        await Redfish.DeleteAsync(uri);
        await Redfish.AddAsync("eve", "Operator");

        (await Redfish.WithTokenAsync(login)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task The_last_that_may_change_accounts_stays()
    {
        await Redfish.AddAsync("eve", "Operator");

        (await Redfish.DeleteAsync($"{Accounts}/1")).Problems.ShouldBe(["ResourceCannotBeDeleted"]);
        (await Redfish.PatchAsync($"{Accounts}/1", """{"Enabled":false}""")).Problems.ShouldBe(["PropertyValueResourceConflict #/Enabled"]);
        (await Redfish.PatchAsync($"{Accounts}/1", """{"RoleId":"Operator"}""")).Problems.ShouldBe(["PropertyValueResourceConflict #/RoleId"]);
        var other = await Redfish.AddAsync("root", "Administrator");

        (await Redfish.AsAsync("root", "DELETE", $"{Accounts}/1")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.AsAsync("root", "GET", other)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Failed_logins_lock_an_account_for_a_while()
    {
        var uri = await Redfish.AddAsync("eve", "ReadOnly");
        await Redfish.PatchAsync(Service, """{"AccountLockoutThreshold":3,"AccountLockoutDuration":60,"AccountLockoutCounterResetAfter":20}""");
        await FailAsync(2);
        await _simulator.PassAsync(20);
        await FailAsync(2);
        (await Redfish.AsAsync("eve", "GET", Systems)).Status.ShouldBe(HttpStatusCode.OK);

        await FailAsync(3);

        (await Redfish.LoginAsync("eve")).Problems.ShouldBe(["NoValidSession"]);
        (await Redfish.GetAsync(uri)).Body.GetProperty("Locked").GetBoolean().ShouldBeTrue();
        await _simulator.PassAsync(59);
        (await Redfish.LoginAsync("eve")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await _simulator.PassAsync(1);
        (await Redfish.LoginAsync("eve")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_locked_account_is_unlocked_and_never_locked_by_hand()
    {
        var uri = await Redfish.AddAsync("eve", "ReadOnly");
        await Redfish.PatchAsync(Service, """{"AccountLockoutThreshold":1,"AccountLockoutDuration":0}""");
        await FailAsync(1);
        await _simulator.PassAsync(100_000);
        (await Redfish.LoginAsync("eve")).Status.ShouldBe(HttpStatusCode.Unauthorized);

        (await Redfish.PatchAsync(uri, """{"Locked":true}""")).Problems.ShouldBe(["PropertyValueNotInList #/Locked"]);
        (await Redfish.PatchAsync(uri, """{"Locked":false}""")).Body.GetProperty("Locked").GetBoolean().ShouldBeFalse();

        (await Redfish.LoginAsync("eve")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_password_that_must_change_opens_nothing_but_its_change()
    {
        var uri = await Redfish.AddAsync("eve", "Administrator", ""","PasswordChangeRequired":true""");

        var login = await Redfish.LoginAsync("eve");
        login.Status.ShouldBe(HttpStatusCode.Created);
        login.Body.GetProperty("@Message.ExtendedInfo")[0].GetProperty("MessageArgs")[0].GetString().ShouldBe(uri);
        (await Redfish.AsAsync("eve", "GET", uri)).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var (method, path, json) in new[]
        {
            ("GET", Systems, null), ("GET", $"{Accounts}/1", null), ("DELETE", uri, null),
            ("PATCH", uri, """{"PasswordChangeRequired":false}"""), ("PATCH", uri, """{"Password":"another staple","RoleId":"ReadOnly"}"""),
        })
        {
            var refused = await Redfish.AsAsync("eve", method, path, json);
            refused.Status.ShouldBe(HttpStatusCode.Forbidden, $"{method} {path}");
            refused.Problems.ShouldBe(["PasswordChangeRequired"]);
        }

        (await Redfish.AsAsync("eve", "PATCH", uri, """{"Password":"battery staple"}""")).Problems.ShouldBe(["PropertyValueError #/Password"]);
        var changed = await Redfish.AsAsync("eve", "PATCH", uri, """{"Password":"another staple"}""");

        changed.Body.GetProperty("PasswordChangeRequired").GetBoolean().ShouldBeFalse();
        (await Redfish.AsAsync("eve", "GET", Systems, password: "another staple")).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.AsAsync("eve", "GET", Systems)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Basic_authentication_is_hidden_and_switched_off()
    {
        var login = await Redfish.LoginAsync("admin", StartedSimulator.Password);
        await Redfish.PatchAsync(Service, """{"HTTPBasicAuth":"Unadvertised"}""");
        var hidden = await Redfish.GetAsync(Systems, ("Authorization", ""));
        hidden.Status.ShouldBe(HttpStatusCode.Unauthorized);
        hidden.Headers.ContainsKey("WWW-Authenticate").ShouldBeFalse();
        (await Redfish.GetAsync(Systems)).Status.ShouldBe(HttpStatusCode.OK);

        await Redfish.PatchAsync(Service, """{"HTTPBasicAuth":"Disabled"}""");

        (await Redfish.GetAsync(Systems)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await Redfish.WithTokenAsync(login)).ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("""{"MinPasswordLength":0}""", "PropertyValueOutOfRange #/MinPasswordLength")]
    [TestCase("""{"MinPasswordLength":12.5,"HTTPBasicAuth":"Maybe"}""", "PropertyValueTypeError #/MinPasswordLength", "PropertyValueNotInList #/HTTPBasicAuth")]
    [TestCase("""{"AccountLockoutThreshold":-1,"Accounts":{}}""", "PropertyValueOutOfRange #/AccountLockoutThreshold", "PropertyNotWritable #/Accounts")]
    [TestCase("""{"AccountLockoutCounterResetAfter":31}""", "PropertyValueConflict #/AccountLockoutCounterResetAfter")]
    public async Task A_bad_policy_changes_nothing(string body, params string[] problems)
    {
        var before = (await Redfish.GetAsync(Service)).Text;

        var answer = await Redfish.PatchAsync(Service, body);

        answer.Problems.ShouldBe(problems, ignoreOrder: true);
        (await Redfish.GetAsync(Service)).Text.ShouldBe(before);
    }

    [Test]
    public async Task The_least_length_of_passwords_counts_for_new_ones()
    {
        await Redfish.PatchAsync(Service, """{"MinPasswordLength":20}""");

        (await Redfish.PatchAsync($"{Accounts}/1", """{"Password":"nineteen characters"}""")).Problems.ShouldBe(["StringValueTooShort #/Password"]);
        (await Redfish.GetAsync(Systems)).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.PatchAsync($"{Accounts}/1", """{"Password":"twenty characters it"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.GetAsync(Systems)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await Redfish.LoginAsync("eve", "wrong")).Problems.ShouldBe(["NoValidSession"]);
        }
    }
}
