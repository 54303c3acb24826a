using System.Text.Json.Nodes;

namespace Simulator.Redfish;

/// <summary>The service root as pod managers of Intel RSD had it (1.2 to 2.5, service root).</summary>
internal static class RootForm
{
    private const string IntelSection = "Intel_RackScale";

    public static void Apply(JsonObject root, RedfishProfile profile)
    {
        root["@odata.id"] = ServiceRootRoutes.Root;
        root["Id"] = "v1";
        root.Remove("Product");
        root["ProtocolFeaturesSupported"] = Features(profile);
        if (root["ProtocolFeaturesSupported"] is null)
        {
            root.Remove("ProtocolFeaturesSupported");
        }

        // No release linked its sessions here, not even those that had some.
        root["Links"] = new JsonObject { ["Oem"] = new JsonObject() };
        if (root["Oem"]?[IntelSection] is not JsonObject section)
        {
            return;
        }

        if (profile.HasLogicalDrives)
        {
            section["Services"] = LinkTo(LogicalDriveUris.Services);
        }

        section["ApiVersion"] = profile.ApiVersion;
        if (profile.NodesAtTop)
        {
            foreach (var name in section.Where(p => p.Value is JsonObject).Select(p => p.Key).ToList())
            {
                root[name] = section[name]!.DeepClone();
                section.Remove(name);
            }
        }
        else if (profile.TelemetryInSection && root.Remove("TelemetryService"))
        {
            section["TelemetryService"] = LinkTo(TelemetryUris.Service);
        }
    }

    private static JsonObject? Features(RedfishProfile profile) => profile.Queries is { Count: > 0 } known
        ? new JsonObject
        {
            ["FilterQuery"] = known.Contains("$filter"),
            ["SelectQuery"] = known.Contains("$select"),
            ["ExpandQuery"] = new JsonObject { ["ExpandAll"] = false, ["Levels"] = false, ["Links"] = false, ["NoLinks"] = false, ["MaxLevels"] = 0 },
        }
        : null;

    private static JsonObject LinkTo(string uri) => new() { ["@odata.id"] = uri };
}
