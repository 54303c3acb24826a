using System.Text.Json.Nodes;
using Harness.Conformance;
using Harness.Conformance.Walking;
using Harness.Fixtures;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Conformance;

[TestFixture]
public sealed class WalkerTests
{
    private const string Systems = "/redfish/v1/Systems";

    private readonly List<string> _asked = [];

    [Test]
    public async Task Everything_that_is_linked_is_read_once()
    {
        await using var stub = await StartAsync(_ => { });

        var tree = await WalkAsync(stub);

        tree.Resources.Select(r => ServiceTree.Key(r.Uri)).ShouldBe(
            stub.Documents.Keys.Except(["/redfish", "/redfish/v1/odata"]), ignoreOrder: true);
        _asked.Except(["POST /redfish/v1/SessionService/Sessions", "GET /redfish/v1"]).ShouldBeUnique();
    }

    [Test]
    public async Task Only_reading_methods_are_used_but_for_the_own_session()
    {
        await using var stub = await StartAsync(_ => { });

        await ConformanceRun.RunAsync(Checked.SettingsFor(stub));

        _asked.Where(a => a.Split(' ')[0] is not ("GET" or "HEAD" or "OPTIONS")).ShouldBe(
            ["POST /redfish/v1/SessionService/Sessions", "DELETE /redfish/v1/SessionService/Sessions/1"]);
    }

    [Test]
    public async Task Pages_of_a_collection_are_followed_and_counted_together()
    {
        await using var stub = await StartAsync(s =>
        {
            s[Systems]["Members@odata.count"] = 2;
            s[Systems]["Members@odata.nextLink"] = "/redfish/v1/SystemsPage2";
            s.Documents["/redfish/v1/SystemsPage2"] = new JsonObject
            {
                ["@odata.id"] = Systems, ["@odata.type"] = "#ComputerSystemCollection.ComputerSystemCollection", ["Name"] = "Page 2",
                ["Members@odata.count"] = 2, ["Members"] = new JsonArray(new JsonObject { ["@odata.id"] = Systems + "/s2" }),
            };
            s.Add("ComputerSystem.v1_27_0.ComputerSystem", Systems + "/s2", "s2", []);
        });

        var report = await ConformanceRun.RunAsync(Checked.SettingsFor(stub));

        report.Ledgers.SelectMany(l => l.Findings).ShouldBeEmpty();
        _asked.ShouldContain("GET " + Systems + "/s2");
    }

    [Test]
    public async Task Settings_and_action_infos_are_followed_and_event_streams_are_not()
    {
        await using var stub = await StartAsync(s =>
        {
            s[Systems + "/s1"]["@Redfish.Settings"] = new JsonObject { ["SettingsObject"] = new JsonObject { ["@odata.id"] = Systems + "/s1/Settings" } };
            s[Systems + "/s1"]["Actions"]!["#ComputerSystem.Reset"]!["@Redfish.ActionInfo"] = Systems + "/s1/ResetActionInfo";
            s["/redfish/v1"]["ServerSentEventUri"] = "/redfish/v1/Stream";
        });

        var tree = await WalkAsync(stub);

        tree.Find(Systems + "/s1/Settings")!.Kind.ShouldBe(LinkKind.Settings);
        tree.Find(Systems + "/s1/ResetActionInfo")!.Kind.ShouldBe(LinkKind.ActionInfo);
        _asked.ShouldNotContain("GET /redfish/v1/Stream");
    }

    [Test]
    public async Task A_limit_leaves_members_out_and_what_is_below_them()
    {
        await using var stub = await StartAsync(s =>
        {
            s.AddCollection("ComputerSystemCollection", Systems, "s1", "s2", "s3");
            s.Add("ComputerSystem.v1_27_0.ComputerSystem", Systems + "/s2", "s2", []);
            s.Add("ComputerSystem.v1_27_0.ComputerSystem", Systems + "/s3", "s3", []);
            s[Systems + "/s1"]["Links"]!["Neighbour"] = new JsonObject { ["@odata.id"] = Systems + "/s3/Fans" };
        });

        var report = await ConformanceRun.RunAsync(Checked.SettingsFor(stub) with { Limits = new Dictionary<string, int> { ["ComputerSystem"] = 1 } });

        _asked.Where(a => a.Contains("/s2", StringComparison.Ordinal) || a.Contains("/s3", StringComparison.Ordinal)).ShouldBeEmpty();
        report.Ledgers.SelectMany(l => l.Findings).ShouldBeEmpty();
        report.Ledgers.Single(l => l.Check.Name == "links-resolve").Reasons["left out by a limit"].ShouldBe(3);
    }

    [Test]
    public async Task What_changes_while_it_is_walked_is_not_blamed()
    {
        await using var stub = await StartAsync(s => s[Systems + "/s1"]["Links"]!["Task"] = new JsonObject { ["@odata.id"] = "/redfish/v1/Tasks/1" });
        stub.Twist = a =>
        {
            // The task is gone when it is asked for, and then nobody speaks of it any more.
            if (a.Path == "/redfish/v1/Tasks/1")
            {
                stub[Systems + "/s1"]["Links"]!.AsObject().Remove("Task");
            }
        };

        var report = await ConformanceRun.RunAsync(Checked.SettingsFor(stub));

        report.FindingsOf("links-resolve").ShouldBeEmpty();
    }

    [Test]
    public async Task What_ends_before_it_is_probed_has_nothing_to_answer_for()
    {
        await using var stub = await StartAsync(_ => { });
        stub.Twist = a =>
        {
            if (a is { Method: "HEAD", Path: Systems + "/s1" })
            {
                stub.Documents.Remove(Systems + "/s1");
                a.Status = 404;
            }
        };

        var report = await ConformanceRun.RunAsync(Checked.SettingsFor(stub), checks: [.. CheckCatalogue.All.Where(c => c.Name is "head" or "not-modified")]);

        report.Ledgers.SelectMany(l => l.Findings).ShouldBeEmpty();
        report.Ledgers.Single(l => l.Check.Name == "not-modified").Reasons["the resource is gone"].ShouldBe(1);
    }

    [Test]
    public async Task Without_a_user_what_is_closed_is_not_judged()
    {
        await using var stub = await StartAsync(_ => { });

        var report = await ConformanceRun.RunAsync(Checked.SettingsFor(stub) with { User = null, Password = null });

        report.Ledgers.SelectMany(l => l.Findings).ShouldBeEmpty();
        report.Resources.ShouldBe(1);
        _asked.ShouldAllBe(a => a.StartsWith("GET ") || a.StartsWith("HEAD ") || a.StartsWith("OPTIONS "));
    }

    [Test]
    public async Task A_service_without_sessions_is_read_by_basic()
    {
        await using var stub = await StartAsync(s => s.Twist = a => a.Status = a.Method == "POST" ? 501 : a.Status);

        var report = await ConformanceRun.RunAsync(Checked.SettingsFor(stub));

        report.Resources.ShouldBeGreaterThan(10);
        report.Failed.Select(l => l.Check.Name).ShouldBe(["session-login"]);
    }

    [Test]
    public async Task Wrong_credentials_stop_it_with_a_word_to_the_user()
    {
        await using var stub = await StartAsync(s => s.Twist = a => a.Status = a.Method == "POST" ? 401 : a.Status);

        var refused = await Should.ThrowAsync<ServiceUnreachableException>(() => ConformanceRun.RunAsync(Checked.SettingsFor(stub) with { Password = "wrong" }));

        refused.Message.ShouldContain("refuses user admin");
    }

    private async Task<RedfishStub> StartAsync(Action<RedfishStub> change)
    {
        _asked.Clear();
        var stub = new RedfishStub().WithSmallService();
        change(stub);
        stub.Asked = a =>
        {
            lock (_asked)
            {
                _asked.Add($"{a.Method} {a.Path}");
            }
        };
        return await stub.StartAsync();
    }

    private static async Task<ServiceTree> WalkAsync(RedfishStub stub)
    {
        var settings = Checked.SettingsFor(stub);
        using var reader = new ServiceReader(settings);
        await reader.LogInAsync();
        return await new Walker(reader, settings).WalkAsync();
    }
}
