using System.Text.Json;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Reads the body of Allocate (Intel RSD pod manager 2.4) and notes every problem in it.</summary>
internal sealed class AllocationRequestReader(NamedResources links, RedfishProfile profile)
{
    private static readonly string[] InstructionSets = ["x86", "x86-64", "IA-64", "ARM-A32", "ARM-A64", "MIPS32", "MIPS64", "OEM"];
    private static readonly string[] PerformanceConfigurations = ["StaticSpeedSelect", "PrioritizedBaseFrequency"];

    /// <returns>The request, what is wrong with it, and the URIs in it that lead nowhere.</returns>
    public static (AllocationRequest Request, IReadOnlyList<RedfishMessage> Problems, IReadOnlyList<string> Missing) Read(
        JsonElement body, Pod pod, RedfishProfile profile)
    {
        var reader = new BodyReader(
            profile.TakesOldAllocations ? OldAllocation.InTodaysForm(body) : body, [], released: ReleasedProperties.OfAllocation(profile));
        var links = new NamedResources(pod, profile);
        var request = new AllocationRequestReader(links, profile).Read(reader);
        PlacementRules.Check(reader, pod, request);
        return (request, reader.Problems, links.Missing);
    }

    private AllocationRequest Read(BodyReader body)
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
            PerformanceConfigurations = Words(body, "SupportedPerformanceConfigurations", PerformanceConfigurations),
            Processors = [.. body.Objects("Processors").Select(ReadProcessor)],
            Memory = [.. body.Objects("Memory").Select(ReadMemory)],
            LocalDrives = [.. body.Objects("LocalDrives").Select(ReadDrive)],
            RemoteDrive = new RemoteDriveReader(links, profile).Read(body),
            EthernetInterfaces = [.. body.Objects("EthernetInterfaces").Select(ReadEthernet)],
            Security = security is null ? new SecurityRequest() : ReadSecurity(security),
            ClearTpmOnDelete = security?.Flag("ClearTPMOnDelete") ?? true,
            ClearPersistentMemoryOnDelete = security?.Flag("ClearOptaneDCPersistentMemoryOnDelete") ?? true,
        };
        security?.NothingElse();
        if (request is { RemoteDrive.Protocol: RemoteProtocol.NVMeOverFabrics, EthernetInterfaces.Count: 0 })
        {
            body.Problem(AllocationMessages.NoRdma(body.Pointer("RemoteDrives/0/Protocol")));
        }

        body.Object("Oem");
        body.NothingElse();
        return request;
    }

    private ProcessorRequest ReadProcessor(BodyReader item)
    {
        var type = item.OneOf("ProcessorType", "CPU", "GPU", "FPGA", "DSP", "Accelerator", "OEM");
        var oem = item.Object("Oem");
        var rackScale = oem?.Object("Intel_RackScale");
        var request = new ProcessorRequest(
            item.Text("Model"), rackScale?.Text("Brand") ?? oem?.Text("Brand"), type, item.OneOf("InstructionSet", InstructionSets), item.Count("TotalCores"),
            item.Count("AchievableSpeedMHz"), links.Read(item))
        {
            Capabilities = [.. Words(rackScale, "Capabilities"), .. Words(oem, "Capabilities")],
            Connectivity = Words(item, "Connectivity", "Local", "Ethernet", "RemotePCIe"),
        };
        oem?.NothingOfOtherReleases();
        item.NothingElse();
        return request;
    }

    private MemoryRequest ReadMemory(BodyReader item)
    {
        var request = new MemoryRequest(
            item.Amount("CapacityMiB") is { } mib ? (int)Math.Min(int.MaxValue, Math.Ceiling(mib)) : null,
            item.Text("MemoryDeviceType"), item.Count("SpeedMHz"), item.Text("Manufacturer"), links.Read(item),
            item.OneOf("MemoryType", "DRAM", "NVDIMM_N", "NVDIMM_F", "NVDIMM_P", "IntelOptane"), item.Count("DataWidthBits"));
        item.NothingElse();
        return request;
    }

    private DriveRequest ReadDrive(BodyReader item)
    {
        // The first release called an SSD by the name of its interface.
        var type = profile.Node is { PowerIsState: true } ? item.OneOf("Type", "HDD", "SSD", "NVMe") : item.OneOf("Type", "HDD", "SSD");
        var protocol = item.OneOf("Interface", "SAS", "SATA", "NVMe");
        var request = new DriveRequest(
            item.Amount("CapacityGiB"), type == "NVMe" ? "SSD" : type, type == "NVMe" ? type : protocol,
            item.Amount("MinRPM"), item.Text("SerialNumber"), item.Flag("FabricSwitch"), links.Read(item));
        item.NothingElse();
        return request;
    }

    private EthernetRequest ReadEthernet(BodyReader item)
    {
        var (vlans, primary) = VlanWishReader.Read(item);
        var request = new EthernetRequest(item.Count("SpeedMbps"), item.Text("MACAddress"), links.Read(item)) { Vlans = vlans, PrimaryVlan = primary };
        item.NothingElse();
        return request;
    }

    private static SecurityRequest ReadSecurity(BodyReader security)
    {
        var request = new SecurityRequest(
            security.Flag("TpmPresent"), security.OneOf("TpmInterfaceType", "TPM1_2", "TPM2_0", "TCM1_0"), security.Flag("TxtEnabled"));
        if (request is { TpmPresent: false, TpmInterface: not null })
        {
            security.Problem(AllocationMessages.TpmContradiction(security.Pointer("TpmInterfaceType")));
        }

        return request;
    }

    // A list of words; any are taken when none are named.
    private static IReadOnlyList<string> Words(BodyReader? reader, string name, params IReadOnlyCollection<string> allowed)
    {
        if (reader?.Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(w => w.ValueKind != JsonValueKind.String))
        {
            reader.Problem(RedfishMessages.PropertyValueTypeError(reader.Pointer(name), value.GetRawText(), "an array of strings"));
            return [];
        }

        var words = value.EnumerateArray().Select(w => w.GetString()!).ToList();
        foreach (var (index, word) in words.Index().Where(w => allowed.Count > 0 && !allowed.Contains(w.Item)))
        {
            reader.Problem(RedfishMessages.PropertyValueNotInList(reader.Pointer($"{name}/{index}"), word, allowed));
        }

        return words;
    }
}
