using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using static Simulator.Tests.Ironic.IronicLab;

namespace Simulator.Tests.Ironic;

internal sealed class PortsApiTests : IronicTests
{
    private const string Mac = "52:54:00:00:00:01";

    [Test]
    public async Task A_new_port_has_every_field()
    {
        var node = await Lab.CreateNodeAsync();

        var reply = await CreateAsync(node, "52:54:00:AA:BB:CC");

        reply.Status.ShouldBe(201);
        reply.Text("address").ShouldBe("52:54:00:aa:bb:cc");
        reply.Header("Location").ShouldBe($"{Lab.Address}v1/ports/{reply.Text("uuid")}");
        reply.Body!["pxe_enabled"]!.GetValue<bool>().ShouldBeTrue();
        reply.Body["is_smartnic"]!.GetValue<bool>().ShouldBeFalse();
        reply.Body.AsObject().Select(m => m.Key).ShouldBe(
            [
                "uuid", "address", "node_uuid", "extra", "local_link_connection", "pxe_enabled", "portgroup_uuid", "physical_network", "is_smartnic",
                "internal_info", "created_at", "updated_at", "links",
            ],
            ignoreOrder: true);
    }

    [Test]
    public async Task Everything_wrong_with_a_port_is_reported_at_once()
    {
        var reply = await Lab.SendAsync("POST", "/v1/ports", new JsonObject { ["address"] = "beef", ["colour"] = "red" });

        reply.Status.ShouldBe(400);
        reply.Fault.ShouldContain("'node_uuid' is a required property");
        reply.Fault.ShouldContain("'colour' was unexpected");
        reply.Fault.ShouldContain("beef");
    }

    [Test]
    public async Task A_mac_belongs_to_one_port()
    {
        var node = await Lab.CreateNodeAsync();
        await CreateAsync(node, Mac);

        (await CreateAsync(node, Mac.ToUpperInvariant())).Status.ShouldBe(409);
    }

    [Test]
    public async Task An_unknown_node_in_a_body_is_a_bad_request() =>
        (await CreateAsync("55555555-5555-4555-8555-555555555555", Mac)).Status.ShouldBe(400);

    [Test]
    public async Task Ports_are_found_by_node_and_by_address()
    {
        var one = await Lab.CreateNodeAsync("one");
        var two = await Lab.CreateNodeAsync("two");
        await CreateAsync(one, Mac);
        await CreateAsync(two, "52:54:00:00:00:02");

        (await AddressesAsync("/v1/ports")).ShouldBe([Mac, "52:54:00:00:00:02"]);
        (await AddressesAsync("/v1/ports?node=one")).ShouldBe([Mac]);
        (await AddressesAsync($"/v1/ports/?node={one}")).ShouldBe([Mac]);
        (await AddressesAsync($"/v1/ports?node_uuid={two}")).ShouldBe(["52:54:00:00:00:02"]);
        (await AddressesAsync($"/v1/ports?address={Mac}")).ShouldBe([Mac]);
        (await AddressesAsync($"/v1/nodes/{one}/ports")).ShouldBe([Mac]);
        (await AddressesAsync("/v1/ports/detail?limit=1&sort_key=address&sort_dir=desc")).ShouldBe(["52:54:00:00:00:02"]);
    }

    [TestCase("/v1/nodes/one/ports", 404)] // 21.4 takes the UUID only
    [TestCase("/v1/ports?address=beef", 400)]
    [TestCase("/v1/ports?node=nobody", 404)]
    [TestCase("/v1/ports?colour=red", 400)]
    public async Task A_list_refuses_what_it_cannot_do(string path, int status)
    {
        await Lab.CreateNodeAsync("one");

        (await Lab.GetAsync(path)).Status.ShouldBe(status);
    }

    [Test]
    public async Task The_short_form_has_uuid_address_and_links()
    {
        await CreateAsync(await Lab.CreateNodeAsync(), Mac);

        (await Lab.GetAsync("/v1/ports")).Body!["ports"]![0]!.AsObject().Select(m => m.Key).ShouldBe(["uuid", "address", "links"]);
    }

    [Test]
    public async Task A_port_is_patched_and_deleted()
    {
        var port = (await CreateAsync(await Lab.CreateNodeAsync(), Mac)).Text("uuid");

        var patched = await Lab.PatchAsync(
            $"/v1/ports/{port}",
            Operation("replace", "/pxe_enabled", false),
            Operation("add", "/local_link_connection/port_id", "Eth1"),
            Operation("replace", "/address", "52:54:00:00:00:09"));
        var refused = await Lab.PatchAsync($"/v1/ports/{port}", Operation("add", "/internal_info/a", 1));
        var deleted = await Lab.SendAsync("DELETE", $"/v1/ports/{port}");

        patched.Status.ShouldBe(200);
        patched.Body!["pxe_enabled"]!.GetValue<bool>().ShouldBeFalse();
        patched.Text("address").ShouldBe("52:54:00:00:00:09");
        refused.Fault.ShouldContain("Cannot patch /internal_info/a.");
        deleted.Status.ShouldBe(204);
        (await Lab.GetAsync($"/v1/ports/{port}")).Status.ShouldBe(404);
    }

    private Task<IronicReply> CreateAsync(string node, string mac) =>
        Lab.SendAsync("POST", "/v1/ports", new JsonObject { ["node_uuid"] = node, ["address"] = mac });

    private async Task<IEnumerable<string>> AddressesAsync(string path) =>
        (await Lab.GetAsync(path)).Body!["ports"]!.AsArray().Select(p => p!["address"]!.GetValue<string>());
}
