using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class ChassisUris
{
    public const string Chassis = "/redfish/v1/Chassis";

    /// <summary>The chassis that stands for the pod, as pod managers since RSD 2.4 have it.</summary>
    public const string PodId = "pod";

    public static string Of(string id) => $"{Chassis}/{id}";

    public static string Drives(string drawerId) => $"{Chassis}/{drawerId}/Drives";

    public static string Processors(string drawerId) => $"{Chassis}/{drawerId}/Processors";

    /// <summary>Where a pooled device is found.</summary>
    public static string Of(PooledDevice device) =>
        $"{(device.Kind == PooledDeviceKind.NVMe ? Drives(device.DrawerId) : Processors(device.DrawerId))}/{device.Id}";
}

/// <summary>Chassis v1_28_0: the pod, racks, drawers and sleds; pooled Drive v1_22_0 and Processor v1_22_0 in drawers.</summary>
internal static class ChassisRoutes
{
    public static RedfishRoutes MapChassis(this RedfishRoutes routes, Pod pod) => routes
        .Collection(ChassisUris.Chassis, "Chassis", _ => ResourceCollection.Of(ChassisUris.Chassis, "Chassis Collection", Ids(pod)))
        .Resource($"{ChassisUris.Chassis}/{{id}}", ChassisJsonContext.Default.ChassisJson, context => Find(pod, RedfishRoutes.Id(context)))
        .Collection($"{ChassisUris.Chassis}/{{id}}/Drives", "Drive", context => Pooled(pod, context, "Drive"))
        .Resource(
            $"{ChassisUris.Chassis}/{{id}}/Drives/{{device}}", StorageJsonContext.Default.DriveJson,
            context => FindDevice(pod, context, "Drive") is { } drive ? DriveJson.Of(drive) : null)
        .Collection($"{ChassisUris.Chassis}/{{id}}/Processors", "Processor", context => Pooled(pod, context, "Processor"))
        .Resource(
            $"{ChassisUris.Chassis}/{{id}}/Processors/{{device}}", SystemPartsJsonContext.Default.ProcessorJson,
            context => FindDevice(pod, context, "Processor") is { } card ? ProcessorJson.Of(card) : null)
        .MapPower(pod)
        .MapThermal(pod)
        .MapSensors(pod)
        .MapControls(pod)
        .MapEnvironment(pod);

    private static IEnumerable<string> Ids(Pod pod) =>
    [
        ChassisUris.PodId,
        .. pod.Racks.Select(r => r.Id),
        .. pod.Drawers.Keys,
        .. pod.Systems.Keys,
    ];

    private static ChassisJson? Find(Pod pod, string id)
    {
        if (id == ChassisUris.PodId)
        {
            return ChassisJson.Of(pod);
        }

        if (pod.Racks.FirstOrDefault(r => r.Id == id) is { } rack)
        {
            return ChassisJson.Of(pod, rack);
        }

        if (pod.Drawers.TryGetValue(id, out var drawer))
        {
            return ChassisJson.Of(pod, drawer);
        }

        return pod.Systems.TryGetValue(id, out var system) ? ChassisJson.Of(system) : null;
    }

    private static bool Is(PooledDevice device, string type) => (device.Kind == PooledDeviceKind.NVMe) == (type == "Drive");

    private static ResourceCollection? Pooled(Pod pod, HttpContext context, string type)
    {
        if (!pod.Drawers.TryGetValue(RedfishRoutes.Id(context), out var drawer))
        {
            return null;
        }

        var uri = type == "Drive" ? ChassisUris.Drives(drawer.Id) : ChassisUris.Processors(drawer.Id);
        return ResourceCollection.Of(uri, $"{type} Collection of {drawer.Name}", drawer.Devices.Where(d => Is(d, type)).Select(d => d.Id));
    }

    private static PooledDevice? FindDevice(Pod pod, HttpContext context, string type) =>
        pod.Devices.TryGetValue(RedfishRoutes.Id(context, "device"), out var device)
        && device.DrawerId == RedfishRoutes.Id(context) && Is(device, type)
            ? device
            : null;
}
