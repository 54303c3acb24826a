using System.Text.Json.Nodes;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Where a release had the action that looks deep into a system (Intel RSD 1.2 to 2.3); later ones look by themselves.</summary>
internal enum DeepDiscoveryForm
{
    None,

    /// <summary><c>#ComputerSystem.StartDeepDiscovery</c> among the actions of the standard (1.2).</summary>
    Plain,

    /// <summary><c>Oem.#Intel.Oem.StartDeepDiscovery</c>, at the same URI (2.1, 2.2) or below <c>Actions/Oem</c> (2.3).</summary>
    Oem,
}

/// <summary>What a ComputerSystem of a release had beside the standard (Intel RSD, ComputerSystem and its parts).</summary>
internal static class SystemForm
{
    // In Intel's section, by the release that brought it.
    private static readonly (string Name, Version Since)[] Added =
    [
        ("PCIeConnectionId", new(2, 1)), ("UserModeEnabled", new(2, 2)), ("TrustedExecutionTechnologyEnabled", new(2, 2)), ("PerformanceConfiguration", new(2, 5)),
    ];

    public static void Apply(JsonObject system, RedfishProfile profile, Pod pod, DiscoveryWork discovery)
    {
        if (system["Oem"]?["Intel_RackScale"] is not JsonObject section || pod.FindSystem((string)system["Id"]!) is not { } found)
        {
            return;
        }

        foreach (var (name, _) in Added.Where(a => a.Since > profile.Release))
        {
            section.Remove(name);
        }

        if (profile.DeepDiscovery == DeepDiscoveryForm.None)
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
    }
}
