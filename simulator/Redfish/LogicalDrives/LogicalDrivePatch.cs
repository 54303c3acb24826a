using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PATCH of a logical drive (Intel RSD 1.2 to 2.2): a logical volume grows, or is bootable. The volume group stays as it is.</summary>
internal static class LogicalDrivePatch
{
    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, StorageService service, string driveId) =>
        PatchRequest.ApplyAsync(
            context, LogicalDrivesJsonContext.Default.LogicalDriveJson,
            reader =>
            {
                if (service.State.Find(driveId) is not { } volume)
                {
                    return () => null;
                }

                var capacity = LogicalDrivePost.ReadCapacity(reader);
                var isBootable = reader.Flag("Bootable");
                if (capacity < volume.CapacityBytes)
                {
                    reader.Problem(RedfishMessages.PropertyValueOutOfRange(
                        reader.Pointer("CapacityGiB"), reader.Find("CapacityGiB")!.Value.GetRawText(), "what it has or more: a logical drive does not shrink"));
                }

                return () => pod.EditVolume(
                        service, driveId, v => v with { CapacityBytes = capacity ?? v.CapacityBytes, IsBootable = isBootable ?? v.IsBootable }) ? null
                    : service.State.Find(driveId) is null ? RedfishErrors.NotFound(context.Request.Path)
                    : LogicalDrivePost.TooLarge(pod, service);
            },
            () => LogicalDriveJson.Find(service, driveId)!);
}
