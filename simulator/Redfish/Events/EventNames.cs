namespace Simulator.Redfish;

/// <summary>What events can be of and about: the allowed values of filters.</summary>
internal static class EventNames
{
    public static IReadOnlyList<string> Types { get; } = ["StatusChange", "ResourceUpdated", "ResourceAdded", "ResourceRemoved", "Alert", "Other"];

    public static IReadOnlyList<string> Prefixes { get; } = [.. MessageRegistries.All.Select(r => r.Prefix)];

    public static IReadOnlyList<string> ResourceTypes { get; } =
    [
        "ComputerSystem", "Drive", "Processor", "ComposedNode", "Task", "Job", "SoftwareInventory", "Manager", "NetworkAdapter", "Switch", "PowerSupply", "Fan",
        "Outlet", "Control", "Triggers",
    ];

    public static IReadOnlyList<string> Severities { get; } = ["OK", "Warning", "Critical"];
}
