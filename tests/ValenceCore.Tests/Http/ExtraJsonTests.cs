using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Composition;
using ValenceCore.Inventory;

namespace ValenceCore.Tests.Http;

/// <summary>What a driver tells of its own stands beside what the core tells, and never in its place.</summary>
internal sealed class ExtraJsonTests
{
    private static readonly Dictionary<string, string?> Extra = new() { ["serial_number"] = "S1", ["host_model"] = null, ["uuid"] = "not yours" };

    [Test]
    public void A_node_shows_it_beside_its_own_fields()
    {
        var node = new ComposedNode { Uuid = "u1", Name = "n", State = NodeStates.Composed, Origin = NodeOrigins.Composed };
        var details = new NodeDetails { Index = "7", Uri = "devices/7", PoolId = "17", Extra = Extra };

        var shown = JsonSerializer.SerializeToNode(NodeJson.Of(node, details), NodeJsonContext.Default.NodeJson)!;

        ((string?)shown["serial_number"]).ShouldBe("S1");
        shown.AsObject().ContainsKey("host_model").ShouldBeTrue();
        ((string?)shown["uuid"]).ShouldBe("u1");
        ((string?)shown["pooled_group_id"]).ShouldBe("17");
    }

    [Test]
    public void A_system_that_tells_other_things_shows_no_numbers_that_nobody_knows()
    {
        var system = new PodSystem("7", null, "7", null, null, "", 0, null, null, 0, 0, 0);

        var plain = JsonSerializer.SerializeToNode(SystemJson.Of(system), InventoryJsonContext.Default.SystemJson)!;
        var own = JsonSerializer.SerializeToNode(SystemJson.Of(system with { Extra = Extra }), InventoryJsonContext.Default.SystemJson)!;

        ((string?)plain["ram"]).ShouldBe("0");
        ((JsonObject)own).ContainsKey("ram").ShouldBeFalse();
        ((string?)own["serial_number"]).ShouldBe("S1");
    }
}
