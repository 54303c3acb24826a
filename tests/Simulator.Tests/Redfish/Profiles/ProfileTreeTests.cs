using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Redfish;

namespace Simulator.Tests.Redfish.Profiles;

/// <summary>Walks the whole tree of a profile by its links, with one assembled node in it.</summary>
[TestFixture("dmtf")]
[TestFixture("rsd-1.2")]
[TestFixture("rsd-2.1")]
[TestFixture("rsd-2.2")]
[TestFixture("rsd-2.3")]
[TestFixture("rsd-2.4")]
public sealed class ProfileTreeTests(string profile)
{
    private StartedSimulator _simulator = null!;
    private Dictionary<string, Answer> _tree = null!;

    private bool IsRackScale => profile != "dmtf";

    [OneTimeSetUp]
    public async Task WalkAsync()
    {
        _simulator = await StartedSimulator.StartAsync(o => o with { Profile = RedfishProfile.Find(profile)! });
        if (IsRackScale)
        {
            var drive = profile is "rsd-2.3" or "rsd-2.4" ? """{"CapacityGiB":1,"Protocol":"iSCSI"}""" : """{"CapacityGiB":1}""";
            await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", $$"""{ "RemoteDrives": [ {{drive}} ] }""");
            await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/1/Actions/ComposedNode.Assemble");
            await _simulator.PassAsync(60);
        }

        _simulator.App.Clock.Freeze();
        _tree = new Dictionary<string, Answer>(StringComparer.Ordinal);
        var waiting = new Queue<string>(["/redfish/v1"]);
        while (waiting.TryDequeue(out var uri))
        {
            if (!_tree.ContainsKey(uri) && (_tree[uri] = await _simulator.Redfish.GetAsync(uri)) is { Status: HttpStatusCode.OK } answer)
            {
                Texts(answer.Body, "@odata.id").Select(l => l.Split('#')[0]).ToList().ForEach(waiting.Enqueue);
            }
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public void Every_link_leads_somewhere()
    {
        _tree.Where(r => r.Value.Status != HttpStatusCode.OK).Select(r => $"{r.Key} is {r.Value.Status}").ShouldBeEmpty();
        _tree.Count.ShouldBeGreaterThan(200);
    }

    [Test]
    public async Task Every_action_that_is_named_is_there()
    {
        foreach (var target in _tree.Values.SelectMany(a => Texts(a.Body, "target")).Distinct())
        {
            (await _simulator.Redfish.GetAsync(target)).Status.ShouldBe(HttpStatusCode.MethodNotAllowed, target);
        }
    }

    [Test]
    public async Task The_service_document_lists_what_is_there()
    {
        var document = await _simulator.Redfish.GetAsync("/redfish/v1/odata");
        if (profile == "rsd-1.2")
        {
            // It came in 2.1.
            document.Status.ShouldBe(HttpStatusCode.NotFound);
            return;
        }

        foreach (var uri in Texts(document.Body, "url"))
        {
            (await _simulator.Redfish.GetAsync(uri)).Status.ShouldBe(HttpStatusCode.OK, uri);
        }
    }

    [Test]
    public void Every_resource_says_who_it_is()
    {
        foreach (var (uri, answer) in _tree)
        {
            answer.Body.GetProperty("@odata.id").GetString()!.TrimEnd('/').ShouldBe(uri.TrimEnd('/'));
            (answer.Headers.TryGetValue("Link", out var link) && IsRackScale ? link : null).ShouldBeNull();
        }
    }

    [Test]
    public void Every_count_counts_its_members() => _tree.Where(r => r.Value.Body.TryGetProperty("Members", out _)).ShouldAllBe(r =>
        r.Value.Body.GetProperty("Members").GetArrayLength() == r.Value.Body.GetProperty("Members@odata.count").GetInt32());

    [Test]
    public void No_resource_has_what_came_after_the_schema_that_it_names()
    {
        if (AddedVersions.Find() is not { } added)
        {
            Assert.Ignore("There is no copy of the standard's JSON schemas beside the repository.");
            return;
        }

        _tree.SelectMany(r => added.Newer(r.Value.Body).Select(p => $"{r.Value.Body.GetProperty("@odata.type")} {p}")).Distinct().ShouldBeEmpty();
    }

    private static IEnumerable<string> Texts(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p =>
            p.Name == name && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : Texts(p.Value, name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(v => Texts(v, name)),
        _ => [],
    };
}
