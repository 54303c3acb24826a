using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>Storage v1_21_0 of a system with its controller, drives and volumes; SimpleStorage v1_3_2 beside it.</summary>
internal static class StorageRoutes
{
    private const string Storage = $"{SystemUris.Systems}/{{id}}/Storage";
    private const string Local = $"{Storage}/local";
    private const string VolumePath = $"{Local}/Volumes/{{part}}";
    private const string Simple = $"{SystemUris.Systems}/{{id}}/SimpleStorage";

    public static RedfishRoutes MapStorage(this RedfishRoutes routes, Pod pod, StorageWork work) => routes
        .Collection(Storage, "Storage", context => SystemsRoutes.Find(pod, context) is { } s
            ? ResourceCollection.Of(SystemUris.Storage(s), $"Storage of {s.Name}", ["local"]) : null)
        .Resource(Local, StorageJsonContext.Default.StorageJson, context =>
            SystemsRoutes.Find(pod, context) is { } s ? StorageJson.Of(pod, s) : null)
        .Collection($"{Local}/Controllers", "StorageController", context => SystemsRoutes.Find(pod, context) is { } s
            ? ResourceCollection.Of(SystemUris.LocalControllers(s), $"Storage controllers of {s.Name}", [SystemUris.ControllerId]) : null)
        .Resource($"{Local}/Controllers/{SystemUris.ControllerId}", StorageJsonContext.Default.StorageControllerJson, context =>
            SystemsRoutes.Find(pod, context) is { } s ? new StorageControllerJson(LocalController.Of(s), SystemUris.LocalControllers(s)) : null)
        .MapVolumes(pod, work)
        .MapDriveActions(pod, work)
        .Collection(Simple, "SimpleStorage", context => SystemsRoutes.Find(pod, context) is { } s
            ? ResourceCollection.Of(SystemUris.SimpleStorage(s), $"Simple storage of {s.Name}", ["local"]) : null)
        .Resource($"{Simple}/local", SimpleStorageJsonContext.Default.SimpleStorageJson, context =>
            SystemsRoutes.Find(pod, context) is { } s ? new SimpleStorageJson(pod, s) : null);

    public static ResourceResult<VolumeJson> Show(Pod pod, ComputerSystem system, LocalVolume volume) =>
        new(VolumeJson.Of(system, volume, pod.Now), StorageJsonContext.Default.VolumeJson);

    private static RedfishRoutes MapVolumes(this RedfishRoutes routes, Pod pod, StorageWork work)
    {
        return routes
            .Collection(
                $"{Local}/Volumes", StorageJsonContext.Default.VolumeCollectionJson,
                context => SystemsRoutes.Find(pod, context) is { } s ? Volumes(s) : null,
                context => VolumePost.CreateAsync(context, pod, work))
            .Resource(
                VolumePath, StorageJsonContext.Default.VolumeJson,
                context => Find(context) is var (s, volume) ? VolumeJson.Of(s, volume, pod.Now) : null,
                patch: context => OnVolumeAsync(context, (s, v) => VolumeChange.PatchAsync(context, pod, s, v)),
                delete: context => OnVolumeAsync(context, (s, v) => VolumeChange.DeleteAsync(context, pod, s, v, work)))
            .Action($"{VolumePath}/Actions/Volume.Initialize", context => OnVolumeAsync(context, (s, v) => VolumeInitialize.RunAsync(context, s, v, work)));

        (ComputerSystem, LocalVolume)? Find(HttpContext context) =>
            SystemsRoutes.Find(pod, context) is { } system && system.State.Storage.Find(RedfishRoutes.Id(context, "part")) is { } volume
                ? (system, volume)
                : null;

        Task<IResult> OnVolumeAsync(HttpContext context, Func<ComputerSystem, LocalVolume, Task<IResult>> act) =>
            Find(context) is var (system, volume) ? act(system, volume) : Task.FromResult(RedfishErrors.NotFound(context.Request.Path));
    }

    private static VolumeCollectionJson Volumes(ComputerSystem system) => new(
        StorageUris.Volumes(system), $"Volumes of {system.Name}",
        Link.All(system.State.Storage.Volumes.Select(v => StorageUris.Volume(system, v.Id))))
    {
        ApplyTimes = ApplyTimeSupport.ImmediateOrOnReset,
    };
}
