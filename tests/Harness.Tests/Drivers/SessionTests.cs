using System.Text;
using System.Text.Json.Nodes;
using Harness.Drivers;
using Harness.Fixtures;
using Harness.Labs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;
using ValenceCore;

namespace Harness.Tests.Drivers;

/// <summary>Whoever has logged in to a pod logs out when he needs it no more: pods have few sessions to give.</summary>
[TestFixture]
public sealed class SessionTests
{
    private string _folder = "";
    private Lab _lab = null!;
    private LabClient _pod = null!;
    private WebApplication _core = null!;
    private LabClient _valence = null!;

    private string Database => Path.Combine(_folder, "valence.db");

    [TearDown]
    public async Task StopAsync()
    {
        _valence.Dispose();
        await _core.DisposeAsync();
        _pod.Dispose();
        await _lab.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase("union")]
    [TestCase("dmtf")]
    [TestCase("rsd-2.4")]
    public async Task After_probes_a_deletion_and_a_stop_the_pod_has_no_more_sessions_than_before(string profile)
    {
        await StartAsync(profile);
        var before = await SessionsAsync();

        var uuid = await CreateAsync();
        for (var turn = 0; turn < 5; turn++)
        {
            await DoneAsync(HttpMethod.Patch, $"v1/pod_managers/{uuid}", new JsonObject { ["description"] = $"{turn}", ["authentication"] = Credentials() });
            (await DoneAsync(HttpMethod.Get, $"v1/systems?podm_id={uuid}")).AsArray().Count.ShouldBe(2);
            var findings = await ValenceDoctor.ExamineAsync(options => options.Database = Database);
            findings.ShouldContain(finding => finding.Check == "pod: answer" && finding.Detail.Contains("takes the credentials", StringComparison.Ordinal));
        }

        await DriverCheckRun.RunAsync(DriverRuns.Settings(DriverRuns.FactoryOf("redfish"), _lab.Addresses.Redfish) with
        {
            User = _lab.Addresses.User, Password = _lab.Addresses.Password, Only = ["health"], Patience = TimeSpan.FromSeconds(20),
        });
        (await SessionsAsync()).ShouldBe(before + 1, "the one that is used");
        await DoneAsync(HttpMethod.Delete, $"v1/pod_managers/{uuid}");
        (await SessionsAsync()).ShouldBe(before, "the pod manager is deleted");

        await CreateAsync();
        (await SessionsAsync()).ShouldBe(before + 1);
        await _core.StopAsync();
        (await SessionsAsync()).ShouldBe(before, "the service has stopped");
    }

    private async Task StartAsync(string profile)
    {
        var rack = new RackBuilder().WithSleds(2).Write();
        _folder = Path.GetDirectoryName(rack)!;
        _lab = await Lab.StartAsync(new LabSettings { RackFile = rack, Profile = profile });
        _pod = new LabClient(_lab.Addresses.Redfish);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddValenceCore(options =>
        {
            options.Database = Database;
            options.PollInterval = TimeSpan.Zero;
        });
        _core = builder.Build();
        _core.MapValence();
        await _core.StartAsync();
        _valence = new LabClient(new Uri(_core.Urls.First()));
    }

    private async Task<string> CreateAsync()
    {
        var made = await DoneAsync(HttpMethod.Post, "v1/pod_managers", new JsonObject
        {
            ["name"] = "pod", ["url"] = _lab.Addresses.Redfish.GetLeftPart(UriPartial.Authority), ["authentication"] = Credentials(),
        });
        ((string?)made["status"]).ShouldBe("Online");
        return (string)made["uuid"]!;
    }

    private JsonArray Credentials() => new(new JsonObject
    {
        ["type"] = "basic", ["auth_items"] = new JsonObject { ["username"] = _lab.Addresses.User, ["password"] = _lab.Addresses.Password },
    });

    private async Task<JsonNode> DoneAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        var reply = await _valence.SendAsync(method, path, body);
        reply.Status.ShouldBe(200, reply.Text);
        return reply.Body!;
    }

    /// <summary>Asked with Basic, which opens none.</summary>
    private async Task<int> SessionsAsync()
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_lab.Addresses.User}:{_lab.Addresses.Password}"));
        var reply = await _pod.SendAsync(HttpMethod.Get, "redfish/v1/SessionService/Sessions", null, ("Authorization", $"Basic {basic}"));
        reply.Status.ShouldBe(200, reply.Text);
        return (int)reply.Body!["Members@odata.count"]!;
    }
}
