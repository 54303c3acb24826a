using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Pooled devices that a composed node has brought to a system.</summary>
internal static class AttachedDevices
{
    public static IEnumerable<PooledDevice> Of(Pod pod, ComputerSystem system) => IdsOf(pod, system)?.Select(id => pod.Devices[id]) ?? [];

    /// <summary>Null for a system that no node has; the same list until the node has others.</summary>
    public static IReadOnlyList<string>? IdsOf(Pod pod, ComputerSystem system) =>
        pod.Holdings.HolderOf(system.Id) is { } nodeId ? pod.FindNode(nodeId)?.DeviceIds : null;
}
