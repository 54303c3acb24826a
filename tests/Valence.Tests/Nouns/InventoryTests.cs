using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;
using ValenceCore.Tests.Peers;

namespace Valence.Tests.Nouns;

/// <summary>Racks, systems and devices, from a service that answers as the contract has it.</summary>
internal sealed class InventoryTests : ClientTests
{
    private const string OnePod = """[{"uuid": "p-1", "name": "pod-a"}]""";

    private const string Racks = """[{"id": "R1", "name": "left", "systems": ["u1"]}, {"id": "R2", "name": "right", "systems": []}]""";

    private const string Systems = """
        [{"id": "S1", "Name": "sled", "uuid": "u1", "cpu": {"arch": "x86", "cores": "8", "model": "Gold"}, "ram": "64", "network": "2",
          "storage": "0", "health": "OK", "location": "Sled:1_"},
         {"id": "S2", "Name": "sled", "uuid": "u2", "cpu": {"arch": "x86", "cores": "8", "model": "Gold"}, "ram": "64", "network": "2",
          "storage": "0", "health": "OK", "location": "Sled:2_"}]
        """;

    private const string Devices = """
        [{"uuid": "6c0d0f3e-7b6a-4a3c-9a52-0b7f3f0f8f11", "type": "SSD", "state": "free", "node_id": null, "podm_id": "p",
          "pooled_group_id": null, "resource_uri": "/redfish/v1/Chassis/d1/Drives/4"}]
        """;

    [Test]
    public async Task A_rack_is_found_by_its_name()
    {
        await using var seer = await Seer.StartedAsync();
        seer.On("GET /v1/pod_managers", new StubReply(200, OnePod));
        seer.On("GET /v1/racks?podm_id=p-1", new StubReply(200, Racks));
        seer.On("GET /v1/racks?podm_id=p-1&show_detail=true", new StubReply(200, Racks));

        var listed = await DoneAsync("rack", "list", "--url", seer.Url);
        var shown = await DoneAsync("rack", "show", "right", "--url", seer.Url, "-o", "json");

        listed.Lines[1].ShouldBe("R1  left   1");
        shown.Json["id"]!.ToString().ShouldBe("R2");
        (await RunAsync("rack", "show", "middle", "--url", seer.Url)).Code.ShouldBe(3);
    }

    [Test]
    public async Task A_system_is_found_by_any_of_its_keys_unless_two_share_it()
    {
        await using var seer = await Seer.StartedAsync();
        seer.On("GET /v1/pod_managers", new StubReply(200, OnePod));
        seer.On("GET /v1/systems?podm_id=p-1", new StubReply(200, Systems));
        seer.On("GET /v1/systems?podm_id=p-1&ram=32&health=OK", new StubReply(200, Systems));

        var twice = await RunAsync("system", "show", "sled", "--url", seer.Url);

        (await DoneAsync("system", "list", "--memory-gib", "32", "--health", "OK", "--url", seer.Url)).Lines.Count.ShouldBe(3);
        (await DoneAsync("system", "show", "u2", "--url", seer.Url, "-q")).Out.ShouldBe("S2\n");
        twice.Code.ShouldBe(2);
        twice.Error.ShouldContain("S1, S2");
    }

    [Test]
    public async Task Which_pod_need_be_said_only_where_there_are_several()
    {
        await using var seer = await Seer.StartedAsync();

        var none = await RunAsync("rack", "list", "--url", seer.Url);
        seer.On("GET /v1/pod_managers", new StubReply(200, """[{"uuid": "p-1", "name": "pod-a"}, {"uuid": "p-2", "name": "pod-b"}]"""));
        var several = await RunAsync("system", "list", "--url", seer.Url);

        none.Code.ShouldBe(3);
        several.Code.ShouldBe(2);
        several.Error.ShouldContain("say which of pod-a, pod-b");
    }

    [Test]
    public async Task A_device_is_found_by_its_address_at_the_pod()
    {
        await using var seer = await Seer.StartedAsync();
        seer.On("GET /v1/devices", new StubReply(200, Devices));
        seer.On("GET /v1/devices/6c0d0f3e-7b6a-4a3c-9a52-0b7f3f0f8f11", new StubReply(200, """{"uuid": "u", "extra": {"vendor_name": "Acme"}}"""));
        seer.On("GET /v1/nodes", new StubReply(200, """[{"uuid": "n-1", "name": "db-3"}]"""));
        seer.On("POST /v1/nodes/n-1/action", new StubReply(204));

        (await DoneAsync("device", "list", "--url", seer.Url)).Out.ShouldContain("SSD");
        (await DoneAsync("device", "show", "/redfish/v1/Chassis/d1/Drives/4", "--url", seer.Url)).Out.ShouldContain("extra.vendor_name  Acme");
        (await DoneAsync("node", "attach", "db-3", "/redfish/v1/Chassis/d1/Drives/4", "--url", seer.Url)).Out.ShouldBe("The device is attached.\n");
        (await DoneAsync("node", "detach", "db-3", "6c0d0f3e-7b6a-4a3c-9a52-0b7f3f0f8f11", "--url", seer.Url)).Out.ShouldBe("The device is detached.\n");
        seer.Seen.Where(request => request.Name.StartsWith("POST", StringComparison.Ordinal)).Select(request => request.Body!.ToJsonString()).ShouldBe(
        [
            """{"attach":{"resource_id":"6c0d0f3e-7b6a-4a3c-9a52-0b7f3f0f8f11"}}""",
            """{"detach":{"resource_id":"6c0d0f3e-7b6a-4a3c-9a52-0b7f3f0f8f11"}}""",
        ]);
    }

    [Test]
    public async Task A_pod_that_could_not_be_synchronised_makes_the_command_fail_after_all_are_told()
    {
        await RegisterPodAsync();
        Pod.On("GET /redfish/v1/Chassis", new StubReply(503));

        var synchronised = await RunAsync("device", "sync", "-o", "json");

        synchronised.Code.ShouldBe(5);
        synchronised.Json.ShouldBeOfType<JsonArray>().ShouldHaveSingleItem()!["status"]!.ToString().ShouldBe("FAILED");
    }

    [Test]
    public async Task What_only_newer_services_serve_is_asked_for_as_agreed()
    {
        await using var seer = await Seer.StartedAsync();
        seer.On("GET /v1/drivers", new StubReply(200, """
            [{"name": "redfish", "aliases": ["redfishv1"], "version": "1", "contract": "1", "capabilities": ["ComposeNodes", "ControlPower"],
              "source": "built in", "problem": null}]
            """));
        seer.On("GET /v1/audit?limit=5&marker=9", new StubReply(200, """
            [{"actor": "ann", "role": "admin", "method": "POST", "path": "/v1/nodes", "status": 202, "request_id": "r", "operation_id": null,
              "created_at": "2026-01-02 03:04:05 UTC"}]
            """));
        seer.On("POST /v1/explain", new StubReply(200, """{"possible": true}"""));
        seer.On("POST /v1/secrets/rotate", new StubReply(200, """{"resealed": 3}"""));

        (await DoneAsync("driver", "list", "--url", seer.Url)).Lines[1].ShouldBe("redfish  redfishv1  1        1         ComposeNodes, ControlPower  built in");
        (await DoneAsync("audit", "list", "--limit", "5", "--marker", "9", "--url", seer.Url)).Lines[1].ShouldStartWith("2026-01-02 03:04:05 UTC  ann    admin  POST");
        (await DoneAsync("explain", "--cores", "4", "--url", seer.Url)).Out.ShouldContain("possible  true");
        (await DoneAsync("secret", "rotate", "--url", seer.Url)).Out.ShouldContain("resealed  3");
        seer.Only("POST /v1/explain").Body!["properties"]!["processor"]!["total_cores"]!.GetValue<int>().ShouldBe(4);
    }

    [Test]
    public async Task Storages_are_listed_where_a_service_serves_them()
    {
        await using var seer = await Seer.StartedAsync();
        seer.On("GET /v1/storages", new StubReply(501, """{"detail": "Storages are not served.", "status": 501}"""), new StubReply(200, """[{"id": "v-1", "name": "volume"}]"""));

        var older = await RunAsync("storage", "list", "--url", seer.Url);
        var newer = await DoneAsync("storage", "list", "-q", "--url", seer.Url);

        older.Code.ShouldBe(5);
        older.Error.ShouldContain("not served");
        newer.Out.ShouldBe("v-1\n");
    }
}
