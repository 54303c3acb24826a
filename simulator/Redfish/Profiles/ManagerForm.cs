using System.Text.Json.Nodes;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>A Manager as a release had it (Intel RSD, Manager): what the pod manager manages beside servers and chassis is in Intel's section.</summary>
internal static class ManagerForm
{
    private const string IntelSection = "Intel_RackScale";

    public static void Apply(JsonObject manager, RedfishProfile profile, Pod pod)
    {
        if ((string?)manager["ManagerType"] == "BMC")
        {
            manager["ManagerType"] = "ManagementController";
        }

        manager["Oem"] = new JsonObject { [IntelSection] = new JsonObject { ["@odata.type"] = "#Intel.Oem.Manager", ["Trusted"] = true } };
        if (manager["Links"] is not JsonObject links || (string?)manager["ManagerType"] != "Service")
        {
            return;
        }

        var services = pod.StorageServices.Keys.Select(id => profile.HasLogicalDrives ? LogicalDriveUris.Of(id) : StorageServiceUris.Of(id));
        var section = new JsonObject
        {
            ["@odata.type"] = "#Intel.Oem.ManagerLinks",
            ["ManagerForServices"] = Links(services),
            ["ManagerForEthernetSwitches"] = Links(pod.Cables.Switches.Keys.Select(EthernetSwitchUris.Of)),
        };
        foreach (var name in new[] { "ManagerForSwitches", "ManagerForFabrics" })
        {
            section[name] = links[name]?.DeepClone() ?? new JsonArray();
            links.Remove(name);
        }

        links["Oem"] = new JsonObject { [IntelSection] = section };
    }

    private static JsonArray Links(IEnumerable<string> uris) => [.. uris.Select(uri => new JsonObject { ["@odata.id"] = uri })];
}
