using System.Text.Json.Nodes;
using Harness.Labs;
using Shouldly;

namespace Harness.Time;

/// <summary>The clock of a lab, moved through the bench's own face.</summary>
public sealed class LabClock(ScenarioLab lab)
{
    /// <summary>From now on time moves by <see cref="AdvanceAsync"/> alone.</summary>
    public Task FreezeAsync() => SendAsync(new JsonObject { ["frozen"] = true });

    public Task UnfreezeAsync() => SendAsync(new JsonObject { ["frozen"] = false });

    public Task AdvanceAsync(TimeSpan span) => SendAsync(new JsonObject { ["advanceSeconds"] = span.TotalSeconds });

    private async Task SendAsync(JsonObject change)
    {
        var reply = await lab.Control.SendAsync(HttpMethod.Post, "sim/v1/clock", change);
        reply.Status.ShouldBe(200, reply.Text);
    }
}
