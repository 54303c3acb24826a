using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using static Simulator.Tests.Redfish.AccountDriver;

namespace Simulator.Tests.Redfish;

public sealed class SessionTests
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
    public async Task A_session_says_whose_it_is_and_keeps_its_secrets()
    {
        var session = (await Redfish.LoginAsync("admin", StartedSimulator.Password)).Body;

        session.GetProperty("UserName").GetString().ShouldBe("admin");
        session.GetProperty("Roles")[0].GetString().ShouldBe("Administrator");
        session.GetProperty("ClientOriginIPAddress").GetString().ShouldBe("127.0.0.1");
        session.GetProperty("Token").ValueKind.ShouldBe(JsonValueKind.Null);
        session.GetProperty("Password").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Test]
    public async Task The_timeout_is_changed_for_open_sessions_too()
    {
        var login = await Redfish.LoginAsync("admin", StartedSimulator.Password);

        var patched = await Redfish.PatchAsync(SessionService, """{"SessionTimeout":30}""");

        patched.Body.GetProperty("SessionTimeout").GetInt32().ShouldBe(30);
        await _simulator.PassAsync(29);
        (await Redfish.WithTokenAsync(login)).ShouldBe(HttpStatusCode.OK);
        await _simulator.PassAsync(30);
        (await Redfish.WithTokenAsync(login)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestCase("""{"SessionTimeout":29}""", "PropertyValueOutOfRange #/SessionTimeout")]
    [TestCase("""{"SessionTimeout":86401}""", "PropertyValueOutOfRange #/SessionTimeout")]
    [TestCase("""{"SessionTimeout":1e300}""", "PropertyValueOutOfRange #/SessionTimeout")]
    [TestCase("""{"SessionTimeout":60.5,"ServiceEnabled":false,"X":1}""",
        "PropertyValueTypeError #/SessionTimeout", "PropertyNotWritable #/ServiceEnabled", "PropertyUnknown #/X")]
    public async Task A_bad_timeout_changes_nothing(string body, params string[] problems)
    {
        (await Redfish.PatchAsync(SessionService, body)).Problems.ShouldBe(problems, ignoreOrder: true);

        (await Redfish.GetAsync(SessionService)).Body.GetProperty("SessionTimeout").GetInt32().ShouldBe(1_800);
    }

    [Test]
    public async Task There_are_no_more_sessions_than_the_limit_until_one_ends()
    {
        Answer last;
        var opened = 0;
        while ((last = await Redfish.LoginAsync("admin", StartedSimulator.Password)).Status == HttpStatusCode.Created)
        {
            (++opened).ShouldBeLessThanOrEqualTo(256);
        }

        opened.ShouldBe(256);
        last.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        last.Problems.ShouldBe(["SessionLimitExceeded"]);
        last.Headers["Retry-After"].ShouldBe("1800");
        await Redfish.DeleteAsync($"{Sessions}/7");
        (await Redfish.LoginAsync("admin", StartedSimulator.Password)).Status.ShouldBe(HttpStatusCode.Created);
    }
}
