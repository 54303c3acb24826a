using System.Text.Json.Nodes;

namespace Simulator.Redfish;

/// <summary>Intel's section of a pooled Drive since 2.1 (Intel RSD, ComputerSystem and its parts): what the standard came to have itself.</summary>
internal static class DriveForm
{
    public static void Apply(JsonObject drive)
    {
        if (drive["Oem"]?["Intel_RackScale"] is not JsonObject section)
        {
            return;
        }

        section["FirmwareVersion"] = drive["FirmwareVersion"]?.DeepClone();
        section["PCIeFunction"] = drive["Links"]?["PCIeFunctions"] is JsonArray { Count: > 0 } functions ? functions[0]!.DeepClone() : null;
    }
}
