using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

internal static class ChassisUris
{
    public const string Chassis = "/redfish/v1/Chassis";

    /// <summary>The chassis that stands for the pod, as pod managers since RSD 2.4 have it.</summary>
    public const string PodId = "pod";

    public static string Of(string id) => $"{Chassis}/{id}";

    public static string Drives(string drawerId) => $"{Chassis}/{drawerId}/Drives";

    public static string Processors(string drawerId) => $"{Chassis}/{drawerId}/Processors";

    public static string Memory(string drawerId) => $"{Chassis}/{drawerId}/Memory";

    /// <summary>Where a pooled device is found.</summary>
    public static string Of(PooledDevice device) =>
        device.Kind switch
        {
            PooledDeviceKind.NVMe => $"{Drives(device.DrawerId)}/{device.Id}",
            PooledDeviceKind.Memory => $"{Memory(device.DrawerId)}/{device.Id}",
            PooledDeviceKind.NIC => PooledNicUris.Adapter(device),
            PooledDeviceKind.Expansion => Of(device.Id),
            _ => $"{Processors(device.DrawerId)}/{device.Id}",
        };

    /// <summary>Its type there.</summary>
    public static string TypeOf(PooledDevice device) => device.Kind switch
    {
        PooledDeviceKind.NVMe => "Drive",
        PooledDeviceKind.Memory => "Memory",
        PooledDeviceKind.NIC => "NetworkAdapter",
        PooledDeviceKind.Expansion => "Chassis",
        _ => "Processor",
    };
}

/// <summary>Chassis v1_28_0: the pod, racks, drawers and sleds; what is pooled in drawers: Drive v1_22_0, Processor v1_22_0, Memory v1_23_0.</summary>
internal static class ChassisRoutes
{
    public static RedfishRoutes MapChassis(this RedfishRoutes routes, Pod pod, PowerWork power, RedfishProfile profile) => routes
        .Collection(ChassisUris.Chassis, "Chassis", _ => ResourceCollection.Of(ChassisUris.Chassis, "Chassis Collection", Ids(pod)))
        .Resource(
            $"{ChassisUris.Chassis}/{{id}}", ChassisJsonContext.Default.ChassisJson, context => Find(pod, RedfishRoutes.Id(context)),
            patch: context => ChassisPatch.ApplyAsync(context, pod, RedfishRoutes.Id(context), () => Find(pod, RedfishRoutes.Id(context))!))
        .Action($"{ChassisUris.Chassis}/{{id}}/Actions/Chassis.Reset", context => ChassisReset.RunAsync(context, pod, power))
        .Resource($"{ChassisUris.Chassis}/{{id}}/{ActionInfoUris.ResetId}", ActionInfosJsonContext.Default.ActionInfoJson, context =>
            ChassisReset.SystemsIn(pod, RedfishRoutes.Id(context)) is { Count: > 0 }
                ? ActionInfoJson.OfReset(ChassisUris.Of(RedfishRoutes.Id(context)), "Chassis.Reset", ResetTypes.All) : null)
        .Collection($"{ChassisUris.Chassis}/{{id}}/Drives", "Drive", context => Drives(pod, context))
        .Resource(
            $"{ChassisUris.Chassis}/{{id}}/Drives/{{device}}", StorageJsonContext.Default.DriveJson,
            context => FindDrive(pod, context),
            patch: context => DrivePatch.ApplyAsync(context, pod, profile, FindDevice(pod, context, "Drive"), () => FindDrive(pod, context)!))
        .Collection($"{ChassisUris.Chassis}/{{id}}/Processors", "Processor", context => Pooled(pod, context, "Processor"))
        .Resource(
            $"{ChassisUris.Chassis}/{{id}}/Processors/{{device}}", SystemPartsJsonContext.Default.ProcessorJson,
            context => FindDevice(pod, context, "Processor") is { } card ? ProcessorJson.Of(pod, card) : null)
        .Collection($"{ChassisUris.Chassis}/{{id}}/Memory", "Memory", context => Pooled(pod, context, "Memory"))
        .Resource(
            $"{ChassisUris.Chassis}/{{id}}/Memory/{{device}}", PooledMemoryJsonContext.Default.PooledMemoryJson,
            context => FindDevice(pod, context, "Memory") is { } module ? new PooledMemoryJson(pod, module) : null)
        .MapPooledNics(pod)
        .MapPcieDevices(pod)
        .MapAssemblies(pod)
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
        .. pod.Devices.Values.Where(d => d.Kind == PooledDeviceKind.Expansion).Select(d => d.Id),
        .. pod.Systems.Keys,
        .. pod.StorageServices.Keys,
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

        if (pod.StorageServices.TryGetValue(id, out var service))
        {
            return ChassisJson.Of(pod, pod.Racks.First(r => r.StorageServices.Contains(service)), service);
        }

        return pod.Systems.TryGetValue(id, out var system) ? ChassisJson.Of(pod, system)
            : pod.Devices.TryGetValue(id, out var device) && device.Kind == PooledDeviceKind.Expansion ? ChassisJson.Of(pod, device)
            : null;
    }

    private static DriveJson? FindDrive(Pod pod, HttpContext context) =>
        FindDevice(pod, context, "Drive") is { } drive ? DriveJson.Of(pod, drive)
            : FindLocalDrive(pod, context) is var (system, local) ? DriveJson.Of(system, local, pod.Now)
            : pod.StorageServices.TryGetValue(RedfishRoutes.Id(context), out var service)
              && service.FindDrive(RedfishRoutes.Id(context, "device")) is { } shelfDrive
                ? DriveJson.Of(service, shelfDrive)
                : null;

    private static ResourceCollection? Drives(Pod pod, HttpContext context)
    {
        var id = RedfishRoutes.Id(context);
        var uri = ChassisUris.Drives(id);
        return pod.Systems.TryGetValue(id, out var system)
            ? ResourceCollection.Of(uri, $"Drives of {system.Name}", system.Drives.Select(d => d.Id))
            : pod.StorageServices.TryGetValue(id, out var service)
                ? ResourceCollection.Of(uri, $"Drives of {service.Name}", service.DriveIds)
                : Pooled(pod, context, "Drive");
    }

    private static ResourceCollection? Pooled(Pod pod, HttpContext context, string type)
    {
        if (!pod.Drawers.TryGetValue(RedfishRoutes.Id(context), out var drawer))
        {
            return null;
        }

        var uri = type switch
        {
            "Drive" => ChassisUris.Drives(drawer.Id),
            "Memory" => ChassisUris.Memory(drawer.Id),
            _ => ChassisUris.Processors(drawer.Id),
        };
        return ResourceCollection.Of(uri, $"{type} Collection of {drawer.Name}", drawer.Devices.Where(d => ChassisUris.TypeOf(d) == type).Select(d => d.Id));
    }

    /// <summary>What is in the sled that the path names. A sled keeps its name when its system is composed and shown under another.</summary>
    public static ComputerSystem? FindSled(Pod pod, HttpContext context) => pod.Systems.GetValueOrDefault(RedfishRoutes.Id(context));

    /// <summary>A drive that is built into the system of a sled.</summary>
    public static (ComputerSystem System, LocalDrive Drive)? FindLocalDrive(Pod pod, HttpContext context) =>
        FindSled(pod, context) is { } system
        && system.Drives.FirstOrDefault(d => d.Id == RedfishRoutes.Id(context, "device")) is { } drive
            ? (system, drive)
            : null;

    public static PooledDevice? FindDevice(Pod pod, HttpContext context, string type) =>
        pod.Devices.TryGetValue(RedfishRoutes.Id(context, "device"), out var device)
        && device.DrawerId == RedfishRoutes.Id(context) && ChassisUris.TypeOf(device) == type
            ? device
            : null;
}
