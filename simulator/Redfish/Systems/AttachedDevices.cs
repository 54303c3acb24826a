using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Pooled devices that a composed node has brought to a system.</summary>
internal static class AttachedDevices
{
    public static IEnumerable<PooledDevice> Of(Pod pod, ComputerSystem system) =>
        pod.Holdings.HolderOf(system.Id) is { } nodeId && pod.FindNode(nodeId) is { } node
            ? node.DeviceIds.Select(id => pod.Devices[id])
            : [];
}
