using System.Text.Json.Nodes;
using Harness.Labs;
using Shouldly;

namespace Harness.Operators;

/// <summary>What a person does with pod managers, through the core's API.</summary>
public sealed class PodManagerOperator(ScenarioLab lab)
{
    /// <summary>Registers the lab's pod in the core.</summary>
    /// <returns>The pod manager as the core shows it.</returns>
    public async Task<JsonNode> RegisterAsync(string name)
    {
        var addresses = lab.Addresses;
        var reply = await lab.Valence.SendAsync(HttpMethod.Post, "v1/pod_managers", new JsonObject
        {
            ["name"] = name,
            ["url"] = addresses.Redfish.GetLeftPart(UriPartial.Authority),
            ["authentication"] = new JsonArray(new JsonObject
            {
                ["type"] = "basic",
                ["auth_items"] = new JsonObject { ["username"] = addresses.User, ["password"] = addresses.Password },
            }),
        });
        reply.Status.ShouldBe(200, reply.Text);
        return reply.Body!;
    }

    public async Task<JsonNode> ListAsync() => (await lab.Valence.SendAsync(HttpMethod.Get, "v1/pod_managers")).Body!;
}
