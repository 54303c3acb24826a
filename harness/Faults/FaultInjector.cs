using System.Text.Json.Nodes;
using Harness.Labs;
using Shouldly;

namespace Harness.Faults;

/// <summary>Breaks things in the rack and its faces, through the bench's own face.</summary>
public sealed class FaultInjector(ScenarioLab lab)
{
    /// <summary>Sets a rule; see the simulator's fault rules for its members.</summary>
    public async Task SetAsync(JsonObject rule)
    {
        var reply = await lab.Control.SendAsync(HttpMethod.Post, "sim/v1/faults", rule);
        reply.Status.ShouldBe(201, reply.Text);
    }

    public async Task HealAllAsync()
    {
        var reply = await lab.Control.SendAsync(HttpMethod.Delete, "sim/v1/faults");
        reply.Status.ShouldBe(204, reply.Text);
    }

    /// <param name="id">A system or pooled device.</param>
    /// <param name="health"><c>OK</c>, <c>Warning</c> or <c>Critical</c>.</param>
    public async Task SetHealthAsync(string id, string health)
    {
        var reply = await lab.Control.SendAsync(HttpMethod.Post, "sim/v1/health", new JsonObject { ["id"] = id, ["health"] = health });
        reply.Status.ShouldBe(204, reply.Text);
    }
}
