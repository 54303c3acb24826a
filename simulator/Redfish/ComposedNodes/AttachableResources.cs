using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>What can be attached to a node and detached from it, by URI (Intel RSD, actions).</summary>
internal static class AttachableResources
{
    /// <summary>What can be taken away, and what could come.</summary>
    public static (IReadOnlyList<string> Attached, IReadOnlyList<string> Free) Of(Pod pod, ComposedNode node)
    {
        var (devices, volumes) = pod.AttachableTo(node);
        return (
            [
                .. node.DeviceIds.Select(id => pod.Devices[id]).Where(d => d.Kind is PooledDeviceKind.NVMe or PooledDeviceKind.FPGA).Select(ChassisUris.Of),
                .. node.Volumes.Where(v => v is { VolumeId: not null, Protocol: RemoteProtocol.NVMeOverFabrics }).Select(VolumeUris.Of),
            ],
            [.. devices.Select(ChassisUris.Of), .. volumes.Select(v => StorageServiceUris.Volume(v.ServiceId, v.Id))]);
    }
}

/// <summary>A resource that a client names in an action of a node.</summary>
internal sealed record NamedPart(PooledDevice? Device, VolumeId? Volume, bool IsKnownType)
{
    /// <summary>A drive or FPGA in its drawer, its endpoint of the fabric, a volume or the target endpoint that shows it.</summary>
    public static NamedPart Find(Pod pod, RedfishProfile profile, string uri)
    {
        var id = uri.Trim('/').Split('/') switch
        {
            ["redfish", "v1", "Chassis", _, "Drives" or "Processors", var device] => device,
            ["redfish", "v1", "Fabrics", "pcie", "Endpoints", var device] => device,
            _ => null,
        };
        if (id is not null)
        {
            var found = pod.Devices.GetValueOrDefault(id);
            var isHere = found is not null && (uri.TrimEnd('/') == ChassisUris.Of(found) || uri.TrimEnd('/') == FabricUris.Endpoint(id));
            return new NamedPart(isHere ? found : null, Volume: null, IsKnownType: found is null or { Kind: PooledDeviceKind.NVMe or PooledDeviceKind.FPGA });
        }

        var isVolume = !profile.AttachesEndpoints && uri.StartsWith(StorageServiceUris.Services + "/", StringComparison.Ordinal);
        return new NamedPart(Device: null, isVolume ? VolumeUris.Find(pod, profile, uri) : null, isVolume);
    }
}
