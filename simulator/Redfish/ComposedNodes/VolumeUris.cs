using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Volumes of pools by the URIs that a release has for them: logical drives up to 2.2, volumes and target endpoints since.</summary>
internal static class VolumeUris
{
    /// <summary>Null when the URI names no volume that is there.</summary>
    public static VolumeId? Find(Pod pod, RedfishProfile profile, string uri)
    {
        var named = uri.Trim('/').Split('/') switch
        {
            ["redfish", "v1", "Services", var service, "LogicalDrives", var drive] when profile.HasLogicalDrives => new VolumeId(service, drive),
            ["redfish", "v1", "StorageServices", var service, "Volumes", var volume] when !profile.HasLogicalDrives => new VolumeId(service, volume),
            ["redfish", "v1", "StorageServices", var service, "Endpoints", var endpoint] when !profile.HasLogicalDrives => Shown(pod, service, endpoint),
            _ => (VolumeId?)null,
        };
        return named is { } id && pod.FindVolume(id) is not null ? id : null;
    }

    /// <summary>Of a volume as clients of today find it.</summary>
    public static string Of(NodeVolume volume) => StorageServiceUris.Volume(volume.ServiceId, volume.VolumeId!);

    private static VolumeId? Shown(Pod pod, string serviceId, string endpoint) =>
        endpoint.StartsWith(StorageServiceUris.TargetPrefix, StringComparison.Ordinal)
        && pod.StorageServices.TryGetValue(serviceId, out var service)
        && service.State.FindTarget(endpoint[StorageServiceUris.TargetPrefix.Length..]) is { Luns: [var lun, ..] }
            ? new VolumeId(serviceId, lun.VolumeId)
            : null;
}
