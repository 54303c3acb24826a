using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

public sealed class AuthenticationTests
{
    private const string Sessions = "/redfish/v1/SessionService/Sessions";
    private const string Systems = "/redfish/v1/Systems";

    private static readonly string RightLogin = $$"""{"UserName":"admin","Password":"{{StartedSimulator.Password}}"}""";

    private StartedSimulator _simulator = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [TestCase("GET", Systems)]
    [TestCase("GET", "/redfish/v1/SessionService")]
    [TestCase("GET", Sessions)]
    [TestCase("GET", "/redfish/v1/NoSuchThing")]
    [TestCase("POST", "/redfish/v1/Nodes/Actions/Allocate")]
    [TestCase("PATCH", "/redfish/v1/Systems/r1-d1-s1")]
    [TestCase("DELETE", "/redfish/v1/")]
    [TestCase("DELETE", Sessions + "/1")]
    public async Task Without_credentials_nothing_but_the_root_is_shown(string method, string path)
    {
        var answer = await _simulator.Redfish.SendAsync(new HttpMethod(method), path, RedfishClient.Json(method == "GET" ? null : "{}"), ("Authorization", ""));

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers["WWW-Authenticate"].ShouldBe("Basic realm=\"Redfish\"");
        answer.Headers["OData-Version"].ShouldBe("4.0");
        answer.Problems.ShouldBe(["NoValidSession"]);
    }

    [TestCase("/redfish")]
    [TestCase("/redfish/v1")]
    [TestCase("/redfish/v1/")]
    [TestCase("/redfish/v1/odata")]
    [TestCase("/redfish/v1/$metadata")]
    public async Task The_first_documents_are_open(string path) =>
        (await _simulator.Redfish.GetAsync(path, ("Authorization", ""))).Status.ShouldBe(HttpStatusCode.OK);

    [TestCase("admin", "wrong")]
    [TestCase("root", StartedSimulator.Password)]
    [TestCase("", "")]
    public async Task Wrong_basic_credentials_are_refused(string user, string password) =>
        (await _simulator.Redfish.GetAsync(Systems, ("Authorization", RedfishClient.Basic(user, password).ToString()))).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [TestCase("Basic !!!")]
    [TestCase("Basic YWRtaW4=")] // no colon
    [TestCase("Basic")]
    [TestCase("Bearer abc")]
    public async Task Credentials_that_are_none_are_refused(string header) =>
        (await _simulator.Redfish.GetAsync(Systems, ("Authorization", header))).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Test]
    public async Task Authentication_comes_before_judging_other_headers() =>
        (await _simulator.Redfish.GetAsync($"{Systems}?$top=1", ("Authorization", ""), ("OData-Version", "3.0"))).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Test]
    public async Task A_session_lives_from_login_to_logout()
    {
        var login = await LoginAsync();
        login.Status.ShouldBe(HttpStatusCode.Created);
        var (token, session) = (login.Headers["X-Auth-Token"], login.Headers["Location"]);
        login.Body.GetProperty("UserName").GetString().ShouldBe("admin");

        (await WithTokenAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
        var shown = await _simulator.Redfish.GetAsync(session);
        shown.Text.ShouldNotContain(token);
        shown.Text.ShouldNotContain(StartedSimulator.Password);
        (await _simulator.Redfish.DeleteAsync(session)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await WithTokenAsync(token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await _simulator.Redfish.GetAsync(session)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _simulator.Redfish.DeleteAsync(session)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_login_is_taken_at_members_too() =>
        (await _simulator.Redfish.SendAsync(HttpMethod.Post, Sessions + "/Members", RedfishClient.Json(RightLogin), ("Authorization", "")))
            .Status.ShouldBe(HttpStatusCode.Created);

    [Test]
    public async Task A_session_ends_by_the_clock_and_each_request_starts_its_time_anew()
    {
        var token = (await LoginAsync()).Headers["X-Auth-Token"];
        await _simulator.PassAsync(1_799);
        (await WithTokenAsync(token)).Status.ShouldBe(HttpStatusCode.OK);
        await _simulator.PassAsync(1_799);
        (await WithTokenAsync(token)).Status.ShouldBe(HttpStatusCode.OK);

        await _simulator.PassAsync(1_800);

        (await WithTokenAsync(token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await _simulator.Redfish.GetAsync(Sessions)).Body.GetProperty("Members").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task A_dead_token_is_not_saved_by_good_basic_credentials() =>
        (await _simulator.Redfish.GetAsync(Systems, ("X-Auth-Token", "dead"))).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [TestCase("""{"UserName":"admin","Password":"wrong"}""", 401, "NoValidSession")]
    [TestCase("""{"UserName":"nobody","Password":"wrong"}""", 401, "NoValidSession")]
    [TestCase("""{}""", 400, "PropertyMissing #/UserName", "PropertyMissing #/Password")]
    [TestCase("""{"UserName":1,"Password":null}""", 400, "PropertyValueTypeError #/UserName", "PropertyValueTypeError #/Password")]
    public async Task A_bad_login_opens_no_session(string body, int status, params string[] problems)
    {
        var answer = await _simulator.Redfish.SendAsync(HttpMethod.Post, Sessions, RedfishClient.Json(body), ("Authorization", ""));

        ((int)answer.Status).ShouldBe(status);
        answer.Problems.ShouldBe(problems);
        answer.Headers.ContainsKey("X-Auth-Token").ShouldBeFalse();
        (await _simulator.Redfish.GetAsync(Sessions)).Body.GetProperty("Members").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task A_bad_login_says_how_to_log_in_and_repeats_no_secret()
    {
        var answer = await _simulator.Redfish.SendAsync(
            HttpMethod.Post, Sessions, RedfishClient.Json("""{"UserName":"admin","Password":["hunter2"]}"""), ("Authorization", ""));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Text.ShouldNotContain("hunter2");
    }

    [Test]
    public async Task Without_authentication_everybody_is_let_in()
    {
        await using var open = await StartedSimulator.StartAsync(o => o with { Authentication = false });

        (await open.Redfish.GetAsync(Systems, ("Authorization", ""))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Without_authentication_pages_of_other_origins_are_kept_out()
    {
        await using var open = await StartedSimulator.StartAsync(o => o with { Authentication = false });

        var answer = await open.Redfish.GetAsync(Systems, ("Authorization", ""), ("Origin", "http://evil.example"));

        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Text.ShouldContain("@Message.ExtendedInfo");
    }

    private Task<Answer> LoginAsync() =>
        _simulator.Redfish.SendAsync(HttpMethod.Post, Sessions, RedfishClient.Json(RightLogin), ("Authorization", ""));

    private Task<Answer> WithTokenAsync(string token) => _simulator.Redfish.GetAsync(Systems, ("Authorization", ""), ("X-Auth-Token", token));
}
