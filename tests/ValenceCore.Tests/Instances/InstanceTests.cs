using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Instances;

/// <summary>Instances on a server that Ironic has anyway: what is asked of Ironic, and what of the caller.</summary>
internal sealed class InstanceTests : CoreTests
{
    private const string Server = "1be26c0b-03f2-4d2e-ae87-c02d7f33c123";
    private const string Image = "\"image\": {\"source\": \"http://x/os.qcow2\", \"checksum\": \"d41d8cd98f00b204e9800998ecf8427e\"}";

    private readonly string uuid = Guid.NewGuid().ToString();
    private Queue<Guid> ids = [];
    private string flavor = "";

    [SetUp]
    public async Task OfferedAsync()
    {
        flavor = (await Core.PostAsync("/v1/flavors", """{"name": "old", "resource_class": "gold"}""")).Text("uuid");

        // Of the request, of the instance.
        ids = new Queue<Guid>([Guid.NewGuid(), Guid.Parse(uuid)]);
        Ironic.On(StubIronic.ListNodes, Offered("gold"));
    }

    protected override void Configure(ValenceCoreOptions options)
    {
        options.NewId = () => ids.TryDequeue(out var next) ? next : Guid.NewGuid();
        options.Instances.Quota = 2;
    }

    [Test]
    public async Task A_server_is_reserved_deployed_with_its_config_drive_and_undeployed()
    {
        Reserves();
        Ironic.On($"PATCH /v1/nodes/{Server}", new StubReply(200, "{}"));
        Ironic.On(StubIronic.Provision(Server), new StubReply(202));
        Ironic.On(StubIronic.Node(Server), Node("available"), Node("deploying"), Node("active"));

        var made = await Core.PostAsync("/v1/instances", $$"""{"metadata": {"a": "b"}, "name": "db 1", "flavor_id": "{{flavor}}", {{Image}}, "public_key": "ssh-ed25519 AAAA", "user_data": "#cloud-config"}""");

        made.Status.ShouldBe(HttpStatusCode.OK, made.ToString());
        (made.Text("uuid"), made.Text("state"), made.Text("ironic_uuid")).ShouldBe((uuid, "active", Server));
        made.Body!["composed"]!.GetValue<bool>().ShouldBeFalse();
        made.ToString().ShouldNotContain("#cloud-config");
        Ironic.Only("POST /v1/allocations").Body!.ToJsonString().ShouldBe(
            $$"""{"uuid":"{{uuid}}","resource_class":"gold","candidate_nodes":["{{Server}}"],"traits":[]}""");
        var deployed = Ironic.Only(StubIronic.Provision(Server)).Body!;
        deployed["target"]!.GetValue<string>().ShouldBe("active");
        deployed["configdrive"]!.ToJsonString().ShouldBe(
            $$$"""{"meta_data":{"uuid":"{{{uuid}}}","name":"db 1","hostname":"db-1","public_keys":{"default":"ssh-ed25519 AAAA"},"meta":{"a":"b"}},"user_data":"#cloud-config"}""");

        Ironic.On(StubIronic.Node(Server), Node("active"), Node("cleaning"), Node("available", instance: null));
        Ironic.On(Allocation, new StubReply(404));
        (await Core.DeleteAsync($"/v1/instances/{uuid}")).Status.ShouldBe(HttpStatusCode.OK);

        (await Core.GetAsync($"/v1/instances/{uuid}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task An_ironic_without_allocations_has_the_instance_written_into_the_node()
    {
        Ironic.On("GET /v1/", StubReply.Json(new JsonObject { ["version"] = new JsonObject { ["version"] = "1.40" } }));
        Ironic.On(StubIronic.ListNodes.Replace(",traits,conductor_group", ",traits", StringComparison.Ordinal), Offered("gold"));
        Ironic.On($"PATCH /v1/nodes/{Server}", new StubReply(200, "{}"));
        Ironic.On(StubIronic.Provision(Server), new StubReply(202));
        Ironic.On(StubIronic.Node(Server), Node("available", instance: null), Node("available"), Node("active"));

        (await Core.PostAsync("/v1/instances", $$"""{"name": "n", "flavor_id": "{{flavor}}", {{Image}}}""")).Status.ShouldBe(HttpStatusCode.OK);

        Ironic.Seen.First(one => one.Name == $"PATCH /v1/nodes/{Server}").Body!.ToJsonString()
            .ShouldBe($$"""[{"op":"add","path":"/instance_uuid","value":"{{uuid}}"}]""");
    }

    [TestCase("\"provision_state\": \"active\"")]
    [TestCase("\"maintenance\": true")]
    [TestCase("\"instance_uuid\": \"somebody\"")]
    [TestCase("\"resource_class\": \"silver\"")]
    [TestCase("\"deploy_interface\": \"ramdisk\"")]
    [TestCase("\"extra\": {\"valence_node_uuid\": \"ours\"}")]
    public async Task A_server_that_will_not_do_is_never_asked_for(string difference)
    {
        var other = JsonNode.Parse("{" + difference + "}")!.AsObject().First();
        var node = OfferedNode("gold");
        node[other.Key] = other.Value!.DeepClone();
        Ironic.On(StubIronic.ListNodes, StubReply.Json(new JsonObject { ["nodes"] = new JsonArray(node) }));

        var answer = await Core.PostAsync("/v1/instances", $$"""{"name": "n", "flavor_id": "{{flavor}}", {{Image}}}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Text("stage").ShouldBe("schedule");
        (await Core.GetAsync($"/v1/instances/{uuid}")).Text("state").ShouldBe("error");
    }

    [Test]
    public async Task A_batch_that_cannot_be_undone_says_what_is_left()
    {
        var late = Guid.NewGuid();

        // Of the request, of the batch, of both instances. There is a server for the first only, which Ironic is
        // deploying when that turns out, and never undeploys.
        ids = new Queue<Guid>([Guid.NewGuid(), Guid.NewGuid(), Guid.Parse(uuid), late]);
        Reserves();
        Ironic.On($"GET /v1/allocations/{late}", new StubReply(200)
        {
            BodyOf = () => new JsonObject { ["state"] = Ironic.Count(StubIronic.Provision(Server)) > 0 ? "error" : "allocating" }.ToJsonString(),
        });
        Ironic.On($"DELETE /v1/allocations/{late}", new StubReply(204));
        Ironic.On($"DELETE {Allocation["GET ".Length..]}", new StubReply(204));
        Ironic.On($"PATCH /v1/nodes/{Server}", new StubReply(200, "{}"));
        Ironic.On(StubIronic.Provision(Server), new StubReply(202));
        Ironic.On(StubIronic.Node(Server), Node("available"), Node("active"));

        var answer = await Core.PostAsync("/v1/instances", $$"""{"name": "n", "flavor_id": "{{flavor}}", {{Image}}, "max_count": 2, "policy": "all-or-nothing"}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict, answer.ToString());
        answer.Detail.ShouldStartWith("No pre-set server fits", Case.Sensitive, "that is the reason, the other was called off for it");
        answer.Detail.ShouldContain("of 2 instances came to be; 1 could not be undone and still have machines");
        (await Core.GetAsync($"/v1/instances/{uuid}")).Text("state").ShouldBe("error");
    }

    [Test]
    public async Task More_than_the_quota_is_refused_and_nothing_is_begun()
    {
        var answer = await Core.PostAsync("/v1/instances", $$"""{"name": "n", "flavor_id": "{{flavor}}", {{Image}}, "min_count": 3}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Detail.ShouldContain("The quota is 2");
        (await Core.GetAsync("/v1/instances")).List.Count.ShouldBe(0);
        (await Core.GetAsync("/v1/operations")).List.Count.ShouldBe(0);
    }

    [Test]
    public async Task What_is_missing_is_told_before_anything_is_begun()
    {
        (await Core.PostAsync("/v1/instances", $$"""{"name": "n", "flavor_id": "none", {{Image}}}""")).Status.ShouldBe(HttpStatusCode.NotFound);
        var composed = (await Core.PostAsync("/v1/flavors", """{"name": "new", "properties": {}}""")).Text("uuid");
        var noPod = await Core.PostAsync("/v1/instances", $$"""{"name": "n", "flavor_id": "{{composed}}", {{Image}}}""");
        await using var core = await CoreUnderTest.StartedAsync(options => options.Ironic.Url = null);
        var noIronic = await core.PostAsync("/v1/instances", $$"""{"name": "n", "flavor_id": "{{composed}}", {{Image}}}""");

        await Core.RegisterPodAsync(Pod);
        var elsewhere = await Core.PostAsync("/v1/instances", $$"""{"name": "n", "flavor_id": "{{composed}}", {{Image}}, "availability_zone": "hall-2"}""");

        noPod.Detail.ShouldContain("There is no pod manager");
        elsewhere.Detail.ShouldContain("no pod manager at the location 'hall-2'");
        (await Core.GetAsync("/v1/operations")).List.Count.ShouldBe(0);
        noIronic.Status.ShouldBe(HttpStatusCode.NotImplemented);
    }

    private string Allocation => $"GET /v1/allocations/{uuid}";

    private void Reserves()
    {
        Ironic.On("POST /v1/allocations", new StubReply(201, "{}"));
        Ironic.On(Allocation, StubReply.Json(new JsonObject { ["state"] = "allocating" }), StubReply.Json(new JsonObject { ["state"] = "active", ["node_uuid"] = Server }));
    }

    private StubReply Node(string state) => Node(state, uuid);

    private static StubReply Node(string state, string? instance) => StubIronic.NodeIn(state, instance: instance);

    private static StubReply Offered(string ofClass) => StubReply.Json(new JsonObject { ["nodes"] = new JsonArray(OfferedNode(ofClass)) });

    private static JsonObject OfferedNode(string ofClass) => new()
    {
        ["uuid"] = Server, ["extra"] = new JsonObject(), ["properties"] = new JsonObject { ["cpus"] = 8 }, ["resource_class"] = ofClass, ["provision_state"] = "available",
    };
}
