using System.Text.Json;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>
/// Parts by what they are like: texts must be equal, quantities are at least met, by the smallest that is free. Each described part counts as
/// often as <c>@Redfish.RequestedCount</c> says.
/// </summary>
/// <param name="inArrays">A block has arrays of parts where a system has collections of them.</param>
internal sealed class ConstrainedRequestReader(Pod pod, CompositionPolicy policy, bool inArrays = false)
{
    private const string RequestedCount = "@Redfish.RequestedCount";
    private const string Overprovisioning = "@Redfish.AllowOverprovisioning";
    private const int MostOfOne = 64;
    private const double BytesPerGiB = 1024.0 * 1024 * 1024;

    /// <summary>What can be described of a system; of a block also <c>Drives</c>.</summary>
    public static IReadOnlyList<string> OfSystems { get; } = ["Processors", "Memory", "Storage", "SimpleStorage", "EthernetInterfaces"];

    /// <inheritdoc cref="OfSystems"/>
    public static IReadOnlyList<string> OfBlocks { get; } = [.. OfSystems, "Drives"];

    public AllocationRequest Read(BodyReader body)
    {
        CheckOverprovisioning(body);
        var zone = ReadZone(body);
        var processors = Members(body, "Processors").SelectMany(m => Times(m, ReadProcessor)).ToList();
        var memory = Members(body, "Memory").SelectMany(m => Times(m, ReadMemory)).ToList();
        List<Described<DriveRequest>> drives =
        [
            .. Members(body, "Storage").SelectMany(s => Nested(s, "Drives", ReadDrive)),
            .. Members(body, "SimpleStorage").SelectMany(s => Nested(s, "Devices", device => new DriveRequest(GiB(device)))),
            .. inArrays ? body.Objects("Drives").SelectMany(d => Times(d, ReadDrive)) : [],
        ];
        var nics = Members(body, "EthernetInterfaces").SelectMany(m => Times(m, ReadEthernet)).ToList();
        return new AllocationRequest
        {
            RackId = zone,
            Processors = [.. processors.Select(p => p.Item)],
            Memory = [.. memory.Select(m => m.Item)],
            LocalDrives = [.. drives.Select(d => d.Item)],
            EthernetInterfaces = [.. nics.Select(n => n.Item)],
            Places = new Dictionary<string, IReadOnlyList<DescribedPlace>>(StringComparer.Ordinal)
            {
                ["Processors"] = [.. processors.Select(p => p.At)],
                ["Memory"] = [.. memory.Select(m => m.At)],
                ["LocalDrives"] = [.. drives.Select(d => d.At)],
                ["EthernetInterfaces"] = [.. nics.Select(n => n.At)],
            },
        };
    }

    private string? ReadZone(BodyReader body)
    {
        var zone = body.Text("@Redfish.ZoneAffinity");
        if (zone is not null && pod.Racks.All(r => r.Id != zone))
        {
            body.Problem(RedfishMessages.PropertyValueNotInList(body.Pointer("@Redfish.ZoneAffinity"), zone, [.. pod.Racks.Select(r => r.Id)]));
        }

        return zone;
    }

    private void CheckOverprovisioning(BodyReader reader)
    {
        if (reader.Flag(Overprovisioning) == true && !policy.AllowOverprovisioning)
        {
            reader.Problem(RedfishMessages.PropertyValueExternalConflict(
                reader.Pointer(Overprovisioning), "true", "Leave it out, or have AllowOverprovisioning of the composition service set."));
        }
    }

    private IReadOnlyList<BodyReader> Members(BodyReader body, string collection)
    {
        if (inArrays && body.Find(collection) is not { ValueKind: JsonValueKind.Object })
        {
            return body.Objects(collection);
        }

        if (body.Object(collection) is not { } found)
        {
            return [];
        }

        var members = found.Objects("Members");
        if (!found.Has("Members"))
        {
            found.Problem(RedfishMessages.PropertyMissing(found.Pointer("Members")));
        }

        found.NothingElse();
        return members;
    }

    // One part as described, as often as asked for.
    private IEnumerable<Described<T>> Times<T>(BodyReader part, Func<BodyReader, T> read)
    {
        var (count, item) = Counted(part, read);
        return Enumerable.Repeat(new Described<T>(item, new DescribedPlace(part.Pointer("").TrimEnd('/'), IsCounted: true)), count);
    }

    // A storage subsystem is so many subsystems with so many drives each; what counts here is the drives.
    private IEnumerable<Described<DriveRequest>> Nested(BodyReader storage, string list, Func<BodyReader, DriveRequest> read)
    {
        var (count, drives) = Counted(storage, s => s.Objects(list).SelectMany(d => Times(d, read)).ToList());
        return Enumerable.Repeat(drives, count).SelectMany(d => d).Select(d => d with { At = d.At with { IsCounted = count == 1 } });
    }

    private (int Count, T Item) Counted<T>(BodyReader part, Func<BodyReader, T> read)
    {
        var count = part.Count(RequestedCount) ?? 1;
        if (count > MostOfOne)
        {
            part.Problem(RedfishMessages.PropertyValueOutOfRange(part.Pointer(RequestedCount), $"{count}", $"1 to {MostOfOne}"));
        }

        CheckOverprovisioning(part);
        var item = read(part);
        part.NothingElse();
        return (Math.Min(count, MostOfOne), item);
    }

    private static ProcessorRequest ReadProcessor(BodyReader part) => new(
        part.Text("Model"), Type: part.OneOf("ProcessorType", "CPU", "GPU", "FPGA"), InstructionSet: part.Text("InstructionSet"),
        TotalCores: part.Count("TotalCores"), SpeedMHz: part.Count("MaxSpeedMHz"));

    private static MemoryRequest ReadMemory(BodyReader part)
    {
        part.OneOf("MemoryType", "DRAM");
        return new MemoryRequest(part.Count("CapacityMiB"), part.Text("MemoryDeviceType"), part.Count("OperatingSpeedMhz"), part.Text("Manufacturer"));
    }

    private static DriveRequest ReadDrive(BodyReader part) => new(
        GiB(part), part.OneOf("MediaType", "HDD", "SSD"), part.OneOf("Protocol", "SAS", "SATA", "NVMe"), SerialNumber: part.Text("SerialNumber"));

    private static double? GiB(BodyReader part) => part.Bytes("CapacityBytes") / BytesPerGiB;

    private static EthernetRequest ReadEthernet(BodyReader part)
    {
        part.Flag("FullDuplex");
        return new EthernetRequest(part.Count("SpeedMbps"));
    }

    private sealed record Described<T>(T Item, DescribedPlace At);
}
