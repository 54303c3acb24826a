using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Servers;

internal sealed class ServerTests : CoreTests
{
    [Test]
    public async Task Composed_nodes_and_those_that_ironic_has_anyway_stand_side_by_side()
    {
        await Core.RegisterPodAsync(Pod);
        var node = await Core.ComposeAsync(Pod);
        Ironic.Enrolls();
        var ironicUuid = (await Core.PostAsync($"/v1/nodes/{node}/register", """{"manage": false}""")).Text("ironic_uuid");
        Ironic.On(StubIronic.ListNodes, StubReply.Json(JsonNode.Parse(
            $$$"""
            {"nodes": [
              {"uuid": "{{{ironicUuid}}}", "extra": {"valence_node_uuid": "{{{node}}}"}, "properties": {"cpus": 36}, "provision_state": "available", "power_state": "power off"},
              {"uuid": "i-2", "name": "old-1", "extra": {}, "properties": {"cpus": "8", "memory_mb": "1024", "local_gb": 10}, "resource_class": "gold",
               "traits": ["CUSTOM_GPU"], "provision_state": "active", "instance_uuid": "x-1", "maintenance": true},
              {"uuid": "i-3", "extra": {"valence_node_uuid": "long-gone"}, "properties": {}}]}
            """)!));

        var all = (await Core.GetAsync("/v1/servers")).List;

        all.Select(one => one!["uuid"]!.GetValue<string>()).ShouldBe([node, "i-2"], "what carries our mark without a row of ours is nobody's to have");
        (all[0]!["composed"]!.GetValue<bool>(), all[0]!["cpus"]!.GetValue<long>(), all[0]!["provision_state"]!.GetValue<string>(), all[0]!["state"]!.GetValue<string>())
            .ShouldBe((true, 36, "available", "composed"));
        all[1]!.ToJsonString().ShouldBe(
            """{"composed":false,"cpus":8,"instance_uuid":"x-1","ironic_uuid":"i-2","local_gb":10,"maintenance":true,"memory_mb":1024,"name":"old-1","provision_state":"active","resource_class":"gold","traits":["CUSTOM_GPU"],"uuid":"i-2"}""");
        (await Core.GetAsync("/v1/servers?composed=false&provision_state=active")).List.Count.ShouldBe(1);
        (await Core.GetAsync("/v1/servers/i-2")).Text("name").ShouldBe("old-1");
        (await Core.GetAsync("/v1/servers/i-3")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task An_ironic_that_does_not_answer_is_told_instead_of_half_a_list()
    {
        Ironic.On(StubIronic.ListNodes, StubIronic.Error(500, "broken"));

        (await Core.GetAsync("/v1/servers")).Status.ShouldBe(HttpStatusCode.BadGateway);
    }

    [Test]
    public async Task Without_ironic_there_are_the_composed_nodes()
    {
        await using var core = await CoreUnderTest.StartedAsync(options => options.Ironic.Url = null);

        (await core.GetAsync("/v1/servers")).List.Count.ShouldBe(0);
    }
}
