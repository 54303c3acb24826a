using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PowerZone v1_0_0 of racks and ThermalZone v1_0_0 of drawers (Intel RSD 1.2 and 2.1): what Power and Thermal tell in the form of the standard.</summary>
internal static class ZonesRoutes
{
    private const string Path = $"{ChassisUris.Chassis}/{{id}}";

    public static RedfishRoutes MapPowerAndThermalZones(this RedfishRoutes routes, Pod pod)
    {
        return routes
            .Collection($"{Path}/PowerZones", "PowerZone", context => Rack(context) is { } r
                ? ResourceCollection.Of(ZoneUris.PowerZones(r.Id), $"Power zones of {r.Name}", [ZoneUris.OnlyId]) : null)
            .Resource($"{Path}/PowerZones/{ZoneUris.OnlyId}", ZonesJsonContext.Default.PowerZoneJson, context =>
                Rack(context) is { } r ? new PowerZoneJson(pod, r) : null)
            .Collection($"{Path}/ThermalZones", "ThermalZone", context => Drawer(context) is { } d
                ? ResourceCollection.Of(ZoneUris.ThermalZones(d.Id), $"Thermal zones of {d.Name}", [ZoneUris.OnlyId]) : null)
            .Resource($"{Path}/ThermalZones/{ZoneUris.OnlyId}", ZonesJsonContext.Default.ThermalZoneJson, context =>
                Drawer(context) is { } d ? new ThermalZoneJson(pod, d) : null);

        Rack? Rack(HttpContext context) => pod.Racks.FirstOrDefault(r => r.Id == RedfishRoutes.Id(context));

        Drawer? Drawer(HttpContext context) => pod.Drawers.GetValueOrDefault(RedfishRoutes.Id(context));
    }
}
