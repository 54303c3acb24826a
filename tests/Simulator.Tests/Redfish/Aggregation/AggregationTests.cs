using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.Aggregation;

public sealed class AggregationTests
{
    private const string Aggregates = "/redfish/v1/AggregationService/Aggregates";
    private const string System1 = "/redfish/v1/Systems/r1-d1-s1";

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
    public async Task An_aggregate_lives_from_post_to_delete_and_keeps_each_element_once()
    {
        var uri = await AddAsync(System1, System1, "/redfish/v1/Chassis/r1");
        var shown = await _simulator.Redfish.GetAsync(uri);
        shown.Body.GetProperty("Elements").GetArrayLength().ShouldBe(2);
        if (StandardSchemas.Find() is { } schemas)
        {
            schemas.Problems(shown.Body).ShouldBeEmpty();
            schemas.Problems((await _simulator.Redfish.GetAsync("/redfish/v1/AggregationService")).Body).ShouldBeEmpty();
        }

        (await ActAsync(uri, "AddElements", """{"Elements":[{"@odata.id":"/redfish/v1/Systems/r1-d1-s2"},{"@odata.id":"/redfish/v1/Systems/r1-d1-s1"}]}""")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await ActAsync(uri, "RemoveElements", """{"Elements":[{"@odata.id":"/redfish/v1/Chassis/r1"}]}""")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await _simulator.Redfish.GetAsync(uri)).Body.GetProperty("Elements").EnumerateArray().Select(e => e.GetProperty("@odata.id").GetString())
            .ShouldBe([System1, "/redfish/v1/Systems/r1-d1-s2"]);
        (await ActAsync(uri, "RemoveElements", """{"Elements":[{"@odata.id":"/redfish/v1/Chassis/r1"}]}""")).Problems.ShouldBe(["ActionParameterValueNotInList #/Elements"]);
        (await _simulator.Redfish.DeleteAsync(uri)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await _simulator.Redfish.GetAsync(uri)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task What_is_no_system_and_no_chassis_is_no_element()
    {
        (await _simulator.Redfish.PostAsync(Aggregates, """{"Elements":[{"@odata.id":"/redfish/v1/Managers/PodManager"},7],"Name":"x","Colour":"red"}""")).Problems.ShouldBe(
            ["ResourceMissingAtURI #/Elements/0", "PropertyValueTypeError #/Elements/1", "PropertyNotWritable #/Name", "PropertyUnknown #/Colour"]);
        (await _simulator.Redfish.PostAsync(Aggregates, "{}")).Problems.ShouldBe(["PropertyMissing #/Elements"]);
    }

    [Test]
    public async Task A_reset_reaches_the_systems_of_a_drawer()
    {
        var uri = await AddAsync("/redfish/v1/Chassis/r1-d1");

        (await ActAsync(uri, "Reset", """{"ResetType":"On"}""")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await PowerAsync("r1-d1-s1")).ShouldBe("PoweringOn");
        (await PowerAsync("r1-d1-s2")).ShouldBe("PoweringOn");
        (await PowerAsync("r1-d2-s1")).ShouldBe("Off");
        (await ActAsync(uri, "Reset", """{"ResetType":"On"}""")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task Batches_follow_each_other_at_their_distance()
    {
        (await _simulator.Redfish.PostAsync("/redfish/v1/AggregationService/Actions/AggregationService.Reset", """
            { "ResetType": "On", "BatchSize": 1, "DelayBetweenBatchesInSeconds": 60,
              "TargetURIs": [{"@odata.id":"/redfish/v1/Systems/r1-d1-s1"},{"@odata.id":"/redfish/v1/Systems/r1-d1-s2"}] }
            """)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await PowerAsync("r1-d1-s1")).ShouldBe("PoweringOn");
        (await PowerAsync("r1-d1-s2")).ShouldBe("Off");
        await _simulator.PassAsync(61);
        (await PowerAsync("r1-d1-s2")).ShouldNotBe("Off");
    }

    [Test]
    public async Task One_that_cannot_be_reset_refuses_for_all()
    {
        await _simulator.Redfish.PostAsync(System1 + "/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(3600);
        var uri = await AddAsync(System1, "/redfish/v1/Systems/r1-d1-s2");

        (await ActAsync(uri, "Reset", """{"ResetType":"GracefulRestart"}""")).Problems.ShouldBe(["ResourceInStandby"]);

        (await PowerAsync("r1-d1-s1")).ShouldBe("On");
        (await ActAsync(uri, "Reset", """{"BatchSize":0,"Colour":"red"}""")).Problems.ShouldBe(
            ["ActionParameterMissing #/ResetType", "ActionParameterValueOutOfRange #/BatchSize", "ActionParameterUnknown #/Colour"]);
    }

    private async Task<string> AddAsync(params string[] elements)
    {
        var answer = await _simulator.Redfish.PostAsync(Aggregates, $$"""{"Elements":[{{string.Join(',', elements.Select(e => $$"""{"@odata.id":"{{e}}"}"""))}}]}""");
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        return answer.Headers["Location"];
    }

    private Task<Answer> ActAsync(string uri, string action, string json) => _simulator.Redfish.PostAsync($"{uri}/Actions/Aggregate.{action}", json);

    private async Task<string?> PowerAsync(string id) => (await _simulator.Redfish.GetAsync($"/redfish/v1/Systems/{id}")).Body.GetProperty("PowerState").GetString();
}
