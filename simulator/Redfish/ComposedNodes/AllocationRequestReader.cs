using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Reads the body of Allocate (Intel RSD pod manager 2.4) and notes every problem in it.</summary>
internal sealed class AllocationRequestReader(NamedResources links)
{
    private static readonly string[] InstructionSets = ["x86", "x86-64", "IA-64", "ARM-A32", "ARM-A64", "MIPS32", "MIPS64", "OEM"];

    public AllocationRequest Read(BodyReader body)
    {
        var name = body.TextOrNull("Name", out var hasName);
        if (hasName && name is null)
        {
            body.Problem(RedfishMessages.PropertyValueTypeError(body.Pointer("Name"), "null", "a string"));
        }

        var description = body.TextOrNull("Description", out _);
        var security = body.Object("Security");
        var request = new AllocationRequest
        {
            Name = name ?? "Composed Node",
            Description = description,
            TotalCores = body.Count("TotalSystemCoreCount"),
            TotalMemoryMiB = body.Count("TotalSystemMemoryMiB"),
            Processors = [.. body.Objects("Processors").Select(ReadProcessor)],
            Memory = [.. body.Objects("Memory").Select(ReadMemory)],
            LocalDrives = [.. body.Objects("LocalDrives").Select(ReadDrive)],
            EthernetInterfaces = [.. body.Objects("EthernetInterfaces").Select(ReadEthernet)],
            ClearTpmOnDelete = security?.Flag("ClearTPMOnDelete") ?? true,
            ClearPersistentMemoryOnDelete = security?.Flag("ClearOptaneDCPersistentMemoryOnDelete") ?? true,
        };
        foreach (var unsupported in new[] { "TpmPresent", "TpmInterfaceType", "TxtEnabled" })
        {
            security?.Unsupported(unsupported);
        }

        security?.NothingElse();
        body.Unsupported("RemoteDrives");
        body.Unsupported("SupportedPerformanceConfigurations");
        body.Object("Oem");
        body.NothingElse();
        return request;
    }

    private ProcessorRequest ReadProcessor(BodyReader item)
    {
        var type = item.OneOf("ProcessorType", "CPU", "GPU", "FPGA", "DSP", "Accelerator", "OEM");
        if (type is "DSP" or "Accelerator" or "OEM")
        {
            item.Unsupported("ProcessorType");
        }

        var oem = item.Object("Oem");
        var rackScale = oem?.Object("Intel_RackScale");
        var brand = rackScale?.Text("Brand") ?? oem?.Text("Brand");
        rackScale?.Unsupported("Capabilities");
        oem?.Unsupported("Capabilities");
        item.Unsupported("Connectivity");
        var request = new ProcessorRequest(
            item.Text("Model"), brand, type, item.OneOf("InstructionSet", InstructionSets), item.Count("TotalCores"),
            item.Count("AchievableSpeedMHz"), links.Read(item));
        item.NothingElse();
        return request;
    }

    private MemoryRequest ReadMemory(BodyReader item)
    {
        if (item.OneOf("MemoryType", "DRAM", "NVDIMM_N", "NVDIMM_F", "NVDIMM_P", "IntelOptane") is not (null or "DRAM"))
        {
            item.Unsupported("MemoryType");
        }

        // Every module here is 64 bits wide.
        if (item.Count("DataWidthBits") > 64)
        {
            item.Unsupported("DataWidthBits");
        }

        var request = new MemoryRequest(
            item.Amount("CapacityMiB") is { } mib ? (int)Math.Min(int.MaxValue, Math.Ceiling(mib)) : null,
            item.Text("MemoryDeviceType"), item.Count("SpeedMHz"), item.Text("Manufacturer"), links.Read(item));
        item.NothingElse();
        return request;
    }

    private DriveRequest ReadDrive(BodyReader item)
    {
        var request = new DriveRequest(
            item.Amount("CapacityGiB"), item.OneOf("Type", "HDD", "SSD"), item.OneOf("Interface", "SAS", "SATA", "NVMe"),
            item.Amount("MinRPM"), item.Text("SerialNumber"), item.Flag("FabricSwitch"), links.Read(item));
        item.NothingElse();
        return request;
    }

    private EthernetRequest ReadEthernet(BodyReader item)
    {
        item.Unsupported("VLANs");
        item.Unsupported("PrimaryVLAN");
        var request = new EthernetRequest(item.Count("SpeedMbps"), item.Text("MACAddress"), links.Read(item));
        item.NothingElse();
        return request;
    }
}
