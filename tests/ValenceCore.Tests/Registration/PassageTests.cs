using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Registration;

/// <summary>The ways of a node through Ironic's states: there, by inspect and provide, and back out of any of them.</summary>
internal sealed class PassageTests : CoreTests
{
    private readonly string ironicUuid = Guid.NewGuid().ToString();
    private Queue<Guid> ids = [];
    private string node = "";

    [SetUp]
    public async Task ComposedAsync()
    {
        await Core.RegisterPodAsync(Pod);
        node = await Core.ComposeAsync(Pod);
        Ironic.Enrolls();

        // Of the request, of the operation, of the Ironic node.
        ids = new Queue<Guid>([Guid.NewGuid(), Guid.NewGuid(), Guid.Parse(ironicUuid)]);
    }

    protected override void Configure(ValenceCoreOptions options) => options.NewId = () => ids.TryDequeue(out var next) ? next : Guid.NewGuid();

    [Test]
    public async Task A_node_is_inspected_and_provided_where_that_is_wanted()
    {
        Ironic.On(StubIronic.Provision(ironicUuid), new StubReply(202));
        Ironic.On(
            StubIronic.Node(ironicUuid), StubIronic.NodeIn("manageable"), StubIronic.NodeIn("inspecting"), StubIronic.NodeIn("manageable"),
            StubIronic.NodeIn("cleaning"), StubIronic.NodeIn("available"));

        var answer = await RegisterAsync("""{"inspect": true, "provide": true}""");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        Ironic.Seen.Where(one => one.Name == StubIronic.Provision(ironicUuid)).Select(one => one.Body!["target"]!.GetValue<string>())
            .ShouldBe(["manage", "inspect", "provide"]);
        var sent = Ironic.Only(StubIronic.CreateNode).Body!.AsObject();
        sent.ContainsKey("inspect").ShouldBeFalse();
        sent.ContainsKey("provide").ShouldBeFalse();
    }

    [TestCase("inspect", "inspect failed", "Ironic cannot inspect the node")]
    [TestCase("provide", "clean failed", "Ironic cannot clean the node")]
    public async Task What_fails_on_the_way_is_told_with_ironics_reason_and_undone(string wish, string state, string title)
    {
        Ironic.On(StubIronic.Provision(ironicUuid), new StubReply(202));
        Ironic.On(StubIronic.Node(ironicUuid), StubIronic.NodeIn("manageable"), StubIronic.NodeIn(state, "the ramdisk never came"));
        Ironic.On($"PUT /v1/nodes/{ironicUuid}/maintenance", new StubReply(202));
        Ironic.On(StubIronic.DeleteNode(ironicUuid), new StubReply(204));

        var answer = await RegisterAsync($$"""{"{{wish}}": true}""");

        answer.Status.ShouldBe(HttpStatusCode.BadGateway);
        answer.Text("title").ShouldBe(title);
        answer.Detail.ShouldContain("the ramdisk never came");
        Ironic.Count(StubIronic.DeleteNode(ironicUuid)).ShouldBe(1);
    }

    [Test]
    public async Task Inspecting_needs_a_managed_node() =>
        (await RegisterAsync("""{"manage": false, "inspect": true}""")).Detail.ShouldContain("manage: ");

    [TestCase("clean wait", "abort,maintenance")]
    [TestCase("inspect wait", "abort,maintenance")]
    [TestCase("clean failed", "maintenance")]
    [TestCase("inspect failed", "maintenance")]
    [TestCase("deploy failed", "deleted")]
    [TestCase("error", "deleted")]
    [TestCase("wait call-back", "deleted")]
    [TestCase("available", "")]
    public async Task A_node_is_taken_out_of_any_state_that_nobody_uses(string state, string way)
    {
        await RegisteredAsync();
        Ironic.On(StubIronic.Node(ironicUuid), StubIronic.NodeIn(state), StubIronic.NodeIn("cleaning"), StubIronic.NodeIn("available"));
        LetsPass();

        var answer = await Core.DeleteAsync($"/v1/nodes/{node}/register");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        Way().ShouldBe(way);
        Ironic.Count(StubIronic.DeleteNode(ironicUuid)).ShouldBe(1);
    }

    [TestCase("active", "i-1")]
    [TestCase("active", null)]
    [TestCase("rescue", "i-1")]
    public async Task A_node_in_use_is_taken_out_only_when_it_is_to_be_undeployed(string state, string? instance)
    {
        await RegisteredAsync();
        Ironic.On(StubIronic.Node(ironicUuid), StubIronic.NodeIn(state, instance: instance));
        LetsPass();
        (await Core.DeleteAsync($"/v1/nodes/{node}/register")).Status.ShouldBe(HttpStatusCode.Conflict);
        Way().ShouldBe("");

        Ironic.On(StubIronic.Node(ironicUuid), StubIronic.NodeIn(state, instance: instance), StubIronic.NodeIn("deleting"), StubIronic.NodeIn("available"));
        var answer = await Core.DeleteAsync($"/v1/nodes/{node}/register?undeploy=true");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        Way().ShouldBe("deleted");
        Ironic.Count(StubIronic.DeleteNode(ironicUuid)).ShouldBe(1);
    }

    [Test]
    public async Task Ports_are_as_the_caller_says_over_what_the_pod_shows()
    {
        var answer = await RegisterAsync("""
            {"manage": false, "traits": ["CUSTOM_GOLD"],
             "ports": [{"address": "52:54:00:AA:BB:02", "pxe_enabled": false, "physical_network": "blue"}, {"address": "52:54:00:aa:bb:99", "extra": {"by": "me"}}]}
            """);

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        var ports = Ironic.Seen.Where(one => one.Name == StubIronic.CreatePort).ToDictionary(one => one.Body!["address"]!.GetValue<string>(), one => one.Body!);
        ports.Keys.Order().ShouldBe(["52:54:00:aa:bb:01", "52:54:00:aa:bb:02", "52:54:00:aa:bb:99"]);
        ports["52:54:00:aa:bb:01"]["pxe_enabled"]!.GetValue<bool>().ShouldBeTrue();
        ports["52:54:00:aa:bb:02"]["pxe_enabled"]!.GetValue<bool>().ShouldBeFalse();
        ports["52:54:00:aa:bb:02"]["physical_network"]!.GetValue<string>().ShouldBe("blue");
        ports["52:54:00:aa:bb:99"]["extra"]!.AsObject().Select(pair => pair.Key).ShouldBe(["valence_node_uuid", "by"]);
        Ironic.Seen.Select(one => one.Name).ShouldContain($"PUT /v1/nodes/{ironicUuid}/traits/CUSTOM_GOLD");
        Ironic.Only(StubIronic.CreateNode).Body!.AsObject().Select(pair => pair.Key).ShouldNotContain("ports");
    }

    [TestCase("""{"ports": {}}""", "ports: ")]
    [TestCase("""{"ports": [{"address": "x"}, {}]}""", "ports[0].address: ")]
    [TestCase("""{"ports": [{"address": "x"}, {}]}""", "ports[1].address: ")]
    [TestCase("""{"traits": [""]}""", "traits: ")]
    public async Task Wrong_ports_and_traits_are_all_named(string body, string named) => (await RegisterAsync(body)).Detail.ShouldContain(named);

    [Test]
    public async Task What_the_node_has_later_is_told_to_ironic()
    {
        await RegisteredAsync();
        var kept = JsonNode.Parse(StubIronic.NodeIn("manageable").Body!)!;
        kept["properties"] = JsonNode.Parse("""{"cpus": "36", "memory_mb": 1024, "mine": true}""");
        Ironic.On(StubIronic.Node(ironicUuid), StubReply.Json(kept));
        Ironic.On($"PATCH /v1/nodes/{ironicUuid}", new StubReply(200, "{}"));
        Ironic.On($"GET /v1/ports?node={ironicUuid}&fields=uuid,address,extra", StubReply.Json(JsonNode.Parse(
            """
            {"ports": [{"uuid": "p1", "address": "52:54:00:aa:bb:01", "extra": {"valence_node_uuid": "x"}},
                       {"uuid": "p2", "address": "52:54:00:aa:bb:77", "extra": {"valence_node_uuid": "x"}},
                       {"uuid": "p3", "address": "52:54:00:aa:bb:88", "extra": {}}]}
            """)!));
        Ironic.On("DELETE /v1/ports/p2", new StubReply(204));

        var answer = await Core.SendAsync(HttpMethod.Patch, $"/v1/nodes/{node}/register", null);

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        var patch = Ironic.Only($"PATCH /v1/nodes/{ironicUuid}").Body!.AsArray();
        patch.Select(one => one!["path"]!.GetValue<string>()).ShouldBe(["/properties/memory_mb", "/properties/local_gb", "/properties/cpu_arch", "/properties/capabilities"]);
        Ironic.Seen.Count(one => one.Name == StubIronic.CreatePort).ShouldBe(3, "two at first and the one that is new");
        Ironic.Count("DELETE /v1/ports/p2").ShouldBe(1);
    }

    [Test]
    public async Task Only_a_registered_node_is_refreshed() =>
        (await Core.SendAsync(HttpMethod.Patch, $"/v1/nodes/{node}/register", null)).Status.ShouldBe(HttpStatusCode.Conflict);

    private Task<Answer> RegisterAsync(string body) => Core.PostAsync($"/v1/nodes/{node}/register", body);

    private async Task RegisteredAsync() => (await RegisterAsync("""{"manage": false}""")).Status.ShouldBe(HttpStatusCode.OK);

    private void LetsPass()
    {
        Ironic.On(StubIronic.Provision(ironicUuid), new StubReply(202));
        Ironic.On($"PUT /v1/nodes/{ironicUuid}/maintenance", new StubReply(202));
        Ironic.On(StubIronic.DeleteNode(ironicUuid), new StubReply(204));
    }

    private string Way() => string.Join(",", Ironic.Seen
        .Where(one => one.Name == StubIronic.Provision(ironicUuid) || one.Name.EndsWith("/maintenance", StringComparison.Ordinal))
        .Select(one => one.Body?["target"]?.GetValue<string>() ?? "maintenance"));
}
