using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PATCH of a volume of a storage service: it grows, is bootable, or outlives its node (Intel RSD 2.3).</summary>
internal static class PoolVolumePatch
{
    public static async Task<IResult> ApplyAsync(HttpContext context, Pod pod, StorageService service, PoolVolume volume, RedfishProfile profile)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var capacity = ReadCapacity(reader, volume);
        var (isBootable, eraseOnDetach) = RackScaleVolume.Read(reader, profile.AtRelease.AsksEraseOnDetach);
        reader.ReadOnly(["Id", "Name", "Description", "BlockSizeBytes", "Encrypted", "Identifiers", "Status", "Operations", "Links", "CapacitySources", "AccessCapabilities", "ReplicaInfo"]);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (pod.EditVolume(service, volume.Id, v => v with
            {
                CapacityBytes = capacity ?? v.CapacityBytes, IsBootable = isBootable ?? v.IsBootable, EraseOnDetach = eraseOnDetach ?? v.EraseOnDetach,
            }))
        {
            return service.State.Find(volume.Id) is { } changed
                ? new ResourceResult<VolumeJson>(VolumeJson.Of(pod, service, changed), StorageJsonContext.Default.VolumeJson)
                : RedfishErrors.NotFound(context.Request.Path);
        }

        return service.State.Find(volume.Id) is null ? RedfishErrors.NotFound(context.Request.Path) : PoolVolumePost.TooLarge(pod, service);
    }

    // Two spellings of one number; a client may send both.
    private static long? ReadCapacity(BodyReader reader, PoolVolume volume)
    {
        var plain = reader.Bytes("CapacityBytes");
        long? allocated = null;
        if (reader.Object("Capacity") is { } capacity)
        {
            if (capacity.Object("Data") is { } data)
            {
                allocated = data.Bytes("AllocatedBytes");
                data.ReadOnly(["ConsumedBytes", "GuaranteedBytes", "ProvisionedBytes"]);
                data.NothingElse();
            }

            capacity.NothingElse();
        }

        if (plain is not null && allocated is not null && plain != allocated)
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("CapacityBytes"), "Capacity/Data/AllocatedBytes"));
        }

        var wanted = plain ?? allocated;
        if (wanted < volume.CapacityBytes)
        {
            reader.Problem(RedfishMessages.PropertyValueOutOfRange(
                reader.Pointer(plain is null ? "Capacity/Data/AllocatedBytes" : "CapacityBytes"), $"{wanted}", $"from {volume.CapacityBytes} on: a volume does not shrink"));
        }

        return wanted;
    }
}

/// <summary>Intel RSD's section in the body of a volume.</summary>
internal static class RackScaleVolume
{
    /// <param name="asksEraseOnDetach">Whether <c>EraseOnDetach</c> can be written (2.3).</param>
    public static (bool? IsBootable, bool? EraseOnDetach) Read(BodyReader reader, bool asksEraseOnDetach)
    {
        if (reader.Object("Oem") is not { } oem)
        {
            return default;
        }

        (bool? IsBootable, bool? EraseOnDetach) read = default;
        if (oem.Object("Intel_RackScale") is { } rackScale)
        {
            read = (rackScale.Flag("Bootable"), asksEraseOnDetach ? rackScale.Flag("EraseOnDetach") : null);
            rackScale.ReadOnly(["Assigned", "EraseOnDetach"]);
            rackScale.NothingElse();
        }

        oem.NothingElse();
        return read;
    }
}
