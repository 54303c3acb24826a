using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Ironic;

internal sealed class VersionTests : IronicTests
{
    [Test]
    public async Task Without_a_header_the_oldest_version_answers_and_the_range_is_named()
    {
        var reply = await Lab.GetAsync("/v1/nodes", version: null);

        reply.Status.ShouldBe(200);
        reply.Header("X-OpenStack-Ironic-API-Version").ShouldBe("1.1");
        reply.Header("X-OpenStack-Ironic-API-Minimum-Version").ShouldBe("1.1");
        reply.Header("X-OpenStack-Ironic-API-Maximum-Version").ShouldBe("1.82");
        reply.Header("OpenStack-Request-Id")!.ShouldMatch("^req-[0-9a-f-]{36}$");
    }

    [TestCase("latest", "1.82")]
    [TestCase("1.38", "1.38")]
    public async Task The_version_in_effect_is_answered(string asked, string answered) =>
        (await Lab.GetAsync("/v1/nodes", asked)).Header("X-OpenStack-Ironic-API-Version").ShouldBe(answered);

    [TestCase("1.0")]
    [TestCase("1.99")]
    [TestCase("2.1")]
    [TestCase("newest")]
    public async Task An_unknown_version_is_not_acceptable(string asked)
    {
        var reply = await Lab.GetAsync("/v1/nodes", asked);

        reply.Status.ShouldBe(406);
        reply.Header("X-OpenStack-Ironic-API-Version").ShouldBeNull();
        reply.Header("X-OpenStack-Ironic-API-Maximum-Version").ShouldBe("1.82");
        reply.Error["code"]!.GetValue<int>().ShouldBe(406);
    }

    [Test]
    public async Task Errors_carry_the_version_too() =>
        (await Lab.GetAsync("/v1/nodes/nope", "1.30")).Header("X-OpenStack-Ironic-API-Version").ShouldBe("1.30");

    [TestCase("1.1", new[] { "chassis", "nodes", "ports", "drivers" }, new[] { "lookup", "portgroups", "conductors", "shards" })]
    [TestCase("1.49", new[] { "lookup", "heartbeat", "portgroups", "volume", "conductors" }, new[] { "allocations", "events" })]
    [TestCase("1.82", new[] { "allocations", "events", "deploy_templates", "shards" }, new string[0])]
    public async Task Resources_appear_by_version(string version, string[] present, string[] absent)
    {
        var body = (await Lab.GetAsync("/v1/", version)).Body!.AsObject();

        present.ShouldAllBe(name => body.ContainsKey(name));
        absent.ShouldAllBe(name => !body.ContainsKey(name));
        body["version"]!["version"]!.GetValue<string>().ShouldBe("1.82");
    }

    [Test]
    public async Task The_root_names_the_versions_and_carries_no_version_headers()
    {
        var reply = await Lab.GetAsync("/");

        reply.Body!["default_version"]!["min_version"]!.GetValue<string>().ShouldBe("1.1");
        reply.Body["versions"]!.AsArray().Count.ShouldBe(1);
        reply.Body["default_version"]!["links"]![0]!["href"]!.GetValue<string>().ShouldBe($"{Lab.Address}v1/");
        reply.Header("X-OpenStack-Ironic-API-Version").ShouldBeNull();
    }

    // A resource newer than the version: 404; a field, query argument or verb: 406.
    [TestCase("GET", "/v1/conductors", "1.48", 404)]
    [TestCase("GET", "/v1/portgroups", "1.1", 404)]
    [TestCase("GET", "/v1/nodes?fields=uuid", "1.7", 406)]
    [TestCase("GET", "/v1/nodes?detail=true", "1.42", 406)]
    [TestCase("GET", "/v1/nodes?shard=a", "1.81", 406)]
    [TestCase("GET", "/v1/nodes?fields=shard", "1.81", 406)]
    public async Task What_is_newer_than_the_version_is_refused(string method, string path, string version, int status) =>
        (await Lab.SendAsync(method, path, version: version)).Status.ShouldBe(status);

    [TestCase("name", "1.4")]
    [TestCase("resource_class", "1.20")]
    [TestCase("boot_interface", "1.30")]
    [TestCase("owner", "1.49")]
    public async Task A_body_field_newer_than_the_version_is_not_acceptable(string field, string version)
    {
        var reply = await Lab.SendAsync("POST", "/v1/nodes", new JsonObject { ["driver"] = "fake-hardware", [field] = "x" }, version);

        reply.Status.ShouldBe(406);
        reply.Header("X-OpenStack-Ironic-API-Version").ShouldBeNull();
        Lab.Nodes.Snapshot().ShouldBeEmpty();
    }

    [TestCase("manage", "1.3")]
    [TestCase("deploy", "1.72")]
    [TestCase("adopt", "1.16")]
    public async Task A_verb_newer_than_the_version_is_not_acceptable(string verb, string version)
    {
        var uuid = await Lab.CreateNodeAsync();

        var reply = await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/states/provision", new JsonObject { ["target"] = verb }, version);

        reply.Status.ShouldBe(406);
    }

    [Test]
    public async Task Fields_newer_than_the_version_are_left_out()
    {
        var uuid = await Lab.CreateNodeAsync();

        var node = (await Lab.GetAsync($"/v1/nodes/{uuid}", "1.4")).Body!.AsObject();

        node.ContainsKey("name").ShouldBeFalse();
        node.ContainsKey("resource_class").ShouldBeFalse();
        node.ContainsKey("provision_state").ShouldBeTrue();
    }

    [Test]
    public async Task Names_are_understood_from_1_5_on()
    {
        await Lab.CreateNodeAsync("web-1");

        (await Lab.GetAsync("/v1/nodes/web-1", "1.4")).Status.ShouldBe(404);
        (await Lab.GetAsync("/v1/nodes/web-1", "1.5")).Status.ShouldBe(200);
    }

    [Test]
    public async Task A_node_made_before_1_11_is_available_and_shown_as_null_before_1_2()
    {
        var created = await Lab.SendAsync("POST", "/v1/nodes", new JsonObject { ["driver"] = "fake-hardware" }, "1.10");

        created.Text("provision_state").ShouldBe("available");
        (await Lab.GetAsync($"/v1/nodes/{created.Text("uuid")}", "1.1")).Body!["provision_state"].ShouldBeNull();
    }
}
