using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Simulator.Faults;

namespace Simulator.Tests.Ironic;

internal sealed class ErrorTests : IronicTests
{
    [Test]
    public async Task An_error_is_json_inside_a_string()
    {
        var reply = await Lab.GetAsync("/v1/nodes/nope");

        reply.Status.ShouldBe(404);
        reply.Body!.AsObject().Count.ShouldBe(1);
        reply.Error["faultcode"]!.GetValue<string>().ShouldBe("Client");
        reply.Fault.ShouldBe("Node nope could not be found.");
        reply.Error.ContainsKey("debuginfo").ShouldBeTrue();
    }

    [TestCase("GET", "/v1/nothing", 404, "Not Found")]
    [TestCase("GET", "/elsewhere", 404, "Not Found")]
    [TestCase("PUT", "/v1/nodes", 405, "Method Not Allowed")]
    public async Task Errors_of_routing_have_a_title(string method, string path, int status, string title)
    {
        var reply = await Lab.SendAsync(method, path);

        reply.Status.ShouldBe(status);
        reply.Error["code"]!.GetValue<int>().ShouldBe(status);
        reply.Error["title"]!.GetValue<string>().ShouldBe(title);
    }

    [Test]
    public async Task A_trailing_slash_is_accepted() => (await Lab.GetAsync("/v1/nodes/")).Status.ShouldBe(200);

    [Test]
    public async Task A_body_that_is_not_json_is_answered_as_real_ironic_does()
    {
        var reply = await Lab.SendAsync("POST", "/v1/nodes", raw: "{driver");

        reply.Status.ShouldBe(500);
        reply.Fault.ShouldContain("not JSON");
    }

    [Test]
    public async Task A_fault_rule_strikes_in_the_form_of_the_face()
    {
        Lab.World.Faults.Add(new FaultRule { Face = "ironic", Path = "/v1/nodes", Status = 503, Message = "No free conductor workers available" });

        var reply = await Lab.GetAsync("/v1/nodes");

        reply.Status.ShouldBe(503);
        reply.Fault.ShouldBe("No free conductor workers available");
    }

    [Test]
    public async Task Unknown_arguments_are_all_named()
    {
        var reply = await Lab.GetAsync("/v1/nodes?colour=red&size=2");

        reply.Status.ShouldBe(400);
        reply.Fault.ShouldBe("Unexpected arguments: colour, size");
    }

    [Test]
    public async Task Everything_wrong_with_a_body_is_reported_at_once()
    {
        var body = new JsonObject { ["extra"] = 5, ["name"] = "no spaces please", ["colour"] = "red", ["provision_state"] = "active" };

        var reply = await Lab.SendAsync("POST", "/v1/nodes", body);

        reply.Status.ShouldBe(400);
        reply.Fault.ShouldContain("'driver' is a required property");
        reply.Fault.ShouldContain("'colour', 'provision_state' were unexpected");
        reply.Fault.ShouldContain("extra: 5 is not of type 'object'");
        reply.Fault.ShouldContain("no spaces please");
        Lab.Nodes.Snapshot().ShouldBeEmpty();
    }
}
