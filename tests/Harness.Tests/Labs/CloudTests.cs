using System.Text.Json.Nodes;
using Harness.Fixtures;
using Harness.Labs;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;
using Simulator;
using Simulator.Ironic;
using Simulator.Start;
using Simulator.Time;
using ValenceCore;

namespace Harness.Tests.Labs;

/// <summary>The core registers nodes in an Ironic that lets in only those whom it knows: as in a cloud, with Keystone, or by <c>http_basic</c>.</summary>
internal sealed class CloudTests
{
    private const string Password = "open-sesame-1";

    private SimulatorApp rack = null!;
    private string folder = "";

    [TearDown]
    public async Task StopAsync()
    {
        await rack.StopAsync(CancellationToken.None);
        await rack.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task With_a_user_of_keystone()
    {
        await StartAsync(IronicAuth.Keystone);

        (await RegisterAsync(options => (options.Keystone.Username, options.Keystone.Password) = ("admin", Password))).Status.ShouldBe(200);
    }

    [Test]
    public async Task With_an_application_credential_and_ironic_out_of_the_catalogue()
    {
        await StartAsync(IronicAuth.Keystone);
        var (id, secret) = await NewCredentialAsync();

        (await RegisterAsync(options =>
        {
            options.Url = null;
            (options.Keystone.ApplicationCredentialId, options.Keystone.ApplicationCredentialSecret) = (id, secret);
        })).Status.ShouldBe(200);
    }

    [Test]
    public async Task With_a_password_of_http_basic()
    {
        await StartAsync(IronicAuth.HttpBasic);

        (await RegisterAsync(options =>
        {
            options.Keystone.Url = null;
            (options.Username, options.Password) = ("admin", Password);
        })).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_wrong_password_is_told_as_keystones_refusal_and_nothing_is_left()
    {
        await StartAsync(IronicAuth.Keystone);

        var reply = await RegisterAsync(options => (options.Keystone.Username, options.Keystone.Password) = ("admin", "guess"));

        reply.Status.ShouldBe(503);
        ((string)reply.Body!["title"]!).ShouldBe("Keystone gave no token");
    }

    private async Task StartAsync(IronicAuth auth)
    {
        folder = Directory.CreateTempSubdirectory("cloud-").FullName;
        var anyPort = new Uri("http://127.0.0.1:0");
        rack = SimulatorApp.Create(
            new SimulatorOptions
            {
                RackFile = new RackBuilder().WithSleds(1).Write(), Clock = ClockSetting.Virtual, Redfish = anyPort, Ironic = anyPort, Page = anyPort,
                User = "admin", IronicAuth = auth, Core = false, DataFolder = folder,
            },
            Password, NullLoggerFactory.Instance);
        await rack.StartAsync(CancellationToken.None);
    }

    private async Task<LabReply> RegisterAsync(Action<IronicOptions> configure)
    {
        await using var core = await LabCore.StartAsync(options =>
        {
            options.Ironic.Url = rack.IronicAddress.ToString();
            options.Ironic.Keystone.Url = new Uri(rack.IronicAddress, "identity").ToString();
            options.Ironic.Keystone.Project = "admin";
            configure(options.Ironic);
        });
        using var valence = new LabClient(core.Address);
        (await valence.SendAsync(HttpMethod.Post, "v1/pod_managers", new JsonObject
        {
            ["name"] = "pod", ["driver"] = "redfish", ["url"] = rack.RedfishAddress.GetLeftPart(UriPartial.Authority),
            ["authentication"] = new JsonArray(new JsonObject
            {
                ["type"] = "basic", ["auth_items"] = new JsonObject { ["username"] = "admin", ["password"] = Password },
            }),
        })).IsSuccess.ShouldBeTrue();
        var node = await valence.SendAsync(HttpMethod.Post, "v1/nodes", new JsonObject { ["name"] = "web-1" });
        node.IsSuccess.ShouldBeTrue(node.Text);
        var registered = await valence.SendAsync(HttpMethod.Post, $"v1/nodes/{(string)node.Body!["uuid"]!}/register", new JsonObject());
        (await valence.SendAsync(HttpMethod.Delete, $"v1/nodes/{(string)node.Body["uuid"]!}")).IsSuccess.ShouldBeTrue();
        return registered;
    }

    private async Task<(string Id, string Secret)> NewCredentialAsync()
    {
        using var keystone = new LabClient(rack.IronicAddress);
        var login = await keystone.SendAsync(HttpMethod.Post, "identity/v3/auth/tokens", JsonNode.Parse(
            $$"""
            {"auth": {"identity": {"methods": ["password"], "password": {"user": {"name": "admin", "domain": {"name": "Default"}, "password": "{{Password}}"} } },
             "scope": {"project": {"name": "admin", "domain": {"name": "Default"} } } } }
            """));
        login.Status.ShouldBe(201, login.Text);
        var made = await keystone.SendAsync(
            HttpMethod.Post, $"identity/v3/users/{(string)login.Body!["token"]!["user"]!["id"]!}/application_credentials",
            new JsonObject { ["application_credential"] = new JsonObject { ["name"] = "valence" } }, ("X-Auth-Token", login.Headers["X-Subject-Token"]));
        made.Status.ShouldBe(201, made.Text);
        return ((string)made.Body!["application_credential"]!["id"]!, (string)made.Body["application_credential"]!["secret"]!);
    }
}
