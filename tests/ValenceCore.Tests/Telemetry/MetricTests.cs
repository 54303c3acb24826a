using System.Net;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Telemetry;

/// <summary>What the meter says of work that is done, under way, or gone wrong.</summary>
internal sealed partial class MetricTests : CoreTests
{
    private SeenMeasurements seen = null!;

    [SetUp]
    public void Listen() => seen = new SeenMeasurements(Core);

    [TearDown]
    public void StopListening() => seen.Dispose();

    [Test]
    public async Task A_composition_is_counted_and_measured()
    {
        await Core.RegisterPodAsync(Pod);
        await Core.ComposeAsync(Pod);

        seen.Sum("valence.operations.started", "compose").ShouldBe(1);
        seen.Sum("valence.operations.ended", "compose succeeded").ShouldBe(1);
        seen.Sum("valence.operations.active", "compose").ShouldBe(0);
        seen.Rows.Single(row => row.Name == "valence.operation.duration").ShouldSatisfyAllConditions(
            row => row.Unit.ShouldBe("s"), row => row.Values.ShouldBe("compose succeeded"), row => row.Value.ShouldBeGreaterThanOrEqualTo(0));
        seen.Sum("valence.driver.calls", "redfishv1 allocate ok").ShouldBe(1);
        seen.Rows.Count(row => row.Name == "valence.driver.call.duration" && row.Values == "redfishv1 allocate ok").ShouldBe(1);
    }

    [Test]
    public async Task Work_under_way_holds_a_claim()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        var (arrived, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        Pod.On(StubPod.Allocate, new StubReply(201) { Arrived = arrived, Held = held }.With("Location", "/redfish/v1/Nodes/7"));

        var accepted = await Core.PostAsync("/v1/nodes", """{"name": "db-3"}""", prefer: "respond-async");
        await Wait.ForAsync(arrived);

        seen.Sum("valence.operations.active", "compose").ShouldBe(1);
        var meanwhile = seen.Collect();
        meanwhile["valence.claims"]["node"].ShouldBe(1);
        meanwhile["valence.nodes"]["composing"].ShouldBe(1);
        held.SetResult();
        await Core.FollowAsync(accepted);
        var after = seen.Collect();
        after["valence.claims"]["node"].ShouldBe(0);
        after["valence.nodes"]["composing"].ShouldBe(0, "what was told once is told as zero, or a graph keeps the last number");
        after["valence.nodes"]["composed"].ShouldBe(1);
    }

    [Test]
    public async Task Pods_are_counted_by_status_with_the_age_of_what_is_known_of_each()
    {
        await Core.RegisterPodAsync(Pod);

        var gauges = seen.Collect();

        gauges["valence.pods"].ShouldBe(
            new Dictionary<string, double> { ["Online"] = 1, ["Offline"] = 0, ["Unknown"] = 0 }, ignoreOrder: true);
        gauges["valence.pod.read.age"].ShouldHaveSingleItem().Key.ShouldBe("pod-a");
    }

    [Test]
    public async Task A_step_that_fails_is_counted_with_what_failed()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On(StubPod.Allocate, StubPod.Refusal(409));

        (await Core.PostAsync("/v1/nodes", """{"name": "db-3"}""")).Status.ShouldBe(HttpStatusCode.Conflict);

        seen.Sum("valence.operation.step.failures", "compose execute allocate").ShouldBe(1);
        seen.Sum("valence.operations.ended", "compose failed").ShouldBe(1);
        seen.Sum("valence.driver.calls", "redfishv1 allocate refused").ShouldBe(1);
    }

    [Test]
    public async Task A_refused_claim_starts_nothing()
    {
        await Core.RegisterPodAsync(Pod);
        var node = await Core.ComposeAsync(Pod);
        var (arrived, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        Pod.On(StubPod.Release, new StubReply(204) { Arrived = arrived, Held = held });
        var first = await Core.SendAsync(HttpMethod.Delete, $"/v1/nodes/{node}", prefer: "respond-async");
        await Wait.ForAsync(arrived);

        (await Core.DeleteAsync($"/v1/nodes/{node}")).Status.ShouldBe(HttpStatusCode.Conflict);

        seen.Rows.Count(row => row.Name == "valence.operations.started").ShouldBe(2);
        held.SetResult();
        await Core.FollowAsync(first);
    }

    [Test]
    public async Task Syncs_are_counted_by_how_they_ended()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On("GET /redfish/v1/Chassis", new StubReply(404));

        await Core.PostAsync("/v1/devices/sync");

        seen.Rows.Single(row => row.Name == "valence.inventory.syncs").Values.ShouldNotBeEmpty();
    }

    [Test]
    public async Task No_value_of_a_label_is_an_id_or_an_address()
    {
        await Core.RegisterPodAsync(Pod);
        var node = await Core.ComposeAsync(Pod);
        Pod.ReleasesNode();
        await Core.DeleteAsync($"/v1/nodes/{node}");
        seen.Collect();

        seen.Rows.Count.ShouldBeGreaterThan(20);
        seen.Rows.SelectMany(row => row.Tags).ShouldAllBe(tag => !IdOrAddress().IsMatch(tag.Value));
        seen.Rows.Select(row => row.Name).ShouldAllBe(name => name.StartsWith("valence."));
    }

    [GeneratedRegex("[0-9a-f]{8}-|/|://")]
    private static partial Regex IdOrAddress();
}
