using System.Text.Json.Nodes;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>A Chassis as a release had it (Intel RSD, Chassis; rack power and cooling).</summary>
internal static class ChassisForm
{
    public static void Apply(JsonObject chassis, RedfishProfile profile, Pod pod)
    {
        var id = (string)chassis["Id"]!;
        if ((string?)chassis["ChassisType"] == "StorageEnclosure")
        {
            // The word came later.
            chassis["ChassisType"] = "Enclosure";
        }

        if (!profile.HasZones)
        {
            return;
        }

        if (pod.Racks.Any(r => r.Id == id))
        {
            chassis["PowerZones"] = new JsonObject { ["@odata.id"] = ZoneUris.PowerZones(id) };
        }
        else if (pod.Drawers.ContainsKey(id))
        {
            chassis["ThermalZones"] = new JsonObject { ["@odata.id"] = ZoneUris.ThermalZones(id) };
        }
    }
}
