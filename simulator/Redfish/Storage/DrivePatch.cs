using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// PATCH of a drive: Intel's marks on a pooled one. <c>DriveErased</c> lets a node have it (Intel RSD 2.1), <c>EraseOnDetach</c> says whether it is erased
/// when a node gives it back (2.1 to 2.3; later releases always do).
/// </summary>
internal static class DrivePatch
{
    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, RedfishProfile profile, PooledDevice? pooled, Func<DriveJson> show) =>
        PatchRequest.ApplyAsync(
            context, StorageJsonContext.Default.DriveJson,
            reader =>
            {
                var marks = pooled is null ? default : Read(reader, profile);
                return () => pooled is null || pod.MarkDrive(pooled, marks.IsErased, marks.EraseOnDetach)
                    ? null
                    : RedfishErrors.Conflict(RedfishMessages.ResourceInUse($"{pooled.Name} goes with a node or zone, and is not erased while it does."));
            },
            show);

    private static (bool? IsErased, bool? EraseOnDetach) Read(BodyReader reader, RedfishProfile profile)
    {
        if (reader.Object("Oem") is not { } oem)
        {
            return default;
        }

        var section = oem.Object("Intel_RackScale");
        var marks = (section?.Flag("DriveErased"), profile.AtRelease.AsksEraseOnDetach ? section?.Flag("EraseOnDetach") : null);
        section?.ReadOnly(["EraseOnDetach"]);
        section?.NothingElse();
        oem.NothingElse();
        return marks;
    }
}
