using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using Shouldly;
using Simulator.Ironic;

namespace Simulator.Tests.Ironic;

/// <summary>The hardware type valence against a stub of the Valence API.</summary>
internal sealed class ValenceHardwareTests : IronicTests
{
    private const string Uuid = "77777777-7777-4777-8777-777777777777";

    protected override IronicSettings Settings => new() { NodeLockedRetries = 0, ValenceApi = () => Lab.Bmc.Address };

    [Test]
    public async Task The_driver_tests_its_connection()
    {
        AnnounceValence();

        var reply = await Lab.GetAsync("/v1/drivers/valence/vendor_passthru/test_connection");
        var methods = await Lab.GetAsync("/v1/drivers/valence/vendor_passthru/methods");
        var unknown = await Lab.GetAsync("/v1/drivers/valence/vendor_passthru/bogus");

        reply.Text("version").ShouldBe("v1");
        reply.Body!["pod_managers"]!["Online"]!.GetValue<int>().ShouldBe(2);
        methods.Body!["test_connection"]!["http_methods"]!.AsArray().Count.ShouldBe(2);
        unknown.Status.ShouldBe(400);
    }

    [Test]
    public async Task A_node_is_switched_through_the_valence_api()
    {
        AnnounceValence();
        var node = (await Lab.SendAsync("POST", "/v1/nodes", new JsonObject
        {
            ["driver"] = "valence", ["driver_info"] = new JsonObject { ["valence_node"] = Uuid, ["valence_auth_token"] = "t" },
        })).Text("uuid");

        await Lab.ProvisionAsync(node, "manage");
        await Lab.PassAsync(5);
        await Lab.PowerAsync(node, "power on");
        await Lab.PassAsync(5);
        var tested = await Lab.GetAsync($"/v1/nodes/{node}/vendor_passthru/test_connection");

        (await Lab.NodeAsync(node))["power_state"]!.GetValue<string>().ShouldBe("power on");
        Lab.Bmc.Requests.ShouldContain($"POST /v1/nodes/{Uuid}/action {{\"Reset\":{{\"Type\":\"On\"}}}}");
        tested.Body!["node"]!["name"]!.GetValue<string>().ShouldBe("web-1");
    }

    [Test]
    public async Task A_node_that_names_no_server_of_valence_is_not_ready()
    {
        var node = (await Lab.SendAsync("POST", "/v1/nodes", new JsonObject { ["driver"] = "valence" })).Text("uuid");

        (await Lab.GetAsync($"/v1/nodes/{node}/validate")).Body!["power"]!["reason"]!.GetValue<string>().ShouldContain("driver_info/valence_node is missing");
    }

    private void AnnounceValence()
    {
        var power = "Off";
        Lab.Bmc.Announce("GET", "/v1", 200, new JsonObject { ["id"] = "v1" });
        Lab.Bmc.Announce("GET", "/v1/pod_managers", 200, new JsonArray(new JsonObject { ["status"] = "Online" }, new JsonObject { ["status"] = "Online" }));
        Lab.Bmc.Announce("GET", $"/v1/nodes/{Uuid}", async (context, _) =>
            await context.Response.WriteAsync(new JsonObject { ["uuid"] = Uuid, ["name"] = "web-1", ["state"] = "ready", ["node_power_state"] = power }.ToJsonString()));
        Lab.Bmc.Announce("POST", $"/v1/nodes/{Uuid}/action", (context, body) =>
        {
            power = body!["Reset"]!["Type"]!.GetValue<string>() == "On" ? "On" : "Off";
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });
    }
}
