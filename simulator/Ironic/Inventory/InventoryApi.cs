using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary><c>GET nodes/N/inventory</c> (1.81): what an agent has reported of its machine.</summary>
internal static class InventoryApi
{
    public static void MapInventory(this WebApplication app, Conductor conductor) => app.MapGet(
        "/v1/nodes/{node}/inventory",
        (HttpContext context, string node) =>
        {
            var found = conductor.FindNode(context, node);
            return found.Error is not null ? found.Error
                : conductor.Findings.Of(found.Value.Uuid) is { Inventory: { } inventory } finding
                    ? (IResult)JsonReply.Ok(new JsonObject { ["inventory"] = inventory.DeepClone(), ["plugin_data"] = finding.PluginData.DeepClone() })
                    : new IronicError(404, $"Inventory for node {found.Value.Uuid} could not be found.");
        }).Since(81);
}
