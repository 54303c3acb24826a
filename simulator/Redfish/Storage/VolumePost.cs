using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>POST to the volumes of a system: a RAID volume over built-in drives. All or nothing.</summary>
internal static class VolumePost
{
    public static async Task<IResult> CreateAsync(HttpContext context, Pod pod, StorageWork work)
    {
        if (SystemsRoutes.Find(pod, context) is not { } system)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var request = Read(reader, system);
        if (request is null || reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (work.Create(system, request, out var takenDrive) is not { } volume)
        {
            return RedfishErrors.Conflict(RedfishMessages.ResourceInUse($"Drive {takenDrive} is in another volume or being erased."));
        }

        return Created.Answer(context, VolumeJson.Of(system, volume, pod.Now), StorageJsonContext.Default.VolumeJson);
    }

    private static LocalVolumeRequest? Read(BodyReader reader, ComputerSystem system)
    {
        var level = ReadLevel(reader);
        var drives = ReadDrives(reader, system);
        var capacity = reader.Bytes("CapacityBytes");
        var name = reader.Text("Name");
        var displayName = reader.Text("DisplayName");
        var readCache = reader.OneOf<ReadCachePolicy>("ReadCachePolicy");
        var writeCache = reader.OneOf<WriteCachePolicy>("WriteCachePolicy");
        var isOnReset = ApplyTime.IsOnReset(reader);
        if (reader.Flag("Encrypted") == true)
        {
            reader.Problem(RedfishMessages.NotSupportedYet(reader.Pointer("Encrypted")));
        }

        reader.ReadOnly(["Id", "Status", "Operations", "Actions", "BlockSizeBytes", "MediaSpanCount", "Manufacturer", "Model"]);
        reader.NothingElse();
        if (level is not { } raid || drives is null)
        {
            return null;
        }

        if (raid.Objection(drives.Count) is { } objection)
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("Links/Drives"), $"RAIDType: {raid} takes {objection}"));
            return null;
        }

        var most = raid.Usable(drives.Count, drives.Min(d => d.CapacityBytes));
        if (capacity > most)
        {
            reader.Problem(RedfishMessages.PropertyValueOutOfRange(
                reader.Pointer("CapacityBytes"), $"{capacity}", $"up to {most}, which the drives make as {raid}"));
        }

        return new LocalVolumeRequest(name, raid, drives, capacity ?? most, isOnReset)
        {
            DisplayName = displayName, ReadCache = readCache, WriteCache = writeCache,
        };
    }

    // The deprecated word and its successor; a client may send both.
    private static RaidLevel? ReadLevel(BodyReader reader)
    {
        var level = reader.OneOf<RaidLevel>("RAIDType");
        var old = reader.OneOf("VolumeType", VolumeJson.AllOldTypes) is { } word ? VolumeJson.LevelOf(word) : null;
        if (level is not null && old is not null && level != old)
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("VolumeType"), "RAIDType"));
        }

        if (!reader.Has("RAIDType") && !reader.Has("VolumeType"))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer("RAIDType")));
        }

        return level ?? old;
    }

    private static List<LocalDrive>? ReadDrives(BodyReader reader, ComputerSystem system)
    {
        var before = reader.Problems.Count;
        var links = reader.Object("Links");
        if (links?.Has("Drives") is not true)
        {
            if (reader.Problems.Count == before)
            {
                reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer("Links/Drives")));
            }

            return null;
        }

        var byUri = system.Drives.ToDictionary(d => StorageUris.Drive(system.Id, d.Id), StringComparer.Ordinal);
        var drives = new List<LocalDrive>();
        foreach (var item in links.Objects("Drives"))
        {
            if (item.OneOf("@odata.id", byUri.Keys) is { } uri)
            {
                drives.Add(byUri[uri]);
            }
            else if (!item.Has("@odata.id"))
            {
                item.Problem(RedfishMessages.PropertyMissing(item.Pointer("@odata.id")));
            }

            item.NothingElse();
        }

        links.NothingElse();
        if (drives.Distinct().Count() < drives.Count)
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(links.Pointer("Drives"), "itself: a drive is named twice"));
        }

        // A controller makes no volume of drives that differ in kind.
        if (drives.DistinctBy(d => (d.MediaType, d.Protocol)).Count() > 1)
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(links.Pointer("Drives"), "itself: the drives differ in MediaType or Protocol"));
        }

        return reader.Problems.Count == before ? drives : null;
    }
}
