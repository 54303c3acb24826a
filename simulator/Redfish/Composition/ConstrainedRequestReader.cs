using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>
/// Parts by what they are like: texts must be equal, quantities are at least met, by the smallest that is free. Each described part counts as
/// often as <c>@Redfish.RequestedCount</c> says.
/// </summary>
internal sealed class ConstrainedRequestReader(Pod pod, CompositionPolicy policy)
{
    private const string RequestedCount = "@Redfish.RequestedCount";
    private const string Overprovisioning = "@Redfish.AllowOverprovisioning";
    private const int MostOfOne = 64;
    private const double BytesPerGiB = 1024.0 * 1024 * 1024;

    public AllocationRequest Read(BodyReader body)
    {
        CheckOverprovisioning(body);
        return new AllocationRequest
        {
            RackId = ReadZone(body),
            Processors = [.. Members(body, "Processors").SelectMany(m => Times(m, ReadProcessor))],
            Memory = [.. Members(body, "Memory").SelectMany(m => Times(m, ReadMemory))],
            LocalDrives =
            [
                .. Members(body, "Storage").SelectMany(ReadStorage),
                .. Members(body, "SimpleStorage").SelectMany(ReadSimpleStorage),
            ],
            EthernetInterfaces = [.. Members(body, "EthernetInterfaces").SelectMany(m => Times(m, ReadEthernet))],
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

    private static IReadOnlyList<BodyReader> Members(BodyReader body, string collection)
    {
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
    private IEnumerable<T> Times<T>(BodyReader part, Func<BodyReader, T> read)
    {
        var count = part.Count(RequestedCount) ?? 1;
        if (count > MostOfOne)
        {
            part.Problem(RedfishMessages.PropertyValueOutOfRange(part.Pointer(RequestedCount), $"{count}", $"1 to {MostOfOne}"));
        }

        CheckOverprovisioning(part);
        var item = read(part);
        part.NothingElse();
        return Enumerable.Repeat(item, Math.Min(count, MostOfOne));
    }

    private static ProcessorRequest ReadProcessor(BodyReader part) => new(
        part.Text("Model"), Type: part.OneOf("ProcessorType", "CPU", "GPU", "FPGA"), InstructionSet: part.Text("InstructionSet"),
        TotalCores: part.Count("TotalCores"), SpeedMHz: part.Count("MaxSpeedMHz"));

    private static MemoryRequest ReadMemory(BodyReader part)
    {
        part.OneOf("MemoryType", "DRAM");
        return new MemoryRequest(part.Count("CapacityMiB"), part.Text("MemoryDeviceType"), part.Count("OperatingSpeedMhz"), part.Text("Manufacturer"));
    }

    // A Storage member is so many subsystems with so many drives each; what counts here is the drives.
    private IEnumerable<DriveRequest> ReadStorage(BodyReader storage) =>
        Times(storage, s => s.Objects("Drives").SelectMany(d => Times(d, ReadDrive)).ToList()).SelectMany(drives => drives);

    private IEnumerable<DriveRequest> ReadSimpleStorage(BodyReader storage) =>
        Times(storage, s => s.Objects("Devices").SelectMany(d => Times(d, device => new DriveRequest(GiB(device)))).ToList()).SelectMany(drives => drives);

    private static DriveRequest ReadDrive(BodyReader part) => new(
        GiB(part), part.OneOf("MediaType", "HDD", "SSD"), part.OneOf("Protocol", "SAS", "SATA", "NVMe"), SerialNumber: part.Text("SerialNumber"));

    private static double? GiB(BodyReader part) => part.Bytes("CapacityBytes") / BytesPerGiB;

    private static EthernetRequest ReadEthernet(BodyReader part)
    {
        part.Flag("FullDuplex");
        return new EthernetRequest(part.Count("SpeedMbps"));
    }
}
