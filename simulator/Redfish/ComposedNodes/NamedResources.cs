using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Turns links in an allocation request into places; notes the ones that lead nowhere.</summary>
internal sealed class NamedResources(Pod pod, RedfishProfile profile)
{
    private readonly List<string> _missing = [];

    public IReadOnlyList<string> Missing => _missing;

    /// <summary>Null when the item names neither a resource nor a chassis.</summary>
    public Placement? Read(BodyReader item)
    {
        var resource = item.Link("Resource");
        var chassis = item.Link("Chassis");
        if (resource is null && chassis is null)
        {
            return null;
        }

        var (system, part) = resource is null ? (null, null) : Part(resource);
        return new Placement(system, part, chassis is null ? null : Chassis(chassis));
    }

    /// <summary>The volume that a link names, or that the target endpoint shows which it names.</summary>
    public VolumeId? Volume(BodyReader item, string name)
    {
        if (item.Link(name) is not { } uri)
        {
            return null;
        }

        if (VolumeUris.Find(pod, profile, uri) is { } volume)
        {
            return volume;
        }

        _missing.Add(uri);
        return null;
    }

    public long? SizeOf(VolumeId volume) => pod.FindVolume(volume) is var (_, found) ? found.CapacityBytes : null;

    private (string? System, string? Part) Part(string uri)
    {
        // /redfish/v1/Systems/{system}/…/{part}, /redfish/v1/Chassis/{sled}/Drives/{drive} or /redfish/v1/Chassis/{drawer}/…/{device}
        var segments = uri.Trim('/').Split('/');
        if (segments is ["redfish", "v1", "Systems", var system, .., var part] && pod.FindSystem(system) is { } found && Has(found, part))
        {
            return (found.Id, part);
        }

        if (segments is ["redfish", "v1", "Chassis", var sled, "Drives", var drive]
            && pod.Systems.TryGetValue(sled, out var holder) && holder.Drives.Any(d => d.Id == drive))
        {
            return (sled, drive);
        }

        if (segments is ["redfish", "v1", "Chassis", var drawer, "Drives" or "Processors", var device]
            && pod.Devices.TryGetValue(device, out var pooled) && pooled.DrawerId == drawer)
        {
            return (null, device);
        }

        _missing.Add(uri);
        return (null, null);
    }

    private string? Chassis(string uri)
    {
        if (uri.Trim('/').Split('/') is ["redfish", "v1", "Chassis", var id])
        {
            if (id == ChassisUris.PodId)
            {
                return null;
            }

            if (pod.Drawers.ContainsKey(id) || pod.Systems.ContainsKey(id) || pod.Racks.Any(r => r.Id == id))
            {
                return id;
            }
        }

        _missing.Add(uri);
        return null;
    }

    private static bool Has(ComputerSystem system, string part) =>
        system.Processors.Any(p => p.Id == part) || system.Memory.Any(m => m.Id == part)
        || system.Drives.Any(d => d.Id == part) || system.EthernetInterfaces.Any(e => e.Id == part);
}
