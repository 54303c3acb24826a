using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Simulator.Ironic;

namespace Simulator.Tests.Ironic;

internal sealed class LockPatienceTests : IronicTests
{
    protected override IronicSettings Settings => new();

    // Seconds until the machine is on; what the request then answers, after how many seconds.
    [TestCase(2, 202, 3)]
    [TestCase(20, 409, 3)]
    public async Task A_locked_node_is_looked_at_three_times(int seconds, int status, int longest)
    {
        var uuid = await Lab.ManageableNodeAsync();
        Lab.Bmc.PowerToCome.Enqueue("Off");
        Lab.Bmc.PowerToCome.Enqueue("Off");
        for (var i = 0; i < seconds; i++)
        {
            Lab.Bmc.PowerToCome.Enqueue("PoweringOn");
        }

        Lab.Bmc.PowerToCome.Enqueue("On");
        await Lab.PowerAsync(uuid, "power on");
        await Lab.PassAsync(0.5);
        var asked = Lab.World.Clock.GetUtcNow();

        Lab.World.Clock.Unfreeze();
        var reply = await Lab.SendAsync("PUT", $"/v1/nodes/{uuid}/maintenance", new JsonObject());

        reply.Status.ShouldBe(status);
        (Lab.World.Clock.GetUtcNow() - asked).TotalSeconds.ShouldBeInRange(1, status == 409 ? double.MaxValue : longest);
        if (status == 409)
        {
            reply.Fault.ShouldBe($"Node {uuid} is locked by host ironic-conductor, please retry after the current operation is completed.");
        }
    }
}
