using System.Text.Json;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>POST to the logical drives of a service (Intel RSD 1.2 to 2.2): a logical volume, empty or made from another one.</summary>
internal static class LogicalDrivePost
{
    private const double BytesPerGiB = 1L << 30;

    public static async Task<IResult> CreateAsync(HttpContext context, Pod pod, StorageService service, StorageWork work)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var name = reader.Text("Name");
        Need(reader, "Type", "Mode");
        reader.OneOf("Type", LogicalDriveJson.Manager);
        reader.OneOf("Mode", LogicalDriveJson.VolumeMode);
        var wanted = ReadCapacity(reader);
        var isBootable = reader.Flag("Bootable") ?? false;
        var isSnapshot = reader.Flag("Snapshot") ?? false;
        var master = ReadLinks(reader, service, isSnapshot);
        CheckCapacity(reader, wanted, master);
        reader.ReadOnly(["Id", "Status", "Protected", "Image"]);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var source = master is null ? null : new VolumeSource(master.Id, isSnapshot);
        return work.Create(service, name, wanted ?? master!.CapacityBytes, isBootable, source) is { } volume
            ? Created.Answer(context, LogicalDriveJson.Of(service, volume), LogicalDrivesJsonContext.Default.LogicalDriveJson)
            : TooLarge(pod, service);
    }

    public static IResult TooLarge(Pod pod, StorageService service) => RedfishErrors.Conflict(RedfishMessages.ResourceExhaustion(
        LogicalDriveUris.Group(service.Id), $"The volume group of {service.Name} has {pod.RoomIn(service) / BytesPerGiB:0.##} GiB left.",
        "Ask for less, or delete a logical drive first."));

    /// <summary>In bytes; a part of one counts whole.</summary>
    public static long? ReadCapacity(BodyReader reader) =>
        reader.Amount("CapacityGiB") is { } gib ? (long)Math.Min(Math.Ceiling(gib * BytesPerGiB), long.MaxValue / 2.0) : null;

    private static PoolVolume? ReadLinks(BodyReader reader, StorageService service, bool isSnapshot)
    {
        PoolVolume? master = null;
        if (reader.Object("Links") is not { } links)
        {
            Need(reader, "Links");
            return null;
        }

        Need(links, "LogicalDrives");
        foreach (var group in links.Objects("LogicalDrives"))
        {
            group.OneOf("@odata.id", LogicalDriveUris.Group(service.Id));
            group.NothingElse();
        }

        if (links.Find("MasterDrive") is { ValueKind: not JsonValueKind.Null } && links.Link("MasterDrive") is { } uri)
        {
            master = service.State.Volumes.FirstOrDefault(v => LogicalDriveUris.LogicalDrive(service.Id, v.Id) == uri);
            if (master is null)
            {
                links.Problem(RedfishMessages.LinkedResourceMissing(uri, "A master is a logical volume of the same service.", links.Pointer("MasterDrive")));
            }
        }
        else if (isSnapshot)
        {
            links.Problem(RedfishMessages.PropertyMissing(links.Pointer("MasterDrive")));
        }

        links.ReadOnly(["PhysicalDrives", "UsedBy", "Targets"]);
        links.NothingElse();
        return master;
    }

    // Without a size of its own a copy has that of its master; smaller than it there is none.
    private static void CheckCapacity(BodyReader reader, long? wanted, PoolVolume? master)
    {
        if (wanted is null && master is null)
        {
            Need(reader, "CapacityGiB");
        }
        else if (wanted < master?.CapacityBytes)
        {
            reader.Problem(RedfishMessages.PropertyValueOutOfRange(
                reader.Pointer("CapacityGiB"), $"{wanted / BytesPerGiB:0.##}", $"from {master.CapacityBytes / BytesPerGiB:0.##} on: a copy is not smaller than its master"));
        }
    }

    private static void Need(BodyReader reader, params string[] names)
    {
        foreach (var missing in names.Where(n => !reader.Has(n)))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer(missing)));
        }
    }
}
