using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Placement;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Placement;

/// <summary>Which pod is asked first where a request names none.</summary>
internal sealed class PlacementPolicyTests
{
    private static readonly Requirements FourCores = Requirements.Anything with { TotalCores = 4 };

    private static readonly PodStock[] Pods =
    [
        Pod("a-big", nodes: 3, cores: 64),
        Pod("b-offline", nodes: 0, cores: 4, isOnline: false),
        Pod("c-too-small", nodes: 0, cores: 2),
        Pod("d-exact", nodes: 5, cores: 4),
        new("e-unknown", IsOnline: true, Match: null, Nodes: 0),
        Pod("f-empty", nodes: 0, cores: 16),
    ];

    [TestCase("first-fit", "a-big d-exact f-empty e-unknown c-too-small b-offline")]
    [TestCase("least-waste", "d-exact f-empty a-big e-unknown c-too-small b-offline")]
    [TestCase("spread", "f-empty a-big d-exact e-unknown c-too-small b-offline")]
    public void A_policy_orders_all_pods_and_leaves_none_out(string policy, string order)
    {
        var policies = new PlacementPolicies([new FirstFit(), new LeastWaste(), new Spread()]);

        var ordered = policies.Of(policy).Order(Pods, FourCores).Select(pod => pod.PodId);

        string.Join(' ', ordered).ShouldBe(order);
    }

    [Test]
    public void A_policy_is_found_by_its_type_alone() => PlacementPolicies.Names.ShouldBe(["first-fit", "least-waste", "spread"]);

    [TestCase("first-fit", "pod-a")]
    [TestCase("spread", "pod-a")]
    [TestCase("least-waste", "pod-b")]
    public async Task The_pod_that_the_policy_prefers_gets_the_node(string policy, string preferred)
    {
        await using var big = await PodWithAsync(memoryGiB: 512);
        await using var small = await PodWithAsync(memoryGiB: 16);
        await using var core = await CoreUnderTest.StartedAsync();
        await core.RegisterPodAsync(big, "pod-a");
        await core.RegisterPodAsync(small, "pod-b");

        var node = await core.PostAsync(
            "/v1/nodes", $$$"""{"name": "db-3", "placement": "{{{policy}}}", "properties": {"memory": {"capacity_mib": 8192} } }""");

        node.Status.ShouldBe(HttpStatusCode.OK, node.ToString());
        var pod = await core.GetAsync($"/v1/pod_managers/{node.Text("podm_id")}");
        pod.Text("name").ShouldBe(preferred);
    }

    [Test]
    public async Task A_policy_that_there_is_not_is_refused_with_those_there_are()
    {
        await using var core = await CoreUnderTest.StartedAsync();

        var answer = await core.PostAsync("/v1/nodes", """{"name": "n", "placement": "best"}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldBe("placement: 'best' is not allowed, use one of first-fit, least-waste, spread");
    }

    private static PodStock Pod(string id, int nodes, long cores, bool isOnline = true)
    {
        var system = new PodSystem("s", "u", "s", null, "OK", "", cores, null, null, 4 * cores, 2, 100);
        return new PodStock(id, isOnline, SystemMatching.Match([system], [], FourCores), nodes);
    }

    private static async Task<StubPod> PodWithAsync(long memoryGiB)
    {
        var pod = await StubPod.StartedAsync();
        pod.ComposesNode();
        pod.On(StubPod.Nodes, StubReply.Json(WithAllocate()));
        pod.On("GET /redfish/v1/Chassis", Members());
        pod.On("GET /redfish/v1/Systems", Members("/redfish/v1/Systems/s9"));
        pod.On("GET /redfish/v1/Systems/s9", StubReply.Json(new JsonObject
        {
            ["@odata.id"] = "/redfish/v1/Systems/s9", ["Id"] = "s9", ["MemorySummary"] = new JsonObject { ["TotalSystemMemoryGiB"] = memoryGiB },
        }));
        return pod;
    }

    /// <summary>The collection with its action and nobody in it.</summary>
    private static JsonObject WithAllocate()
    {
        var nodes = Fixture.Object("redfish/rsd-2.5/nodes.json");
        nodes["Members"] = new JsonArray();
        return nodes;
    }

    private static StubReply Members(params string[] uris) => StubReply.Json(new JsonObject
    {
        ["Members"] = new JsonArray([.. uris.Select(uri => new JsonObject { ["@odata.id"] = uri })]),
    });
}
