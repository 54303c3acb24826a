using System.Text.Json.Nodes;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Where a release had the action that looks deep into a system (Intel RSD 1.2 to 2.2); later ones look by themselves.</summary>
internal enum DeepDiscoveryForm
{
    None,

    /// <summary><c>#ComputerSystem.StartDeepDiscovery</c> among the actions of the standard (1.2).</summary>
    Plain,

    /// <summary><c>Oem.#Intel.Oem.StartDeepDiscovery</c>, at the same URI (2.1, 2.2).</summary>
    Oem,
}

/// <summary>What a ComputerSystem of a release had beside the standard (Intel RSD, ComputerSystem and its parts).</summary>
internal static class SystemForm
{
    public static void Apply(JsonObject system, RedfishProfile profile, Pod pod, DiscoveryWork discovery)
    {
        if (profile.DeepDiscovery == DeepDiscoveryForm.None || system["Oem"]?["Intel_RackScale"] is not JsonObject section
            || pod.FindSystem((string)system["Id"]!) is not { } found)
        {
            return;
        }

        section["DiscoveryState"] = discovery.StateOf(found);
        var actions = (system["Actions"] as JsonObject) ?? [];
        var action = new JsonObject { ["target"] = DeepDiscovery.UriOf(SystemUris.Of(found)) };
        if (profile.DeepDiscovery == DeepDiscoveryForm.Oem)
        {
            actions["Oem"] = new JsonObject { ["#Intel.Oem.StartDeepDiscovery"] = action };
            return;
        }

        actions["#ComputerSystem.StartDeepDiscovery"] = action;

        // Cables of PCIe came with its fabric, in 2.1.
        section.Remove("PCIeConnectionId");
    }
}
