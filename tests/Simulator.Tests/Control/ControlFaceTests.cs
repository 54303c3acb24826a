using System.Net;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware.Composition;
using Simulator.Work;
using Simulator.Time;

namespace Simulator.Tests.Control;

public sealed class ControlFaceTests
{
    private StartedSimulator _simulator = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task The_snapshot_shows_the_whole_bench()
    {
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{"Name":"web-1","LocalDrives":[{"FabricSwitch":true}]}""");
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/1/Actions/ComposedNode.Assemble");
        await SendAsync(HttpMethod.Post, "faults", """{"id":"f","face":"ironic","status":503}""");

        var (_, snapshot) = await GetAsync("snapshot");

        snapshot.EnumerateObject().Select(p => p.Name).ShouldBe(["pod", "seed", "clock", "racks", "nodes", "ironic", "instances", "work", "faults", "addresses", "breaches"]);
        snapshot.GetProperty("seed").GetInt64().ShouldBe(1);
        snapshot.GetProperty("racks").GetArrayLength().ShouldBe(2);
        var node = snapshot.GetProperty("nodes")[0];
        node.GetProperty("name").GetString().ShouldBe("web-1");
        node.GetProperty("state").GetString().ShouldBe("Assembling");
        var sled = Sleds(snapshot).Single(s => s.GetProperty("id").GetString() == node.GetProperty("system").GetString());
        sled.GetProperty("system").GetProperty("node").GetString().ShouldBe("1");
        snapshot.GetProperty("work")[0].GetProperty("state").GetString().ShouldBe("Running");
        snapshot.GetProperty("faults")[0].GetProperty("id").GetString().ShouldBe("f");
        snapshot.GetProperty("addresses").GetProperty("redfish").GetString().ShouldBe($"{_simulator.App.RedfishAddress}redfish/v1");

        static IEnumerable<JsonElement> Sleds(JsonElement snapshot) => snapshot.GetProperty("racks").EnumerateArray()
            .SelectMany(r => r.GetProperty("drawers").EnumerateArray()).SelectMany(d => d.GetProperty("sleds").EnumerateArray());
    }

    [Test]
    public async Task Fault_rules_are_set_shown_and_healed()
    {
        var (created, rule) = await SendAsync(HttpMethod.Post, "faults", """{"face":"redfish","method":"GET","drop":"before","probability":0.5}""");
        created.ShouldBe(HttpStatusCode.Created);
        rule.GetProperty("rule").GetProperty("id").GetString().ShouldBe("fault-1");
        (await GetAsync("faults")).Body.GetArrayLength().ShouldBe(1);

        (await SendAsync(HttpMethod.Delete, "faults/fault-1")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await SendAsync(HttpMethod.Delete, "faults/fault-1")).Status.ShouldBe(HttpStatusCode.NotFound);
        await SendAsync(HttpMethod.Post, "faults", """{"face":"redfish","status":500}""");
        (await SendAsync(HttpMethod.Delete, "faults")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await GetAsync("faults")).Body.GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task Several_fault_rules_are_set_at_once_or_none()
    {
        var (created, rules) = await SendAsync(HttpMethod.Post, "faults", """[{"id":"a","face":"eem","hang":true},{"step":"power/*","fail":true}]""");

        created.ShouldBe(HttpStatusCode.Created);
        rules.EnumerateArray().Select(r => r.GetProperty("rule").GetRawText()).ShouldBe(
            ["""{"id":"a","face":"eem","hang":true}""", """{"id":"fault-1","step":"power/*","fail":true}"""]);
        var (refused, problem) = await SendAsync(HttpMethod.Post, "faults", """[{"id":"b","face":"eem","hang":true},{"face":"moon","hang":true}]""");
        refused.ShouldBe(HttpStatusCode.BadRequest);
        Problems(problem).ShouldBe(["[1].face: 'moon' is not one of redfish, ironic, valence, eem, agent"]);
        (await GetAsync("faults")).Body.GetArrayLength().ShouldBe(2);
    }

    [Test]
    public async Task A_fault_rule_is_shown_as_it_was_set()
    {
        const string rule = """{"id":"e","face":"redfish","edit":[{"path":"/A","value":null},{"path":"/B/0","value":[1,{"c":"d"}]},{"path":"/E","remove":true}]}""";
        await SendAsync(HttpMethod.Post, "faults", rule);

        (await GetAsync("faults")).Body[0].GetProperty("rule").GetRawText().ShouldBe(rule);
        (await GetAsync("snapshot")).Body.GetProperty("faults")[0].GetProperty("what").GetString().ShouldBe("body edited at /A, /B/0, /E");
    }

    [Test]
    public async Task All_problems_of_a_fault_rule_are_told_and_it_is_not_set()
    {
        var (status, body) = await SendAsync(HttpMethod.Post, "faults", """{"face":"moon","status":200,"nth":0}""");

        status.ShouldBe(HttpStatusCode.BadRequest);
        Problems(body).ShouldBe(["face: 'moon' is not one of redfish, ironic, valence, eem, agent", "status: 200 is not between 400 and 599", "nth: counts from 1"]);
        (await GetAsync("faults")).Body.GetArrayLength().ShouldBe(0);
    }

    [TestCase("faults", """{"face":"redfish","status":500,"colour":1}""", "colour")]
    [TestCase("faults", """{"face":"redfish","status":"many"}""", "status")]
    [TestCase("faults", "null", "object")]
    [TestCase("faults", "{", "JSON")]
    [TestCase("clock", """{"advance":5}""", "advance")]
    [TestCase("clock", """{"advanceSeconds":-1}""", "advanceSeconds")]
    [TestCase("clock", """{"advanceSeconds":1e300}""", "advanceSeconds")]
    [TestCase("health", """{"id":"x","health":"\ud800"}""", "health")]
    [TestCase("health", "{}", "id")]
    public async Task A_body_that_is_not_understood_is_told_by_name(string path, string body, string named)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, path, body);

        status.ShouldBe(HttpStatusCode.BadRequest);
        Problems(answer).ShouldContain(p => p.Contains(named, StringComparison.Ordinal));
    }

    [Test]
    public async Task Json_is_asked_for()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "text/plain");
        using var answer = await _simulator.Control.PostAsync("/sim/v1/faults", content);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [TestCase("GET", "journal?after=yesterday", HttpStatusCode.BadRequest)]
    [TestCase("GET", "nothing", HttpStatusCode.NotFound)]
    [TestCase("PUT", "clock", HttpStatusCode.MethodNotAllowed)]
    public async Task Every_error_is_a_problem_document(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/sim/v1/{path}");
        using var answer = await _simulator.Control.SendAsync(request);

        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        answer.Content.Headers.ContentType.ShouldNotBeNull();
    }

    [Test]
    public async Task The_clock_is_frozen_moved_and_let_go()
    {
        var (status, clock) = await SendAsync(HttpMethod.Post, "clock", """{"frozen":true,"advanceSeconds":90.5}""");

        status.ShouldBe(HttpStatusCode.OK);
        clock.GetProperty("mode").GetString().ShouldBe("virtual");
        clock.GetProperty("frozen").GetBoolean().ShouldBeTrue();
        clock.GetProperty("now").GetDateTimeOffset().ShouldBe(SimulatorClock.VirtualEpoch.AddSeconds(90.5));
        (await SendAsync(HttpMethod.Post, "clock", """{"frozen":false}""")).Body.GetProperty("frozen").GetBoolean().ShouldBeFalse();
        (await GetAsync("clock")).Body.GetProperty("frozen").GetBoolean().ShouldBeFalse();
    }

    [TestCase("real")]
    [TestCase("scaled=10")]
    public async Task A_clock_that_is_not_virtual_cannot_be_moved(string setting)
    {
        ClockSetting.TryParse(setting, out var clock).ShouldBeTrue();
        await using var real = await StartedSimulator.StartAsync(o => o with { Clock = clock });

        var (status, body) = await SendAsync(HttpMethod.Post, "clock", """{"frozen":true}""", real);

        status.ShouldBe(HttpStatusCode.Conflict);
        Problems(body)[0].ShouldContain($"The clock is {setting}");
    }

    [Test]
    public async Task Health_is_broken_and_healed()
    {
        (await SendAsync(HttpMethod.Post, "health", """{"id":"r1-d1-s1","health":"Critical"}""")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await _simulator.Redfish.GetAsync("/redfish/v1/Systems/r1-d1-s1")).Body.GetProperty("Status").GetProperty("Health").GetString().ShouldBe("Critical");

        (await SendAsync(HttpMethod.Post, "health", """{"id":"none","health":"OK"}""")).Status.ShouldBe(HttpStatusCode.NotFound);
        var (status, body) = await SendAsync(HttpMethod.Post, "health", """{"health":"Poor"}""");

        status.ShouldBe(HttpStatusCode.BadRequest);
        Problems(body).ShouldBe(["id: is missing", "health: 'Poor' is not one of OK, Warning, Critical"]);
    }

    [Test]
    public async Task The_invariants_hold()
    {
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", "{}");

        var (_, body) = await GetAsync("invariants");

        body.GetProperty("hold").GetBoolean().ShouldBeTrue();
        body.GetProperty("breaches").GetArrayLength().ShouldBe(0);
        body.GetProperty("held").GetInt32().ShouldBe(1);
        body.GetProperty("installed").GetInt32().ShouldBe(body.GetProperty("free").GetInt32() + 1);
    }

    [Test]
    public async Task A_breach_is_told_with_the_request_that_made_it_and_shown_until_it_is_mended()
    {
        var pod = _simulator.App.Pod;
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", "{}");
        var node = pod.Nodes.Single();

        // As a bug would have it: the table of holders forgets what the node has.
        pod.Holdings.GiveBack_NeedsLock(node.SystemId, node.Id);
        await _simulator.Redfish.PatchAsync("/redfish/v1/Nodes/1", """{"ClearTPMOnDelete":false}""");

        var text = $"Node 1 lists {node.SystemId}, which is held by nobody.";
        var (_, snapshot) = await GetAsync("snapshot");
        snapshot.GetProperty("breaches").EnumerateArray().Select(b => b.GetString()).ShouldBe([text]);
        var (_, journal) = await GetAsync("journal");
        journal.EnumerateArray().Where(e => e.GetProperty("room").GetString() == "invariant").Select(e => e.GetProperty("text").GetString())
            .ShouldBe([$"{text} Caused by PATCH /redfish/v1/Nodes/1 of redfish."]);

        pod.Holdings.Take_NeedsLock(node.SystemId, node.Id);
        var (_, mended) = await GetAsync("invariants");
        mended.GetProperty("hold").GetBoolean().ShouldBeTrue();
        mended.GetProperty("found").GetInt32().ShouldBe(1);
    }

    [Test]
    public async Task A_claim_without_work_behind_it_breaks_the_law()
    {
        _simulator.App.Clock.Freeze();
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", "{}");

        // As a bug would have it: the node is being assembled, and nobody does it.
        _simulator.App.Pod.Happened("1", ComposedNodeEvent.Assemble);
        _simulator.App.Pod.Breaches.ShouldBeEmpty();
        await _simulator.PassAsync(2);

        // Nobody asked.
        var (_, journal) = await GetAsync("journal");
        journal.EnumerateArray().Count(e => e.GetProperty("room").GetString() == "invariant").ShouldBe(1);
        var (_, body) = await GetAsync("invariants");
        body.GetProperty("hold").GetBoolean().ShouldBeFalse();
        body.GetProperty("breaches")[0].GetString()!.ShouldStartWith("Node 1 is Assembling since");
    }

    [Test]
    public async Task Work_that_ended_and_left_its_claim_breaks_the_law_and_giving_the_claim_back_mends_it()
    {
        _simulator.App.Clock.Freeze();
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", "{}");
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/1/Actions/ComposedNode.Assemble", "{}");

        // As a bug would have it: the work is stopped, and nobody says what that means for the node.
        var work = _simulator.App.World.Work;
        work.Cancel(work.RunningOn(CompositionWork.AssembleKind, "1")!.Id);
        await _simulator.PassAsync(2);

        _simulator.App.Pod.Breaches.ShouldHaveSingleItem().Text.ShouldStartWith("Node 1 is Assembling since");
        await _simulator.Redfish.DeleteAsync("/redfish/v1/Nodes/1");
        _simulator.App.Pod.CheckInvariants().ShouldBeEmpty();
    }

    [Test]
    public async Task A_release_that_fails_leaves_no_node_that_waits_for_its_assembly()
    {
        _simulator.App.Clock.Freeze();
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{"LocalDrives":[{"FabricSwitch":true}]}""");
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/1/Actions/ComposedNode.Assemble", "{}");
        await SendAsync(HttpMethod.Post, "faults", """{"step":"release/*","fail":true,"message":"no answer"}""");

        await _simulator.Redfish.DeleteAsync("/redfish/v1/Nodes/1");
        await _simulator.PassAsync(60);

        _simulator.App.Pod.Breaches.ShouldBeEmpty();
        _simulator.App.Pod.Nodes.Single().State.ShouldBe(ComposedNodeState.Failed);
    }

    [Test]
    public async Task The_journal_tells_what_happened()
    {
        await _simulator.Redfish.PostAsync("/redfish/v1/Systems/r1-d1-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(60);

        var (_, all) = await GetAsync("journal");
        var (_, later) = await GetAsync("journal?after=2");

        all.EnumerateArray().Select(e => $"{e.GetProperty("sequence")} {e.GetProperty("room")} {e.GetProperty("what")}")
            .ShouldBe(
            [
                "1 clock Started", "2 power PoweringOn", "3 work Started", "4 boot MemoryInitializationStarted", "5 boot PCIResourceConfigStarted",
                "6 boot SystemHardwareInitializationComplete", "7 boot OSBootStarted", "8 power On", "9 work Done",
            ]);
        later.GetArrayLength().ShouldBe(7);
    }

    [Test]
    public async Task The_same_seed_and_the_same_requests_write_the_same_journal()
    {
        var first = await StoryAsync(_simulator);
        await using var again = await StartedSimulator.StartAsync();
        again.App.Clock.Freeze();

        (await StoryAsync(again)).ShouldBe(first);

        static async Task<string> StoryAsync(StartedSimulator simulator)
        {
            await simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{"LocalDrives":[{"FabricSwitch":true}]}""");
            await simulator.Redfish.PostAsync("/redfish/v1/Nodes/1/Actions/ComposedNode.Assemble");
            await simulator.PassAsync(60);
            await simulator.Redfish.PostAsync("/redfish/v1/Nodes/1/Actions/ComposedNode.Reset", """{"ResetType":"On"}""");
            await simulator.PassAsync(60);
            return await simulator.Control.GetStringAsync("/sim/v1/journal");
        }
    }

    [Test]
    public async Task Events_start_after_the_last_that_the_reader_knows_and_go_on_as_things_happen()
    {
        _simulator.App.Pod.SetHealth("r1-d1-s1", Simulator.Hardware.Health.Warning);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sim/v1/events");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", "1");
        using var answer = await _simulator.Control.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Soon();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await NextAsync(reader)).ShouldBe("2 Warning");

        _simulator.App.Pod.SetHealth("r1-d1-s1", Simulator.Hardware.Health.OK);

        (await NextAsync(reader)).ShouldBe("3 OK");

        static async Task<string> NextAsync(StreamReader reader)
        {
            var (id, what) = ("", "");
            while (await reader.ReadLineAsync().Soon() is { Length: > 0 } line)
            {
                id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : id;
                what = line.StartsWith("data: ", StringComparison.Ordinal) ? JsonElement.Parse(line[6..]).GetProperty("what").GetString()! : what;
            }

            return $"{id} {what}";
        }
    }

    [Test]
    public async Task An_open_stream_of_events_does_not_hold_the_clock()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sim/v1/events");
        using var answer = await _simulator.Control.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Soon();

        await _simulator.PassAsync(60);

        _simulator.App.Clock.GetUtcNow().ShouldBe(SimulatorClock.VirtualEpoch.AddSeconds(60));
    }

    [TestCase("Host", "evil.example", HttpStatusCode.Forbidden)]
    [TestCase("Host", "localhost.evil.example", HttpStatusCode.Forbidden)]
    [TestCase("Host", "127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    [TestCase("Host", "192.168.0.1", HttpStatusCode.Forbidden)]
    [TestCase("Host", "..", HttpStatusCode.BadRequest)]
    [TestCase("Host", "localhost:1234", HttpStatusCode.OK)]
    [TestCase("Host", "[::1]", HttpStatusCode.OK)]
    [TestCase("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [TestCase("Origin", "https://127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    [TestCase("Origin", "null", HttpStatusCode.Forbidden)]
    [TestCase("Origin", "http://localhost:3000", HttpStatusCode.OK)]
    [TestCase("Origin", "http://127.0.0.1:8080", HttpStatusCode.OK)]
    public async Task Only_pages_of_this_machine_are_let_in(string header, string value, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sim/v1/clock");
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await _simulator.Control.SendAsync(request);

        answer.StatusCode.ShouldBe(status);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path) => await SendAsync(HttpMethod.Get, path);

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        HttpMethod method, string path, string? json = null, StartedSimulator? simulator = null)
    {
        using var request = new HttpRequestMessage(method, $"/sim/v1/{path}");
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await (simulator ?? _simulator).Control.SendAsync(request).Soon();
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return (answer.StatusCode, bytes.Length == 0 ? default : JsonElement.Parse(bytes));
    }

    private static List<string> Problems(JsonElement body) => [.. body.GetProperty("problems").EnumerateArray().Select(p => p.GetString()!)];
}
