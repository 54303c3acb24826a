using System.Net;
using System.Text;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Faces;

/// <summary>Fault rules, set over the control face and felt over the Redfish face.</summary>
public sealed class FaultPipelineTests
{
    private const string System = "/redfish/v1/Systems/r1-d1-s1";

    private StartedSimulator _simulator = null!;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_status_is_answered_in_the_form_of_the_face_with_its_headers()
    {
        await SetAsync("""{"face":"redfish","path":"/redfish/v1/Systems/*","status":503,"retryAfterSeconds":7,"message":"Later.","count":1}""");

        var struck = await _simulator.Redfish.GetAsync(System);

        struck.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        struck.Headers["Retry-After"].ShouldBe("7");
        struck.Headers["OData-Version"].ShouldBe("4.0");
        struck.Problems.ShouldBe(["ServiceTemporarilyUnavailable"]);
        struck.Text.ShouldContain("Later.");
        (await _simulator.Redfish.GetAsync(System)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_drop_before_cuts_the_line_and_does_nothing()
    {
        await SetAsync("""{"face":"redfish","method":"PATCH","drop":"before","count":1}""");

        await Should.ThrowAsync<HttpRequestException>(_simulator.Redfish.PatchAsync(System, """{"AssetTag":"A"}"""));

        _simulator.App.Pod.Systems["r1-d1-s1"].State.AssetTag.ShouldBeNull();
    }

    [Test]
    public async Task A_drop_after_does_the_work_and_loses_the_answer()
    {
        await SetAsync("""{"face":"redfish","method":"PATCH","drop":"after","count":1}""");

        await Should.ThrowAsync<HttpRequestException>(_simulator.Redfish.PatchAsync(System, """{"AssetTag":"A"}"""));

        _simulator.App.Pod.Systems["r1-d1-s1"].State.AssetTag.ShouldBe("A");
    }

    [Test]
    public async Task A_delay_takes_simulated_time()
    {
        await SetAsync("""{"face":"redfish","delaySeconds":90}""");
        var before = _simulator.App.Clock.GetUtcNow();

        (await _simulator.Redfish.GetAsync(System)).Status.ShouldBe(HttpStatusCode.OK);

        (_simulator.App.Clock.GetUtcNow() - before).ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Test]
    public async Task A_dark_face_comes_back_by_the_clock()
    {
        _simulator.App.Clock.Freeze();
        await SetAsync("""{"face":"redfish","darkSeconds":30}""");
        await Should.ThrowAsync<HttpRequestException>(_simulator.Redfish.GetAsync(System));
        await Should.ThrowAsync<HttpRequestException>(_simulator.Redfish.GetAsync("/redfish/v1/"));

        await _simulator.PassAsync(30);

        (await _simulator.Redfish.GetAsync(System)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_rule_that_strikes_everything_leaves_the_way_to_heal_it()
    {
        await SetAsync("""{"id":"all","path":"**","drop":"before"}""");
        await Should.ThrowAsync<HttpRequestException>(_simulator.Redfish.GetAsync(System));

        using var healed = await _simulator.Control.DeleteAsync("/sim/v1/faults/all");

        healed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await _simulator.Redfish.GetAsync(System)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_failed_release_is_told_and_keeps_the_node()
    {
        await SetAsync("""{"step":"release/*","fail":true,"count":1,"message":"Drive is busy."}""");
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", "{}");

        var failed = await _simulator.Redfish.DeleteAsync("/redfish/v1/Nodes/1");

        failed.Status.ShouldBe(HttpStatusCode.InternalServerError);
        failed.Text.ShouldContain("Drive is busy.");
        (await _simulator.Redfish.GetAsync("/redfish/v1/Nodes/1")).Status.ShouldBe(HttpStatusCode.OK);
        (await _simulator.Redfish.DeleteAsync("/redfish/v1/Nodes/1")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    private async Task SetAsync(string rule)
    {
        using var content = new StringContent(rule, Encoding.UTF8, "application/json");
        using var answer = await _simulator.Control.PostAsync("/sim/v1/faults", content);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }
}
