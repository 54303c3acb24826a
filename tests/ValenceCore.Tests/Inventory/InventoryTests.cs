using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Inventory;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Inventory;

internal sealed class InventoryTests : CoreTests
{
    private const string Drive = "/redfish/v1/Chassis/d1/Drives/4";

    [SetUp]
    public void SetTheRack()
    {
        Pod.On("GET /redfish/v1/Chassis", Members("/redfish/v1/Chassis/r1", "/redfish/v1/Chassis/d1"));
        Pod.On("GET /redfish/v1/Chassis/r1", StubReply.Json(JsonNode.Parse("""
            {"@odata.id": "/redfish/v1/Chassis/r1", "Id": "r1", "Name": "Rack 1", "ChassisType": "Rack", "Manufacturer": "Acme",
             "Links": {"Contains": [{"@odata.id": "/redfish/v1/Chassis/d1"}]}}
            """)!));
        Pod.On("GET /redfish/v1/Chassis/d1", StubReply.Json(JsonNode.Parse("""
            {"@odata.id": "/redfish/v1/Chassis/d1", "Id": "d1", "Name": "Drawer 1", "ChassisType": "Drawer",
             "Drives": {"@odata.id": "/redfish/v1/Chassis/d1/Drives"},
             "Links": {"ContainedBy": {"@odata.id": "/redfish/v1/Chassis/r1"}, "ComputerSystems": [{"@odata.id": "/redfish/v1/Systems/s3"}]}}
            """)!));
        Pod.On("GET /redfish/v1/Chassis/d1/Drives", Members(Drive));
        Pod.On($"GET {Drive}", StubPod.File("drive"));
        Pod.On("GET /redfish/v1/Systems", Members("/redfish/v1/Systems/s3"));
        Pod.On("GET /redfish/v1/Systems/s3/Processors", Members("/redfish/v1/Systems/s3/Processors/1", "/redfish/v1/Systems/s3/Processors/1"));
        Pod.On("GET /redfish/v1/Systems/s3/Memory", Members("/redfish/v1/Systems/s3/Memory/1"));
        Pod.On("GET /redfish/v1/Systems/s3/EthernetInterfaces", Members("/redfish/v1/Systems/s3/EthernetInterfaces/1"));
        Pod.On("GET /redfish/v1/Systems/s3/SimpleStorage", Members());
        Pod.On(StubPod.Nodes, FreeNodes());
        Pod.ShowsParts();
    }

    [Test]
    public async Task Systems_are_listed_in_the_shape_of_old()
    {
        var podId = await Core.RegisterPodAsync(Pod);

        var answer = await Core.GetAsync($"/v1/systems?podm_id={podId}");

        answer.List.ShouldHaveSingleItem()!.ToJsonString().ShouldBe(
            """
            {"Description":"sled 3","Name":"Computer System","cpu":{"arch":"x86","cores":"36","model":"Gold 6140"},"health":"OK","id":"s3",
            "location":"Drawer:d1_Rack:r1_","network":"1","ram":"32","storage":"0","uuid":"e4b3c0de-0000-4000-8000-00000000a007"}
            """.ReplaceLineEndings(""));
    }

    [Test]
    public async Task A_device_that_was_claimed_while_its_pod_was_read_stays_claimed()
    {
        var podId = await Core.RegisterPodAsync(Pod);
        await Core.PostAsync("/v1/devices/sync", $$"""{"podm_id": "{{podId}}"}""");
        var device = (await Core.GetAsync("/v1/devices")).List.ShouldHaveSingleItem()!["uuid"]!.GetValue<string>();
        var store = Core.Services.GetRequiredService<DeviceStore>();
        (await store.ClaimAsync(device, "7", isRepeated: false, CancellationToken.None)).Failed(out _).ShouldBeFalse();
        var row = (await store.ShowAsync(device, CancellationToken.None)).Value;
        var free = row.ToDevice() with { NodeIndex = null };

        await store.SynchroniseAsync(podId, [free], row.UpdatedAt - 1, Guid.NewGuid, CancellationToken.None);
        (await Core.GetAsync($"/v1/devices/{device}")).Text("state").ShouldBe("allocated", "the pod was asked before");
        await store.SynchroniseAsync(podId, [free], row.UpdatedAt, Guid.NewGuid, CancellationToken.None);

        (await Core.GetAsync($"/v1/devices/{device}")).Text("state").ShouldBe("free");
    }

    [Test]
    public async Task The_pod_may_be_named_in_the_body_of_a_get()
    {
        var podId = await Core.RegisterPodAsync(Pod);

        var racks = await Core.GetAsync("/v1/racks", $$"""{"podm_id": "{{podId}}", "show_detail": true}""");

        racks.List.ShouldHaveSingleItem()!["manufacturer"]!.GetValue<string>().ShouldBe("Acme");
        racks.Body![0]!["systems"]!.ToJsonString().ShouldBe("""["e4b3c0de-0000-4000-8000-00000000a007"]""");
    }

    [TestCase("/v1/systems")]
    [TestCase("/v1/racks")]
    public async Task A_missing_pod_is_400_and_not_500(string path)
    {
        var answer = await Core.GetAsync(path);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain("podm_id");
    }

    [Test]
    public async Task Asking_twice_for_the_racks_does_not_add_up()
    {
        var podId = await Core.RegisterPodAsync(Pod);

        var first = await Core.GetAsync($"/v1/racks?podm_id={podId}");
        var second = await Core.GetAsync($"/v1/racks?podm_id={podId}");

        second.Body!.ToJsonString().ShouldBe(first.Body!.ToJsonString());
    }

    [TestCase("ram=32&nw=1", 1)]
    [TestCase("ram=32&nw=2", 0)]
    [TestCase("health=ok&ram=33", 0)]
    public async Task All_filters_of_systems_count_and_not_only_the_first(string query, int expected)
    {
        var podId = await Core.RegisterPodAsync(Pod);

        (await Core.GetAsync($"/v1/systems?podm_id={podId}&{query}")).List.Count.ShouldBe(expected);
    }

    [Test]
    public async Task Memory_modules_are_not_asked_for_again_while_their_total_is_the_same()
    {
        var podId = await Core.RegisterPodAsync(Pod);
        await Core.GetAsync($"/v1/systems?podm_id={podId}");
        await Core.GetAsync($"/v1/systems?podm_id={podId}");
        Pod.Count("GET /redfish/v1/Systems/s3/Memory/1").ShouldBe(1);

        var system = Fixture.Object("redfish/rsd-2.5/system.json");
        system["MemorySummary"]!["TotalSystemMemoryGiB"] = 64;
        Pod.On("GET /redfish/v1/Systems/s3", StubReply.Json(system));
        await Core.GetAsync($"/v1/systems?podm_id={podId}");

        Pod.Count("GET /redfish/v1/Systems/s3/Memory/1").ShouldBe(2);
    }

    [Test]
    public async Task Pages_of_a_collection_are_followed()
    {
        var podId = await Core.RegisterPodAsync(Pod);
        var first = Collection("/redfish/v1/Systems/s3");
        first["Members@odata.nextLink"] = "/redfish/v1/Systems?$skip=1";
        Pod.On("GET /redfish/v1/Systems", StubReply.Json(first));
        Pod.On("GET /redfish/v1/Systems?$skip=1", Members("/redfish/v1/Systems/s3"));

        (await Core.GetAsync($"/v1/systems?podm_id={podId}")).List.Count.ShouldBe(2);
    }

    [Test]
    public async Task A_sync_finds_the_pooled_drives_and_who_holds_them()
    {
        await Core.RegisterPodAsync(Pod);

        (await Core.PostAsync("/v1/devices/sync")).Body![0]!["status"]!.GetValue<string>().ShouldBe("SUCCESS");
        var free = (await Core.GetAsync("/v1/devices?state=free")).List.ShouldHaveSingleItem()!;
        Pod.On(StubPod.Nodes, StubPod.File("nodes"));
        Pod.HasNode();
        await Core.PostAsync("/v1/devices/sync");
        var held = (await Core.GetAsync("/v1/devices?state=allocated")).List.ShouldHaveSingleItem()!;

        free["type"]!.GetValue<string>().ShouldBe("SSD");
        free["resource_uri"]!.GetValue<string>().ShouldBe(Drive);
        held["node_id"]!.GetValue<string>().ShouldBe("7");
        held["uuid"]!.GetValue<string>().ShouldBe(free["uuid"]!.GetValue<string>());
        var shown = await Core.GetAsync($"/v1/devices/{held["uuid"]}");
        shown["properties"]["model"]!.GetValue<string>().ShouldBe("P4510");
    }

    [Test]
    public async Task One_pod_that_is_off_does_not_hold_up_the_sync_of_the_others()
    {
        await Core.RegisterPodAsync(Pod, "a");
        await Core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("b", "http://127.0.0.1:1"));

        var answer = await Core.PostAsync("/v1/devices/sync");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.List.Select(one => one!["status"]!.GetValue<string>()).ShouldBe(["SUCCESS", "FAILED"]);
    }

    [Test]
    public async Task An_unknown_device_filter_is_400() =>
        (await Core.GetAsync("/v1/devices?colour=red")).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Test]
    public async Task A_drive_is_attached_once_and_detached()
    {
        var (node, device) = await NodeAndDeviceAsync();
        Pod.On("POST /redfish/v1/Nodes/7/Actions/ComposedNode.AttachResource", new StubReply(204));
        Pod.On("POST /redfish/v1/Nodes/7/Actions/ComposedNode.DetachResource", new StubReply(204));
        var attach = $$$"""{"attach": {"resource_id": "{{{device}}}"}}""";

        var first = await Core.PostAsync($"/v1/nodes/{node}/action", attach);
        var again = await Core.PostAsync($"/v1/nodes/{node}/action", attach);
        var held = await Core.GetAsync($"/v1/devices/{device}");
        var detached = await Core.PostAsync($"/v1/nodes/{node}/action", $$$"""{"detach": {"resource_id": "{{{device}}}"}}""");

        first.Status.ShouldBe(HttpStatusCode.NoContent, first.ToString());
        again.Status.ShouldBe(HttpStatusCode.BadRequest);
        held.Text("node_id").ShouldBe("7");
        detached.Status.ShouldBe(HttpStatusCode.NoContent);
        Pod.Only("POST /redfish/v1/Nodes/7/Actions/ComposedNode.AttachResource").Body!.ToJsonString()
            .ShouldBe($$$"""{"Resource":{"@odata.id":"{{{Drive}}}"}}""");
        (await Core.GetAsync($"/v1/devices/{device}")).Text("state").ShouldBe("free");
    }

    [Test]
    public async Task A_drive_that_the_pod_refuses_to_attach_is_free_again()
    {
        var (node, device) = await NodeAndDeviceAsync();
        Pod.On("POST /redfish/v1/Nodes/7/Actions/ComposedNode.AttachResource", StubPod.Refusal(409));

        var answer = await Core.PostAsync($"/v1/nodes/{node}/action", $$$"""{"attach": {"resource_id": "{{{device}}}"}}""");

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        (await Core.GetAsync($"/v1/devices/{device}")).Text("state").ShouldBe("free");
    }

    [Test]
    public async Task A_drive_of_another_pod_is_not_attached()
    {
        var (_, device) = await NodeAndDeviceAsync();
        await using var second = await StubPod.StartedAsync();
        var other = await Core.RegisterPodAsync(second, "b");
        second.HasNode();
        var node = (await Core.PostAsync("/v1/nodes/manage", $$"""{"node_index": "7", "podm_id": "{{other}}"}""")).Text("uuid");

        var answer = await Core.PostAsync($"/v1/nodes/{node}/action", $$$"""{"attach": {"resource_id": "{{{device}}}"}}""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain("another pod");
        second.Unannounced.ShouldBeEmpty();
    }

    private async Task<(string Node, string Device)> NodeAndDeviceAsync()
    {
        await Core.RegisterPodAsync(Pod);
        await Core.PostAsync("/v1/devices/sync");
        var device = (await Core.GetAsync("/v1/devices")).Body![0]!["uuid"]!.GetValue<string>();
        return (await Core.ComposeAsync(Pod), device);
    }

    private static StubReply FreeNodes()
    {
        var nodes = Fixture.Object("redfish/rsd-2.5/nodes.json");
        nodes["Members"] = new JsonArray();
        return StubReply.Json(nodes);
    }

    private static StubReply Members(params string[] paths) => StubReply.Json(Collection(paths));

    private static JsonObject Collection(params string[] paths) => new()
    {
        ["Members"] = new JsonArray([.. paths.Select(path => new JsonObject { ["@odata.id"] = path })]),
    };
}
