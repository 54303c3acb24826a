using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using static Simulator.Tests.Ironic.IronicLab;

namespace Simulator.Tests.Ironic;

internal sealed class NodesApiTests : IronicTests
{
    [Test]
    public async Task A_new_node_has_every_field_at_its_default()
    {
        var reply = await Lab.SendAsync("POST", "/v1/nodes", new JsonObject { ["driver"] = "fake-hardware", ["name"] = "n" });

        reply.Status.ShouldBe(201);
        var node = reply.Body!.AsObject();
        reply.Header("Location").ShouldBe($"{Lab.Address}v1/nodes/{reply.Text("uuid")}");
        node["provision_state"]!.GetValue<string>().ShouldBe("enroll");
        node["maintenance"]!.GetValue<bool>().ShouldBeFalse();
        node["power_interface"]!.GetValue<string>().ShouldBe("fake");
        node["conductor_group"]!.GetValue<string>().ShouldBe("");
        node["created_at"]!.GetValue<string>().ShouldBe("2026-01-01T00:00:00+00:00");
        string[] nulls =
        [
            "instance_uuid", "chassis_uuid", "resource_class", "target_provision_state", "provision_updated_at", "power_state", "target_power_state",
            "maintenance_reason", "fault", "last_error", "reservation", "inspection_started_at", "updated_at", "automated_clean", "owner", "lessee",
            "description", "shard", "protected_reason", "retired_reason", "allocation_uuid", "boot_mode", "secure_boot",
        ];
        nulls.ShouldAllBe(f => node.ContainsKey(f) && node[f] == null);
        string[] objects = ["driver_info", "driver_internal_info", "properties", "extra", "instance_info", "clean_step", "deploy_step", "raid_config", "network_data"];
        objects.ShouldAllBe(f => node[f]!.AsObject().Count == 0);
        string[] links = ["links", "ports", "portgroups", "states", "volume"];
        links.ShouldAllBe(f => node[f]!.AsArray().Count == 2);
        node.Count.ShouldBe(63);
    }

    [Test]
    public async Task Links_are_self_and_bookmark()
    {
        var uuid = await Lab.CreateNodeAsync();

        var links = (await Lab.NodeAsync(uuid))["links"]!.AsArray();

        links[0]!.ToJsonString().ShouldBe($"{{\"href\":\"{Lab.Address}v1/nodes/{uuid}\",\"rel\":\"self\"}}");
        links[1]!.ToJsonString().ShouldBe($"{{\"href\":\"{Lab.Address}nodes/{uuid}\",\"rel\":\"bookmark\"}}");
    }

    [Test]
    public async Task Uuids_depend_on_the_seed_alone()
    {
        var here = await Lab.CreateNodeAsync();
        await using var other = await StartAsync();

        (await other.CreateNodeAsync()).ShouldBe(here);
    }

    [Test]
    public async Task Secrets_are_never_answered()
    {
        var uuid = await Lab.CreateNodeAsync(edit: n => n["instance_info"] = new JsonObject { ["configdrive"] = "H4sI", ["image_source"] = "x" });

        var node = await Lab.NodeAsync(uuid);

        node.ToJsonString().ShouldNotContain(StubBmc.Password);
        node["driver_info"]!["redfish_password"]!.GetValue<string>().ShouldBe("******");
        node["instance_info"]!["configdrive"]!.GetValue<string>().ShouldBe("******");
        node["instance_info"]!["image_source"]!.GetValue<string>().ShouldBe("x");
    }

    [TestCase("name", "web-1")]
    [TestCase("uuid", "11111111-1111-4111-8111-111111111111")]
    [TestCase("instance_uuid", "22222222-2222-4222-8222-222222222222")]
    public async Task Duplicates_conflict(string field, string value)
    {
        await Lab.CreateNodeAsync("web-1", n => n[field] = value);

        var reply = await Lab.SendAsync("POST", "/v1/nodes", new JsonObject { ["driver"] = "fake-hardware", [field] = value });

        reply.Status.ShouldBe(409);
    }

    [Test]
    public async Task An_unknown_driver_finds_no_conductor()
    {
        var reply = await Lab.SendAsync("POST", "/v1/nodes", new JsonObject { ["driver"] = "ilo" });

        reply.Status.ShouldBe(400);
        reply.Fault.ShouldBe("No valid host was found. Reason: No conductor service registered which supports driver ilo for conductor group \"\".");
    }

    [TestCase("deploy_interface", "ansible")]
    [TestCase("chassis_uuid", "33333333-3333-4333-8333-333333333333")]
    [TestCase("uuid", "not-a-uuid")]
    [TestCase("traits", "CUSTOM_A")]
    public async Task Values_that_cannot_be_are_refused(string field, string value) =>
        (await Lab.SendAsync("POST", "/v1/nodes", new JsonObject { ["driver"] = "redfish", [field] = value })).Status.ShouldBe(400);

    [Test]
    public async Task A_node_answers_to_uuid_name_and_json_suffix()
    {
        var uuid = await Lab.CreateNodeAsync("web-1");

        (await Lab.GetAsync($"/v1/nodes/{uuid}")).Text("uuid").ShouldBe(uuid);
        (await Lab.GetAsync("/v1/nodes/web-1")).Text("uuid").ShouldBe(uuid);
        (await Lab.GetAsync("/v1/nodes/web-1.json")).Text("uuid").ShouldBe(uuid);
    }

    [Test]
    public async Task The_short_form_has_seven_members()
    {
        await Lab.CreateNodeAsync();

        var node = (await Lab.GetAsync("/v1/nodes")).Body!["nodes"]![0]!.AsObject();

        node.Select(m => m.Key).ShouldBe(["uuid", "name", "instance_uuid", "provision_state", "power_state", "maintenance", "links"], ignoreOrder: true);
    }

    [TestCase("/v1/nodes/detail")]
    [TestCase("/v1/nodes?detail=true")]
    public async Task The_detailed_form_has_everything(string path)
    {
        await Lab.CreateNodeAsync();

        (await Lab.GetAsync(path)).Body!["nodes"]![0]!.AsObject().Count.ShouldBe(63);
    }

    [Test]
    public async Task Chosen_fields_come_with_links_only()
    {
        await Lab.CreateNodeAsync();

        var node = (await Lab.GetAsync("/v1/nodes?fields=uuid,name")).Body!["nodes"]![0]!.AsObject();

        node.Select(m => m.Key).ShouldBe(["uuid", "name", "links"], ignoreOrder: true);
    }

    [TestCase("/v1/nodes?fields=name,colour,shape", 500, "type object 'Node' has no attribute 'colour'")]
    [TestCase("/v1/nodes/web-1?fields=name,colour,shape", 400, "Field colour is not a valid field.")]
    [TestCase("/v1/nodes?fields=name&detail=true", 400, "Can not specify ?detail=True and fields in the same request.")]
    [TestCase("/v1/conductors?fields=colour", 400, "Field(s) \"colour\" are not valid")]
    public async Task An_unknown_field_is_refused_as_real_ironic_does(string path, int status, string text)
    {
        await Lab.CreateNodeAsync("web-1");

        var reply = await Lab.GetAsync(path);

        reply.Status.ShouldBe(status);
        reply.Fault.ShouldContain(text);
    }

    [Test]
    public async Task An_unknown_field_is_not_noticed_where_there_is_nothing_to_show()
    {
        (await Lab.GetAsync("/v1/ports?fields=colour")).Status.ShouldBe(200);

        var node = await Lab.CreateNodeAsync();
        await Lab.SendAsync("POST", "/v1/ports", new JsonObject { ["node_uuid"] = node, ["address"] = "52:54:00:aa:bb:01" });

        (await Lab.GetAsync("/v1/ports?fields=colour")).Status.ShouldBe(400);
    }

    [TestCase("/v1/nodes?fields=uuid&detail=true", 400)]
    [TestCase("/v1/nodes/detail?fields=uuid", 400)]
    [TestCase("/v1/nodes?fields=bogus", 500)]
    [TestCase("/v1/nodes?limit=-1", 400)]
    [TestCase("/v1/nodes?sort_key=driver_info", 400)]
    [TestCase("/v1/nodes?sort_key=bogus", 400)]
    [TestCase("/v1/nodes?sort_dir=up", 400)]
    [TestCase("/v1/nodes?marker=44444444-4444-4444-8444-444444444444", 404)]
    [TestCase("/v1/nodes?provision_state=asleep", 400)]
    [TestCase("/v1/nodes?maintenance=maybe", 400)]
    public async Task A_list_refuses_what_it_cannot_do(string path, int status) => (await Lab.GetAsync(path)).Status.ShouldBe(status);

    [Test]
    public async Task Pages_follow_each_other_by_marker_and_keep_the_query()
    {
        foreach (var name in new[] { "c", "a", "b" })
        {
            await Lab.CreateNodeAsync(name);
        }

        var first = await Lab.GetAsync("/v1/nodes?limit=2&fields=name&driver=redfish&sort_key=name");
        var next = new Uri(first.Text("next"));
        var second = await Lab.GetAsync(next.PathAndQuery);

        NamesIn(first).ShouldBe(["a", "b"]);
        next.Query.ShouldStartWith("?fields=name&driver=redfish&sort_key=name&sort_dir=asc&limit=2&marker=");
        NamesIn(second).ShouldBe(["c"]);
        second.Body!.AsObject().ContainsKey("next").ShouldBeFalse();
    }

    [TestCase("sort_dir=desc", new[] { "b", "c", "a" })]
    [TestCase("sort_key=name&sort_dir=desc", new[] { "c", "b", "a" })]
    [TestCase("limit=0", new[] { "a", "c", "b" })]
    public async Task Lists_are_sorted(string query, string[] names)
    {
        foreach (var name in new[] { "a", "c", "b" })
        {
            await Lab.CreateNodeAsync(name);
        }

        NamesIn(await Lab.GetAsync($"/v1/nodes?{query}")).ShouldBe(names);
    }

    [TestCase("driver=redfish", 1)]
    [TestCase("driver=fake-hardware", 1)]
    [TestCase("provision_state=enroll", 2)]
    [TestCase("provision_state=active", 0)]
    [TestCase("maintenance=true", 0)]
    [TestCase("associated=true", 1)]
    [TestCase("associated=false", 1)]
    [TestCase("instance_uuid=22222222-2222-4222-8222-222222222222", 1)]
    [TestCase("resource_class=gold", 1)]
    [TestCase("owner=me", 1)]
    [TestCase("project=me", 1)]
    [TestCase("description_contains=BLUE", 1)]
    [TestCase("shard=s1,s2", 1)]
    [TestCase("sharded=false", 1)]
    [TestCase("conductor=ironic-conductor", 2)]
    public async Task Filters_choose(string query, int count)
    {
        await Lab.CreateNodeAsync("a");
        var other = new JsonObject
        {
            ["driver"] = "fake-hardware", ["resource_class"] = "gold", ["owner"] = "me", ["description"] = "a blue one", ["shard"] = "s1",
            ["instance_uuid"] = "22222222-2222-4222-8222-222222222222",
        };
        (await Lab.SendAsync("POST", "/v1/nodes", other)).Status.ShouldBe(201);

        (await Lab.GetAsync($"/v1/nodes?{query}")).Body!["nodes"]!.AsArray().Count.ShouldBe(count);
    }

    [Test]
    public async Task A_patch_adds_replaces_and_removes()
    {
        var uuid = await Lab.CreateNodeAsync();

        var reply = await Lab.PatchAsync(
            $"/v1/nodes/{uuid}",
            Operation("add", "/extra/rack", "r1"),
            Operation("add", "/properties/cpus", 4),
            Operation("replace", "/name", "web-2"),
            Operation("remove", "/driver_info/redfish_username"),
            Operation("add", "/resource_class", "gold"));

        reply.Status.ShouldBe(200);
        reply.Body!["extra"]!["rack"]!.GetValue<string>().ShouldBe("r1");
        reply.Body["properties"]!["cpus"]!.GetValue<int>().ShouldBe(4);
        reply.Body["driver_info"]!.AsObject().ContainsKey("redfish_username").ShouldBeFalse();
        reply.Body["driver_info"]!["redfish_password"]!.GetValue<string>().ShouldBe("******");
        (await Lab.GetAsync("/v1/nodes/web-2")).Status.ShouldBe(200);
        (await Lab.GetAsync("/v1/nodes/web-1")).Status.ShouldBe(404);
    }

    [Test]
    public async Task Removing_an_attribute_resets_it()
    {
        var uuid = await Lab.CreateNodeAsync(edit: n => n["boot_interface"] = "pxe");

        var reply = await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("remove", "/boot_interface"), Operation("remove", "/name"));

        reply.Text("boot_interface").ShouldBe("ipxe");
        reply.Body!["name"].ShouldBeNull();
    }

    [Test]
    public async Task Changing_the_driver_resets_the_interfaces()
    {
        var uuid = await Lab.CreateNodeAsync();

        var reply = await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("replace", "/driver", "fake-hardware"));

        reply.Text("power_interface").ShouldBe("fake");
    }

    [Test]
    public async Task An_empty_patch_changes_nothing()
    {
        var uuid = await Lab.CreateNodeAsync();

        var reply = await Lab.PatchAsync($"/v1/nodes/{uuid}");

        reply.Status.ShouldBe(200);
        reply.Body!["updated_at"].ShouldBeNull();
    }

    [TestCase("test", "/name", "Each|'test' is not one of")]
    [TestCase("replace", "/uuid", "Cannot patch /uuid. Only the following can be updated: ")]
    [TestCase("replace", "/provision_state", "Cannot patch /provision_state.")]
    [TestCase("replace", "/bogus", "Cannot patch /bogus.")]
    [TestCase("remove", "/driver", "mandatory")]
    [TestCase("remove", "/extra/nothing", "non-existent")]
    [TestCase("replace", "/extra/nothing", "non-existent")]
    [TestCase("replace", "/properties/cpus/deep", "parent is not there")]
    [TestCase("replace", "name", "not a path")]
    public async Task A_bad_patch_changes_nothing_at_all(string op, string path, string problem)
    {
        var uuid = await Lab.CreateNodeAsync("web-1");

        var reply = await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("replace", "/name", "web-2"), Operation(op, path, "x"));

        reply.Status.ShouldBe(400);
        reply.Fault.ShouldContain(problem.Split('|')[^1]);
        (await Lab.NodeAsync(uuid))["name"]!.GetValue<string>().ShouldBe("web-1");
    }

    [Test]
    public async Task A_patch_must_be_an_array()
    {
        var uuid = await Lab.CreateNodeAsync();

        (await Lab.SendAsync("PATCH", $"/v1/nodes/{uuid}", new JsonObject())).Status.ShouldBe(400);
    }

    [Test]
    public async Task Interfaces_of_an_active_node_change_only_in_maintenance()
    {
        var uuid = await Lab.AvailableNodeAsync();
        await Lab.ProvisionAsync(uuid, "active");
        await Lab.PassAsync(60);
        var change = Operation("replace", "/boot_interface", "pxe");

        var refused = await Lab.PatchAsync($"/v1/nodes/{uuid}", change.DeepClone().AsObject());
        await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/maintenance", new JsonObject());
        var taken = await Lab.PatchAsync($"/v1/nodes/{uuid}", change);

        refused.Status.ShouldBe(409);
        taken.Status.ShouldBe(200);
        (await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("add", "/protected", true))).Status.ShouldBe(200);
    }

    [Test]
    public async Task Only_an_active_node_is_protected()
    {
        var uuid = await Lab.CreateNodeAsync();

        (await Lab.PatchAsync($"/v1/nodes/{uuid}", Operation("add", "/protected", true))).Status.ShouldBe(409);
    }

    [Test]
    public async Task A_deleted_node_takes_its_ports_along()
    {
        var uuid = await Lab.CreateNodeAsync();
        await Lab.SendAsync("POST", "/v1/ports", new JsonObject { ["node_uuid"] = uuid, ["address"] = "52:54:00:00:00:01" });

        (await Lab.SendAsync("DELETE", $"/v1/nodes/{uuid}")).Status.ShouldBe(204);

        (await Lab.GetAsync($"/v1/nodes/{uuid}")).Status.ShouldBe(404);
        (await Lab.GetAsync("/v1/ports")).Body!["ports"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task A_node_with_an_instance_is_not_deleted()
    {
        var uuid = await Lab.CreateNodeAsync(edit: n => n["instance_uuid"] = "22222222-2222-4222-8222-222222222222");

        (await Lab.SendAsync("DELETE", $"/v1/nodes/{uuid}")).Status.ShouldBe(409);
    }

    [Test]
    public async Task An_active_node_is_deleted_only_in_maintenance()
    {
        var uuid = await Lab.AvailableNodeAsync();
        await Lab.ProvisionAsync(uuid, "active");
        await Lab.PassAsync(60);

        (await Lab.SendAsync("DELETE", $"/v1/nodes/{uuid}")).Status.ShouldBe(409);
        await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/maintenance", new JsonObject { ["reason"] = "broken" });
        (await Lab.SendAsync("DELETE", $"/v1/nodes/{uuid}")).Status.ShouldBe(204);
    }

    [Test]
    public async Task Maintenance_is_set_with_a_reason_and_unset()
    {
        var uuid = await Lab.CreateNodeAsync();

        (await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/maintenance", new JsonObject { ["reason"] = "fan" })).Status.ShouldBe(202);
        var during = await Lab.NodeAsync(uuid);
        (await Lab.SendAsync("DELETE", $"/v1/nodes/{uuid}/maintenance")).Status.ShouldBe(202);
        var after = await Lab.NodeAsync(uuid);

        (during["maintenance"]!.GetValue<bool>(), during["maintenance_reason"]!.GetValue<string>()).ShouldBe((true, "fan"));
        (after["maintenance"]!.GetValue<bool>(), after["maintenance_reason"]).ShouldBe((false, null));
    }

    [Test]
    public async Task Validation_says_what_is_missing()
    {
        var uuid = await Lab.CreateNodeAsync(edit: n => n["driver_info"] = new JsonObject { ["redfish_verify_ca"] = "nowhere", ["redfish_auth_type"] = "magic" });

        var result = (await Lab.GetAsync($"/v1/nodes/{uuid}/validate")).Body!.AsObject();

        result.Select(m => m.Key).ShouldBe(["power", "management", "boot", "deploy", "network", "storage", "bios", "console", "inspect", "raid", "rescue"], ignoreOrder: true);
        result["network"]!["result"]!.GetValue<bool>().ShouldBeTrue();
        result["console"]!["result"]!.GetValue<bool>().ShouldBeFalse();
        var reason = result["power"]!["reason"]!.GetValue<string>();
        reason.ShouldContain("redfish_address");
        reason.ShouldContain("redfish_verify_ca");
        reason.ShouldContain("redfish_auth_type");
    }

    [Test]
    public async Task Traits_are_kept_as_a_set()
    {
        var uuid = await Lab.CreateNodeAsync();
        var path = $"/v1/nodes/{uuid}/traits";

        (await Lab.SendAsync("PUT", path, new JsonObject { ["traits"] = new JsonArray("CUSTOM_B", "HW_CPU_X86_VMX") })).Status.ShouldBe(204);
        (await Lab.SendAsync("PUT", $"{path}/CUSTOM_A")).Status.ShouldBe(204);
        (await Lab.SendAsync("DELETE", $"{path}/CUSTOM_B")).Status.ShouldBe(204);
        (await Lab.SendAsync("DELETE", $"{path}/CUSTOM_B")).Status.ShouldBe(404);
        (await Lab.SendAsync("PUT", $"{path}/custom_x")).Status.ShouldBe(400);

        (await Lab.GetAsync(path)).Body!["traits"]!.AsArray().Select(t => t!.GetValue<string>()).ShouldBe(["CUSTOM_A", "HW_CPU_X86_VMX"]);
        (await Lab.SendAsync("DELETE", path)).Status.ShouldBe(204);
        (await Lab.GetAsync(path)).Body!["traits"]!.AsArray().ShouldBeEmpty();
    }

    [Test]
    public async Task The_noop_network_accepts_vifs_and_stores_none()
    {
        var uuid = await Lab.CreateNodeAsync();

        (await Lab.SendAsync("POST", $"/v1/nodes/{uuid}/vifs", new JsonObject { ["id"] = "v" })).Status.ShouldBe(204);
        (await Lab.GetAsync($"/v1/nodes/{uuid}/vifs")).Body!["vifs"]!.AsArray().ShouldBeEmpty();
        (await Lab.SendAsync("DELETE", $"/v1/nodes/{uuid}/vifs/v")).Status.ShouldBe(204);
        (await Lab.SendAsync("POST", $"/v1/nodes/{uuid}/vifs", new JsonObject())).Fault.ShouldBe("Missing mandatory parameter: id");
    }

    [Test]
    public async Task The_page_sees_the_nodes()
    {
        var uuid = await Lab.ManageableNodeAsync();

        var seen = Lab.Nodes.Snapshot().Single();

        seen.ShouldBe(new Simulator.Ironic.NodeSnapshot(uuid, "web-1", "manageable", null, "power off", null, IsInMaintenance: false, null, StubBmc.SystemPath));
    }

    private static IEnumerable<string> NamesIn(IronicReply list) => list.Body!["nodes"]!.AsArray().Select(n => n!["name"]!.GetValue<string>());
}
