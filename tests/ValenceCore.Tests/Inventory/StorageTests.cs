using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Inventory;

/// <summary>What valence-api 1.8 and 1.12 declare and never served.</summary>
internal sealed class StorageTests : CoreTests
{
    private const string Drive = "/redfish/v1/Chassis/d1/Drives/4";

    [SetUp]
    public async Task SyncAsync()
    {
        Pod.On("GET /redfish/v1/Chassis", Members("/redfish/v1/Chassis/d1"));
        Pod.On("GET /redfish/v1/Chassis/d1", StubReply.Json(JsonNode.Parse("""
            {"@odata.id": "/redfish/v1/Chassis/d1", "Id": "d1", "ChassisType": "Drawer", "Drives": {"@odata.id": "/redfish/v1/Chassis/d1/Drives"}}
            """)!));
        Pod.On("GET /redfish/v1/Chassis/d1/Drives", Members(Drive));
        Pod.HasNode();
        await Core.RegisterPodAsync(Pod);
        (await Core.PostAsync("/v1/devices/sync")).Body![0]!["status"]!.GetValue<string>().ShouldBe("SUCCESS");
    }

    [Test]
    public async Task Pooled_drives_are_storages()
    {
        var device = (await Core.GetAsync("/v1/devices")).List[0]!["uuid"]!.GetValue<string>();

        var listed = (await Core.GetAsync("/v1/storages?allocate_status=allocated")).List.ShouldHaveSingleItem()!;
        var shown = await Core.GetAsync($"/v1/storages/{device}");

        listed["id"]!.GetValue<string>().ShouldBe(device);
        listed["pooling_group_id"]!.GetValue<string>().ShouldBe("d1");
        listed["resource_uri"]!.GetValue<string>().ShouldBe(Drive);
        shown.Body!.ToJsonString().ShouldBe(listed.ToJsonString());
        shown["volume_size_gb"].GetValue<long>().ShouldBeGreaterThan(0);
        (await Core.GetAsync("/v1/storages/none")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_node_shows_its_drives_and_which_of_them_are_pooled()
    {
        var node = (await Core.PostAsync("/v1/nodes/manage", """{"node_index": "7"}""")).Text("uuid");

        var answer = await Core.GetAsync($"/v1/nodes/{node}/storages");

        var drive = answer.List.ShouldHaveSingleItem()!;
        drive["resource_uri"]!.GetValue<string>().ShouldBe(Drive);
        drive["pooled"]!.GetValue<bool>().ShouldBeTrue();
        drive["device_id"]!.GetValue<string>().ShouldBe((await Core.GetAsync("/v1/devices")).List[0]!["uuid"]!.GetValue<string>());
        (await Core.GetAsync("/v1/nodes/none/storages")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static StubReply Members(params string[] paths) => StubReply.Json(new JsonObject
    {
        ["Members"] = new JsonArray([.. paths.Select(path => new JsonObject { ["@odata.id"] = path })]),
    });
}
