using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>What a release of the Intel RSD pod manager had and later ones have no more: mapped for its profile alone.</summary>
internal static class ReleaseRoutes
{
    public static RedfishRoutes MapOfRelease(this RedfishRoutes routes, RedfishProfile profile, Pod pod, StorageWork storage, DiscoveryWork discovery)
    {
        if (profile.HasLogicalDrives)
        {
            routes.MapLogicalDrives(pod, storage);
        }

        if (profile.HasZones)
        {
            routes.MapPowerAndThermalZones(pod);
        }

        if (profile.DeepDiscovery != DeepDiscoveryForm.None)
        {
            routes.MapDeepDiscovery(pod, discovery);
        }

        return routes;
    }
}
