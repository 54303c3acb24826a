using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>
/// StorageService v1_0_0 with LogicalDrive, PhysicalDrive and RemoteTarget as pod managers of Intel RSD 1.2 to 2.2 had them. They show the
/// pools and volumes that <see cref="StorageServicesRoutes"/> shows in the form of 2.3.
/// </summary>
internal static class LogicalDrivesRoutes
{
    private const string Service = $"{LogicalDriveUris.Services}/{{id}}";

    public static RedfishRoutes MapLogicalDrives(this RedfishRoutes routes, Pod pod, StorageWork work) => routes
        .Collection(LogicalDriveUris.Services, "StorageService", _ => ResourceCollection.Of(
            LogicalDriveUris.Services, "Storage Service Collection", pod.StorageServices.Keys))
        .Resource(Service, LogicalDrivesJsonContext.Default.ShelfJson, context => Find(pod, context) is { } s ? new ShelfJson(s) : null)
        .Collection($"{Service}/Drives", "PhysicalDrive", context => Find(pod, context) is { } s
            ? ResourceCollection.Of(LogicalDriveUris.Drives(s.Id), $"Drives of {s.Name}", s.DriveIds) : null)
        .Resource($"{Service}/Drives/{{drive}}", LogicalDrivesJsonContext.Default.PhysicalDriveJson, context =>
            Find(pod, context) is { } s && s.FindDrive(Drive(context)) is { } drive ? new PhysicalDriveJson(s, drive) : null)
        .MapVolumes(pod, work)
        .MapTargets(pod);

    private static RedfishRoutes MapVolumes(this RedfishRoutes routes, Pod pod, StorageWork work) => routes
        .Collection(
            $"{Service}/LogicalDrives", "LogicalDrive",
            context => Find(pod, context) is { } s
                ? ResourceCollection.Of(LogicalDriveUris.LogicalDrives(s.Id), $"Logical drives of {s.Name}", s.State.Volumes.Select(v => v.Id).Prepend(LogicalDriveUris.GroupId))
                : null,
            context => OnService(pod, context, s => LogicalDrivePost.CreateAsync(context, pod, s, work)))
        .Resource(
            $"{Service}/LogicalDrives/{{drive}}", LogicalDrivesJsonContext.Default.LogicalDriveJson,
            context => Find(pod, context) is { } s ? LogicalDriveJson.Find(s, Drive(context)) : null,
            patch: context => OnService(pod, context, s => LogicalDrivePatch.ApplyAsync(context, pod, s, Drive(context))),
            delete: context => OnService(pod, context, s => Task.FromResult(Delete(context, work, s))));

    private static RedfishRoutes MapTargets(this RedfishRoutes routes, Pod pod) => routes
        .Collection(
            $"{Service}/Targets", "RemoteTarget",
            context => Find(pod, context) is { } s
                ? ResourceCollection.Of(LogicalDriveUris.Targets(s.Id), $"Targets of {s.Name}", s.State.Targets.Select(t => t.Id)) : null,
            context => OnService(pod, context, s => RemoteTargetChange.CreateAsync(context, pod, s)))
        .Resource(
            $"{Service}/Targets/{{target}}", LogicalDrivesJsonContext.Default.RemoteTargetJson,
            context => Find(pod, context) is { } s && s.State.FindTarget(Target(context)) is { } target ? RemoteTargetChange.Show(pod, s, target) : null,
            patch: context => OnService(pod, context, s => RemoteTargetChange.PatchAsync(context, pod, s, Target(context))),
            delete: context => OnService(pod, context, s => Task.FromResult(
                pod.DeleteTarget(s, Target(context)) ? Results.NoContent() : RedfishErrors.NotFound(context.Request.Path))));

    private static IResult Delete(HttpContext context, StorageWork work, StorageService service) =>
        service.State.Find(Drive(context)) is { } volume
            ? StorageServicesRoutes.Removal(context, work.Delete(service, volume.Id), volume)
            : RedfishErrors.Answer(
                StatusCodes.Status403Forbidden, [RedfishMessages.ResourceCannotBeDeleted("The volume group stays as long as its drives do.")]);

    private static StorageService? Find(Pod pod, HttpContext context) => pod.StorageServices.GetValueOrDefault(RedfishRoutes.Id(context));

    private static Task<IResult> OnService(Pod pod, HttpContext context, Func<StorageService, Task<IResult>> act) =>
        Find(pod, context) is { } service ? act(service) : Task.FromResult(RedfishErrors.NotFound(context.Request.Path));

    private static string Drive(HttpContext context) => RedfishRoutes.Id(context, "drive");

    private static string Target(HttpContext context) => RedfishRoutes.Id(context, "target");
}
