using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>PATCH and DELETE of a volume of a system.</summary>
internal static class VolumeChange
{
    private static readonly string[] ReadOnlyProperties =
    [
        "Id", "Name", "Description", "RAIDType", "VolumeType", "CapacityBytes", "Capacity", "BlockSizeBytes", "StripSizeBytes", "MediaSpanCount",
        "Encrypted", "Identifiers", "Status", "Operations", "Links", "Actions",
    ];

    public static async Task<IResult> PatchAsync(HttpContext context, Pod pod, ComputerSystem system, LocalVolume volume)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var displayName = reader.TextOrNull("DisplayName", out var hasDisplayName);
        var readCache = reader.OneOf<ReadCachePolicy>("ReadCachePolicy");
        var writeCache = reader.OneOf<WriteCachePolicy>("WriteCachePolicy");
        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        pod.EditVolume(system, volume.Id, v => v with
        {
            DisplayName = hasDisplayName ? displayName : v.DisplayName,
            ReadCache = readCache ?? v.ReadCache,
            WriteCache = writeCache ?? v.WriteCache,
        });
        return system.State.Storage.Find(volume.Id) is { } changed
            ? StorageRoutes.Show(pod, system, changed)
            : RedfishErrors.NotFound(context.Request.Path);
    }

    /// <remarks>Clients send a body to say when: the next boot is waited for in a volume that is still there.</remarks>
    public static async Task<IResult> DeleteAsync(HttpContext context, Pod pod, ComputerSystem system, LocalVolume volume, StorageWork work)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var isOnReset = ApplyTime.IsOnReset(reader);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (!isOnReset)
        {
            return work.Delete(system, volume.Id) ? Results.NoContent() : RedfishErrors.NotFound(context.Request.Path);
        }

        work.DeleteAtBoot(system, volume.Id);
        return system.State.Storage.Find(volume.Id) is { } leaving ? StorageRoutes.Show(pod, system, leaving) : Results.NoContent();
    }
}
