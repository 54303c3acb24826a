using System.Net;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Access;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Access;

internal sealed class KeystoneTests
{
    private StubKeystone keystone = null!;

    [SetUp]
    public async Task StartPeerAsync() => keystone = await StubKeystone.StartedAsync();

    [TearDown]
    public async Task StopPeerAsync()
    {
        await keystone.DisposeAsync();
        keystone.Unannounced.ShouldBeEmpty();
    }

    [Test]
    public async Task A_token_that_keystone_knows_is_let_in_and_asked_for_once_in_a_while()
    {
        await using var core = await StartedAsync();
        keystone.Knows("rita", "reader");

        (await AskAsync(core)).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(core)).Status.ShouldBe(HttpStatusCode.OK);

        var question = keystone.Only(StubKeystone.Validate);
        question.Headers["X-Auth-Token"].ShouldBe("service-token");
        question.Headers["X-Subject-Token"].ShouldBe("user-token");
    }

    [Test]
    public async Task Nothing_is_remembered_when_that_is_switched_off_or_the_token_has_run_out()
    {
        await using var core = await StartedAsync(access => access.RememberFor = TimeSpan.Zero);
        await using var other = await StartedAsync();
        keystone.On(StubKeystone.Validate, StubKeystone.Token("rita", ["reader"], "2001-01-01T00:00:00.000000Z"));

        foreach (var one in (CoreUnderTest[])[core, core, other, other])
        {
            (await AskAsync(one)).Status.ShouldBe(HttpStatusCode.OK);
        }

        keystone.Count(StubKeystone.Validate).ShouldBe(4);
    }

    [Test]
    public async Task A_token_that_keystone_does_not_know_is_401_and_says_where_to_get_one()
    {
        await using var core = await StartedAsync();
        keystone.On(StubKeystone.Validate, new StubReply(404, "{}"));

        var answer = await AskAsync(core);

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Text("code").ShouldBe("Unauthorized");
        answer.Headers["WWW-Authenticate"].ShouldBe($"Keystone uri=\"{keystone.Url}\"");
    }

    [TestCase("reader", "/v1/nodes", 200)]
    [TestCase("reader", "/v1/audit", 403)]
    [TestCase("member", "/v1/audit", 403)]
    [TestCase("reader,admin", "/v1/audit", 200)]
    [TestCase("auditor", "/v1/audit", 200, Description = "mapped by the table")]
    [TestCase("stranger", "/v1/nodes", 403)]
    [TestCase("", "/v1/nodes", 403)]
    public async Task Roles_are_taken_from_the_table(string roles, string path, int status)
    {
        await using var core = await StartedAsync(access => access.Keystone.Roles["auditor"] = "admin");
        keystone.Knows("rita", roles.Split(',', StringSplitOptions.RemoveEmptyEntries));

        var answer = await AskAsync(core, path);

        ((int)answer.Status).ShouldBe(status, answer.ToString());
    }

    [TestCase("racks", 200)]
    [TestCase("other,p-1", 200)]
    [TestCase("other", 403)]
    public async Task A_role_counts_only_in_the_projects_that_are_named(string projects, int status)
    {
        await using var core = await StartedAsync(access => access.Keystone.Projects = projects.Split(','));
        keystone.Knows("ada", "admin");

        ((int)(await AskAsync(core)).Status).ShouldBe(status);
    }

    [Test]
    public async Task The_user_stands_in_the_audit_with_his_domain()
    {
        await using var core = await StartedAsync();
        keystone.Knows("ada\r\nroot", "admin");

        await core.WithAsync(HttpMethod.Delete, "/v1/flavors/x", null, ("X-Auth-Token", "user-token"));

        (await AskAsync(core, "/v1/audit")).Body![0]!["actor"]!.GetValue<string>().ShouldBe("adaroot@Default");
    }

    [Test]
    public async Task A_keystone_that_cannot_be_asked_is_503()
    {
        StubReply[] bad =
        [
            StubReply.Cut(), new StubReply(500), new StubReply(401), new StubReply(200, "<html>"), new StubReply(200, "{}"),
            new StubReply(200, "[]"), new StubReply(200, "{\"token\": {\"user\": {\"name\": 3}}}"),
        ];
        await using var core = await StartedAsync();
        foreach (var reply in bad)
        {
            keystone.On(StubKeystone.Validate, reply);

            var answer = await AskAsync(core);

            answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable, reply.ToString());
            answer.Headers["Retry-After"].ShouldNotBeEmpty();
        }
    }

    [Test]
    public async Task A_keystone_that_is_silent_or_off_is_503_in_time()
    {
        await using var core = await StartedAsync(access => access.Keystone.Timeout = TimeSpan.FromSeconds(0.3));
        await using var lost = await StartedAsync(access => access.Keystone.Url = "http://127.0.0.1:1");
        var held = new TaskCompletionSource();
        keystone.On(StubKeystone.Validate, StubKeystone.Token("rita", ["reader"]) with { Arrived = new TaskCompletionSource(), Held = held });

        (await AskAsync(core)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await AskAsync(lost)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        held.TrySetResult();
    }

    [Test]
    public async Task A_service_user_logs_in_and_once_more_when_the_login_has_run_out()
    {
        await using var core = await StartedAsync(access =>
        {
            access.RememberFor = TimeSpan.Zero;
            (access.Keystone.ServiceToken, access.Keystone.Username, access.Keystone.Password) = (null, "valence", "pw");
        });
        keystone.On(StubKeystone.LogIn, new StubReply(201, "{}").With("X-Subject-Token", "first"), new StubReply(201, "{}").With("X-Subject-Token", "second"));
        keystone.On(StubKeystone.Validate, StubKeystone.Token("rita", ["reader"]), new StubReply(401), StubKeystone.Token("rita", ["reader"]));

        (await AskAsync(core)).Status.ShouldBe(HttpStatusCode.OK);
        (await AskAsync(core)).Status.ShouldBe(HttpStatusCode.OK);

        keystone.Seen[0].Body!["auth"]!["identity"]!["password"]!["user"]!["name"]!.GetValue<string>().ShouldBe("valence");
        keystone.Seen.Where(one => one.Name == StubKeystone.Validate).Select(one => one.Headers["X-Auth-Token"]).ShouldBe(["first", "first", "second"]);
    }

    private static Task<Answer> AskAsync(CoreUnderTest core, string path = "/v1/nodes") =>
        core.WithAsync(HttpMethod.Get, path, null, ("X-Auth-Token", "user-token"));

    private Task<CoreUnderTest> StartedAsync(Action<AccessOptions>? configure = null) => CoreUnderTest.StartedAsync(options =>
    {
        options.Access.Mode = AccessModes.Keystone;
        options.Access.Keystone.Url = keystone.Url;
        options.Access.Keystone.ServiceToken = "service-token";
        configure?.Invoke(options.Access);
    });
}
