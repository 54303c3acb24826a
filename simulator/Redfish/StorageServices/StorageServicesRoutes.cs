using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>
/// The shelves of the racks: Storage v1_21_0 below the root as the standard has it, and StorageService with its pool, volumes and
/// endpoint as Intel RSD has had it since 2.3.
/// </summary>
internal static class StorageServicesRoutes
{
    private const string Service = $"{StorageServiceUris.Services}/{{id}}";
    private const string Pool = $"{Service}/StoragePools/{StorageServiceUris.OnlyId}";
    private const string Standalone = $"{StorageServiceUris.StorageRoot}/{{id}}";

    public static RedfishRoutes MapStorageServices(this RedfishRoutes routes, Pod pod, StorageWork work, RedfishProfile profile) => routes
        .Collection(StorageServiceUris.Services, "StorageService", _ => ResourceCollection.Of(
            StorageServiceUris.Services, "Storage Service Collection", pod.StorageServices.Keys))
        .Resource(Service, StorageServicesJsonContext.Default.StorageServiceJson, context =>
            Find(pod, context) is { } s ? new StorageServiceJson(s) : null)
        .Collection($"{Service}/StoragePools", "StoragePool", context => Find(pod, context) is { } s
            ? ResourceCollection.Of(StorageServiceUris.Pools(s.Id), $"Pools of {s.Name}", [StorageServiceUris.OnlyId]) : null)
        .Resource(Pool, StorageServicesJsonContext.Default.StoragePoolJson, context => Find(pod, context) is { } s ? new StoragePoolJson(s) : null)
        .Collection($"{Pool}/AllocatedVolumes", StorageJsonContext.Default.VolumeCollectionJson, context =>
            Find(pod, context) is { } s ? Volumes(s, StorageServiceUris.AllocatedVolumes(s.Id)) : null)
        .Collection($"{Service}/Endpoints", "Endpoint", context => Find(pod, context) is { } s
            ? ResourceCollection.Of(
                StorageServiceUris.Endpoints(s.Id), $"Endpoints of {s.Name}", [StorageServiceUris.OnlyId, .. s.State.Targets.Select(t => StorageServiceUris.TargetPrefix + t.Id)])
            : null)
        .Resource($"{Service}/Endpoints/{StorageServiceUris.OnlyId}", StorageServicesJsonContext.Default.StorageEndpointJson, context =>
            Find(pod, context) is { } s ? new StorageEndpointJson(s) : null)
        .Resource($"{Service}/Endpoints/{StorageServiceUris.TargetPrefix}{{target}}", StorageServicesJsonContext.Default.TargetEndpointJson, context =>
            FindTarget(pod, context) is var (s, target) ? new TargetEndpointJson(pod, s, target) : null,
            patch: context => FindTarget(pod, context) is var (s, target)
                ? TargetEndpointPatch.ApplyAsync(context, pod, s, target)
                : Task.FromResult(RedfishErrors.NotFound(context.Request.Path)))
        .MapVolumes(pod, work, profile)
        .MapStandalone(pod, work);

    public static StorageService? Find(Pod pod, HttpContext context) => pod.StorageServices.GetValueOrDefault(RedfishRoutes.Id(context));

    private static (StorageService Service, VolumeTarget Target)? FindTarget(Pod pod, HttpContext context) =>
        Find(pod, context) is { } service && service.State.FindTarget(RedfishRoutes.Id(context, "target")) is { } target ? (service, target) : null;

    /// <summary>The answer to a DELETE of a volume, in whichever form it is shown.</summary>
    public static IResult Removal(HttpContext context, VolumeRemoval removal, PoolVolume volume) => removal switch
    {
        VolumeRemoval.Removed => Results.NoContent(),
        VolumeRemoval.InUse => RedfishErrors.Conflict(RedfishMessages.ResourceInUse($"{volume.Name} is shown by a target, or a snapshot stands on it; remove that first.")),
        _ => RedfishErrors.NotFound(context.Request.Path),
    };

    private static RedfishRoutes MapVolumes(this RedfishRoutes routes, Pod pod, StorageWork work, RedfishProfile profile)
    {
        return routes
            .Collection(
                $"{Service}/Volumes", StorageJsonContext.Default.VolumeCollectionJson,
                context => Find(pod, context) is { } s ? Volumes(s, StorageServiceUris.Volumes(s.Id)) : null,
                context => PoolVolumePost.CreateAsync(context, pod, work))
            .Resource(
                $"{Service}/Volumes/{{volume}}", StorageJsonContext.Default.VolumeJson,
                context => FindVolume(context) is var (s, volume) ? VolumeJson.Of(pod, s, volume) : null,
                patch: context => FindVolume(context) is var (s, volume)
                    ? PoolVolumePatch.ApplyAsync(context, pod, s, volume, profile)
                    : Task.FromResult(RedfishErrors.NotFound(context.Request.Path)),
                delete: context => Task.FromResult(FindVolume(context) is var (s, volume)
                    ? Removal(context, work.Delete(s, volume.Id), volume)
                    : RedfishErrors.NotFound(context.Request.Path)));

        (StorageService, PoolVolume)? FindVolume(HttpContext context) =>
            Find(pod, context) is { } service && service.State.Find(RedfishRoutes.Id(context, "volume")) is { } volume ? (service, volume) : null;
    }

    private static RedfishRoutes MapStandalone(this RedfishRoutes routes, Pod pod, StorageWork work) => routes
        .Collection(StorageServiceUris.StorageRoot, "Storage", _ => ResourceCollection.Of(
            StorageServiceUris.StorageRoot, "Storage Collection", pod.StorageServices.Keys))
        .Resource(Standalone, StorageJsonContext.Default.StorageJson, context => Find(pod, context) is { } s ? StorageJson.Of(s) : null)
        .Collection(
            $"{Standalone}/Volumes", StorageJsonContext.Default.VolumeCollectionJson,
            context => Find(pod, context) is { } s ? Volumes(s, StorageServiceUris.StorageVolumes(s.Id)) : null,
            context => PoolVolumePost.CreateAsync(context, pod, work))
        .Collection($"{Standalone}/Controllers", "StorageController", context => Find(pod, context) is { } s
            ? ResourceCollection.Of(StorageServiceUris.Controllers(s.Id), $"Controllers of {s.Name}", [SystemUris.ControllerId]) : null)
        .Resource($"{Standalone}/Controllers/{SystemUris.ControllerId}", StorageJsonContext.Default.StorageControllerJson, context =>
            Find(pod, context) is { } s ? new StorageControllerJson(LocalController.Of(s), StorageServiceUris.Controllers(s.Id)) : null);

    private static VolumeCollectionJson Volumes(StorageService service, string uri) => new(
        uri, $"Volumes of {service.Name}", Link.All(service.State.Volumes.Select(v => StorageServiceUris.Volume(service.Id, v.Id))));
}
