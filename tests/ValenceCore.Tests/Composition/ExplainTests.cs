using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Composition;

internal sealed class ExplainTests : CoreTests
{
    [SetUp]
    public void SetTheRack()
    {
        Pod.On("GET /redfish/v1/Chassis", Members());
        Pod.On("GET /redfish/v1/Systems", Members("/redfish/v1/Systems/s3"));
        Pod.On("GET /redfish/v1/Systems/s3/Processors", Members("/redfish/v1/Systems/s3/Processors/1", "/redfish/v1/Systems/s3/Processors/1"));
        Pod.On("GET /redfish/v1/Systems/s3/Memory", Members("/redfish/v1/Systems/s3/Memory/1"));
        Pod.On("GET /redfish/v1/Systems/s3/EthernetInterfaces", Members());
        Pod.On("GET /redfish/v1/Systems/s3/SimpleStorage", Members());
        Pod.On(StubPod.Nodes, Members());
        Pod.ShowsParts();
    }

    [Test]
    public async Task A_composition_is_explained_without_being_made()
    {
        var pod = await Core.RegisterPodAsync(Pod);

        var answer = await Core.PostAsync("/v1/explain", """{"name": "web", "properties": {"processor": {"total_cores": "32"}}}""");

        answer.Body!.ToJsonString().ShouldBe(
            $$"""
            {"chosen_pod":"{{pod}}","pods":[{"chosen":"/redfish/v1/Systems/s3","filters":[{"remaining":1,"requirement":"free"},
            {"remaining":1,"requirement":"healthy"},{"remaining":1,"requirement":"total_cores \u003E= 32"}],"nearest":null,
            "podm_id":"{{pod}}","reason":"1 system(s) fit.","source":"core","would_compose":true}],"would_compose":true}
            """.ReplaceLineEndings(""));
        Pod.Count(StubPod.Allocate).ShouldBe(0);
        (await Core.GetAsync("/v1/operations")).List.ShouldBeEmpty();
    }

    [Test]
    public async Task A_system_that_a_node_uses_is_not_free()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On(StubPod.Nodes, Members("/redfish/v1/Nodes/7"));
        Pod.HasNode();

        var answer = await Core.PostAsync("/v1/explain", """{"name": "web"}""");

        answer["would_compose"].GetValue<bool>().ShouldBeFalse();
        answer["pods"][0]!["reason"]!.GetValue<string>().ShouldBe("No system is left after 'free'.");
    }

    [Test]
    public async Task The_first_pod_that_fits_is_chosen_and_one_that_is_off_says_why_not()
    {
        await Core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("a", "http://127.0.0.1:1"));
        var second = await Core.RegisterPodAsync(Pod, "b");

        var answer = await Core.PostAsync("/v1/explain", """{"name": "web"}""");

        answer.Text("chosen_pod").ShouldBe(second);
        answer["pods"][1]!["would_compose"]!.GetValue<bool>().ShouldBeFalse();
        answer["pods"][1]!["reason"]!.GetValue<string>().ShouldContain("cannot be reached");
    }

    [TestCase("{\"name\": \"web\", \"colour\": 1}", HttpStatusCode.BadRequest)]
    [TestCase("{\"name\": \"web\", \"flavor_id\": \"none\"}", HttpStatusCode.NotFound)]
    [TestCase("{\"name\": \"web\", \"podm_id\": \"none\"}", HttpStatusCode.NotFound)]
    public async Task What_a_composition_is_refused_for_is_refused_here(string body, HttpStatusCode expected)
    {
        await Core.RegisterPodAsync(Pod);

        (await Core.PostAsync("/v1/explain", body)).Status.ShouldBe(expected);
    }

    private static StubReply Members(params string[] paths) => StubReply.Json(new JsonObject
    {
        ["Members"] = new JsonArray([.. paths.Select(path => new JsonObject { ["@odata.id"] = path })]),
    });
}
