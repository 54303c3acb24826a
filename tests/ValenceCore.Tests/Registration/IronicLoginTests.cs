using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Registration;

/// <summary>An Ironic that wants Keystone's tokens.</summary>
internal sealed class IronicLoginTests
{
    private StubPod pod = null!;
    private StubIronic ironic = null!;
    private StubKeystone keystone = null!;

    [SetUp]
    public async Task StartAsync()
    {
        pod = await StubPod.StartedAsync();
        ironic = await StubIronic.StartedAsync();
        keystone = await StubKeystone.StartedAsync();
        ironic.Enrolls();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await pod.DisposeAsync();
        await ironic.DisposeAsync();
        await keystone.DisposeAsync();
    }

    [Test]
    public async Task A_user_logs_in_and_ironic_is_found_in_the_catalogue()
    {
        keystone.On(StubKeystone.LogIn, LoggedIn("t-1", ("internal", "http://127.0.0.1:1"), ("public", $"{ironic.Url}/v1")));

        (await RegisterAsync(WithPassword)).Status.ShouldBe(HttpStatusCode.OK);

        var scope = keystone.Only(StubKeystone.LogIn).Body!["auth"]!["scope"]!["project"]!;
        scope["name"]!.GetValue<string>().ShouldBe("racks");
        ironic.Seen.ShouldAllBe(one => one.Headers["X-Auth-Token"] == "t-1");
        ironic.Only(StubIronic.CreateNode).Headers.Keys.ShouldNotContain("Authorization");
    }

    [Test]
    public async Task An_application_credential_says_project_and_roles_by_itself()
    {
        keystone.On(StubKeystone.LogIn, LoggedIn("t-1"));

        (await RegisterAsync(options =>
        {
            options.Url = ironic.Url;
            options.Keystone.ApplicationCredentialId = "app-1";
            options.Keystone.ApplicationCredentialSecret = "app-s3cret";
        })).Status.ShouldBe(HttpStatusCode.OK);

        var auth = keystone.Only(StubKeystone.LogIn).Body!["auth"]!.AsObject();
        auth.ContainsKey("scope").ShouldBeFalse();
        auth["identity"]!["application_credential"]!["secret"]!.GetValue<string>().ShouldBe("app-s3cret");
    }

    [Test]
    public async Task A_token_that_has_run_out_is_renewed_once()
    {
        keystone.On(StubKeystone.LogIn, LoggedIn("t-1"), LoggedIn("t-2"));
        ironic.On(StubIronic.CreateNode, new StubReply(401), new StubReply(201, "{}"));

        (await RegisterAsync(options => { WithPassword(options); options.Url = ironic.Url; })).Status.ShouldBe(HttpStatusCode.OK);

        ironic.Seen.Where(one => one.Name == StubIronic.CreateNode).Select(one => one.Headers["X-Auth-Token"]).ShouldBe(["t-1", "t-2"]);
        keystone.Count(StubKeystone.LogIn).ShouldBe(2);
    }

    [Test]
    public async Task A_refused_login_is_told_as_keystones()
    {
        keystone.On(StubKeystone.LogIn, new StubReply(401));

        var answer = await RegisterAsync(WithPassword);

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.Text("title").ShouldBe("Keystone gave no token");
        answer.Detail.ShouldContain("refused with 401");
        answer.ToString().ShouldNotContain("s3cret-of-ours");
    }

    [Test]
    public async Task A_catalogue_without_ironic_is_told_with_what_was_looked_for()
    {
        keystone.On(StubKeystone.LogIn, LoggedIn("t-1", ("admin", ironic.Url)));

        var answer = await RegisterAsync(options => { WithPassword(options); options.Region = "north"; });

        answer.Status.ShouldBe(HttpStatusCode.BadGateway);
        answer.Detail.ShouldContain("no public endpoint of type 'baremetal' in region 'north'");
    }

    [Test]
    public void All_that_is_wrong_with_the_options_is_told_at_once()
    {
        var problems = IronicOptionsValidation.Problems(new IronicOptions
        {
            Username = "x", Interface = "private", ResourceClass = " ", AccountRole = "",
            Keystone = { Url = "keystone", ApplicationCredentialId = "a" },
        }).ToList();

        string[] named =
        [
            "Ironic.Username, Ironic.Password", "Ironic.Keystone.Url", "Ironic.Keystone.ApplicationCredentialId", "Ironic.Keystone: give", "Ironic.Username: is for",
            "Ironic.Interface", "Ironic.ResourceClass", "Ironic.AccountRole",
        ];
        problems.Count.ShouldBe(named.Length, string.Join("\n", problems));
        named.ShouldAllBe(name => problems.Any(problem => problem.StartsWith(name, StringComparison.Ordinal)));
    }

    private static void WithPassword(IronicOptions options)
    {
        options.Keystone.Username = "valence";
        options.Keystone.Password = "s3cret-of-ours";
        options.Keystone.Project = "racks";
    }

    private static StubReply LoggedIn(string token, params (string Interface, string Url)[] endpoints) => StubReply.Json(new JsonObject
    {
        ["token"] = new JsonObject
        {
            ["catalog"] = new JsonArray(new JsonObject
            {
                ["type"] = "baremetal",
                ["endpoints"] = new JsonArray([.. endpoints.Select(one => new JsonObject { ["interface"] = one.Interface, ["url"] = one.Url, ["region"] = "south" })]),
            }),
        },
    }).With("X-Subject-Token", token) with { Status = 201 };

    private async Task<Answer> RegisterAsync(Action<IronicOptions> configure)
    {
        await using var core = await CoreUnderTest.StartedAsync(options =>
        {
            options.Ironic.Keystone.Url = keystone.Url;
            configure(options.Ironic);
        });
        await core.RegisterPodAsync(pod);
        return await core.PostAsync($"/v1/nodes/{await core.ComposeAsync(pod)}/register", """{"manage": false}""");
    }
}
