using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;
using ValenceCore.Tests.Peers;

namespace Valence.Tests.Nouns;

internal sealed class InstanceTests : ClientTests
{
    private const string Server = "1be26c0b-03f2-4d2e-ae87-c02d7f33c123";

    private JsonObject node = [];

    [SetUp]
    public async Task OfferedAsync()
    {
        node = new JsonObject
        {
            ["uuid"] = Server, ["extra"] = new JsonObject(), ["properties"] = new JsonObject(), ["resource_class"] = "gold", ["provision_state"] = "available",
        };
        Ironic.On(StubIronic.ListNodes, StubReply.Json(new JsonObject { ["nodes"] = new JsonArray(node.DeepClone()) }));
        await DoneAsync("flavor", "create", "old", "--resource-class", "gold", "--compose", "never");
    }

    [Test]
    public async Task An_instance_is_created_shown_and_locked()
    {
        string Reserved() => Ironic.Seen.First(one => one.Name == "POST /v1/allocations").Body!["uuid"]!.GetValue<string>();
        Ironic.On("POST /v1/allocations", new StubReply(201, "{}"));
        Ironic.On("GET /v1/allocations/*", StubReply.Json(new JsonObject { ["state"] = "active", ["node_uuid"] = Server }));
        Ironic.On(StubIronic.Node(Server), new StubReply(200)
        {
            BodyOf = () =>
            {
                (node["instance_uuid"], node["provision_state"], node["power_state"]) = (Reserved(), "active", "power on");
                return node.ToJsonString();
            },
        });
        Ironic.On(StubIronic.Provision(Server), new StubReply(400, "{}"));

        var made = await DoneAsync(
            "instance", "create", "db", "--flavor", "old", "--image", "glance-1", "--meta", "role=primary", "--watch");

        made.Out.ShouldContain("active");
        made.Error.ShouldContain("deploy succeeded");
        (await DoneAsync("instance", "show", "db", "-o", "json")).Json["metadata"]!["role"]!.GetValue<string>().ShouldBe("primary");
        (await DoneAsync("instance", "events", "db")).Out.ShouldContain("pre-set server");
        (await DoneAsync("instance", "set", "db", "--locked", "true")).Out.ShouldContain("locked_by");
        (await RunAsync("instance", "delete", "db")).Error.ShouldContain("is locked by");
        (await RunAsync("instance", "power", "db", "off")).Error.ShouldContain("is locked by");
        (await DoneAsync("instance", "list", "--state", "active", "-q")).Out.Trim().ShouldBe(Reserved());
    }

    [Test]
    public async Task What_cannot_be_is_told()
    {
        (await RunAsync("instance", "create", "db", "--flavor", "none", "--image", "x")).Error.ShouldContain("There is no flavor");
        (await RunAsync("instance", "create", "db", "--flavor", "old", "--image", "x", "--boot-iso", "y")).Error.ShouldContain("image.source: give either");
        (await RunAsync("instance", "create", "db", "--flavor", "old", "--image", "x", "--meta", "nonsense")).Error.ShouldContain("key=value");
        (await RunAsync("instance", "show", "nobody")).Error.ShouldContain("There is no instance");
    }
}
