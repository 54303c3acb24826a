using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Processor v1_22_0: a CPU of a system, or a pooled GPU or FPGA of a drawer.</summary>
internal sealed class ProcessorJson(string uri, string partId, string partName)
    : Resource(uri, Type, partId, partName), IResource
{
    public static string Type => "#Processor.v1_22_0.Processor";

    public string? Socket { get; init; }

    public required string ProcessorType { get; init; }

    public string? ProcessorArchitecture { get; init; }

    public string? InstructionSet { get; init; }

    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    public required string SerialNumber { get; init; }

    [JsonPropertyName("MaxSpeedMHz")]
    public int? MaxSpeedMHz { get; init; }

    public string? FirmwareVersion { get; init; }

    public int? TotalCores { get; init; }

    public int? TotalEnabledCores => TotalCores;

    public int? TotalThreads { get; init; }

    public ProcessorIdJson? ProcessorId { get; init; }

    public LocationJson? Location { get; init; }

    public required Status Status { get; init; }

    public Link? EnvironmentMetrics { get; init; }

    public Link? Metrics { get; init; }

    public ProcessorLinks? Links { get; init; }

    public ProcessorOem? Oem { get; init; }

    public static ProcessorJson Of(ComputerSystem system, Processor cpu) => new($"{SystemUris.Processors(system)}/{cpu.Id}", cpu.Id, cpu.Socket)
    {
        Socket = cpu.Socket,
        ProcessorType = "CPU",
        ProcessorArchitecture = "x86",
        InstructionSet = Processor.InstructionSet,
        Manufacturer = cpu.Manufacturer,
        Model = cpu.Model,
        SerialNumber = cpu.SerialNumber,
        MaxSpeedMHz = cpu.SpeedMHz,
        TotalCores = cpu.Cores,
        TotalThreads = cpu.Threads,
        ProcessorId = ProcessorIdJson.Of(cpu),
        Location = LocationJson.Socket(cpu.Socket, system.Processors.Index().First(p => p.Item.Id == cpu.Id).Index + 1),
        EnvironmentMetrics = new Link(EnvironmentUris.Of($"{SystemUris.Processors(system)}/{cpu.Id}")),
        Metrics = new Link(PartMetricsUris.OfProcessor(system, cpu.Id)),
        Status = Status.Of(system.State.Health),
        Links = new ProcessorLinks(new Link(ChassisUris.Of(system.Id)))
        {
            Memory = Link.All(MemoryMap.Of(system).Where(m => m.Processor == cpu).Select(m => $"{SystemUris.Memory(system)}/{m.Module.Id}")),
        },
        Oem = cpu.Brand is { } brand ? new ProcessorOem(new ProcessorRackScale(brand, cpu.Capabilities)) : null,
    };

    public static ProcessorJson Of(Pod pod, PooledDevice card) => new(ChassisUris.Of(card), card.Id, card.Name)
    {
        ProcessorType = card.Kind.ToString(),
        Manufacturer = card.Manufacturer,
        Model = card.Model,
        SerialNumber = card.SerialNumber,
        FirmwareVersion = pod.FirmwareOf(card).Version,
        Status = Status.Of(card.State.Health),
        Location = LocationJson.Slot($"Slot {card.Slot}", card.Slot),
        Links = new ProcessorLinks(new Link(ChassisUris.Of(card.DrawerId)))
        {
            Endpoints = [new Link(FabricUris.Endpoint(card.Id))],
            PcieDevice = new Link(PcieUris.Device(card)),
            PcieFunctions = PcieUris.FunctionsOf(card.DrawerId, PcieCard.Of(card)),
        },
    };
}

internal sealed record ProcessorLinks(Link Chassis)
{
    public IReadOnlyList<Link>? Endpoints { get; init; }

    public IReadOnlyList<Link>? Memory { get; init; }

    [JsonPropertyName("PCIeDevice")]
    public Link? PcieDevice { get; init; }

    [JsonPropertyName("PCIeFunctions")]
    public IReadOnlyList<Link>? PcieFunctions { get; init; }
}

/// <summary>What the processor says of itself (CPUID). Known for the family that the models of the field have.</summary>
internal sealed record ProcessorIdJson(string VendorId)
{
    public string IdentificationRegisters => "0x00050654";

    public string EffectiveFamily => "0x06";

    public string EffectiveModel => "0x55";

    public string Step => "0x04";

    public string MicrocodeInfo => "0x02006E05";

    public static ProcessorIdJson? Of(Processor cpu) =>
        cpu.Manufacturer.Contains("Intel", StringComparison.OrdinalIgnoreCase) ? new ProcessorIdJson("GenuineIntel") : null;
}

internal sealed record ProcessorOem([property: JsonPropertyName("Intel_RackScale")] ProcessorRackScale RackScale);

internal sealed record ProcessorRackScale(string Brand, IReadOnlyList<string> Capabilities)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Intel.Oem.Processor";
}

/// <summary>Memory v1_23_0.</summary>
internal sealed class MemoryJson(string uri, string partId, string partName)
    : Resource(uri, Type, partId, partName), IResource
{
    public static string Type => "#Memory.v1_23_0.Memory";

    public required string MemoryType { get; init; }

    public required string MemoryDeviceType { get; init; }

    public required int CapacityMiB { get; init; }

    public required int OperatingSpeedMhz { get; init; }

    public int DataWidthBits => MemoryModule.DataWidthBits;

    public int BusWidthBits => 72;

    public required string Manufacturer { get; init; }

    public required string SerialNumber { get; init; }

    public required string PartNumber { get; init; }

    public string DeviceLocator => Name;

    public string BaseModuleType => "RDIMM";

    public IReadOnlyList<string> MemoryMedia => ["DRAM"];

    public string ErrorCorrection => "MultiBitECC";

    /// <summary>Ranks of 16 GiB or less each.</summary>
    public int RankCount => CapacityMiB > 16_384 ? 2 : 1;

    [JsonPropertyName("AllowedSpeedsMHz")]
    public IReadOnlyList<int> AllowedSpeedsMHz => [OperatingSpeedMhz];

    public bool Enabled => true;

    public required MemoryLocationJson MemoryLocation { get; init; }

    public required LocationJson Location { get; init; }

    public required MemoryLinks Links { get; init; }

    public required Status Status { get; init; }

    public Link EnvironmentMetrics => new(EnvironmentUris.Of(ODataId));

    public Link Metrics => new($"{ODataId}/MemoryMetrics");

    public static MemoryJson Of(ComputerSystem system, MemoryModule module)
    {
        var place = MemoryMap.Of(system).First(m => m.Module.Id == module.Id);
        return new MemoryJson($"{SystemUris.Memory(system)}/{module.Id}", module.Id, module.Slot)
        {
            MemoryType = module.MemoryType,
            MemoryDeviceType = module.DeviceType,
            CapacityMiB = module.CapacityMiB,
            OperatingSpeedMhz = module.SpeedMHz,
            Manufacturer = module.Manufacturer,
            SerialNumber = module.SerialNumber,
            PartNumber = module.PartNumber,
            MemoryLocation = new MemoryLocationJson(place.Socket, place.Channel),
            Location = LocationJson.Slot(module.Slot, place.Number),
            Links = new MemoryLinks(
                new Link(ChassisUris.Of(system.Id)),
                place.Processor is { } cpu ? [new Link($"{SystemUris.Processors(system)}/{cpu.Id}")] : []),
            Status = Status.Of(system.State.Health),
        };
    }
}

/// <summary>The channel of each module is its own; each socket has one controller.</summary>
internal sealed record MemoryLocationJson(int Socket, int Channel)
{
    public int MemoryController => 1;

    public int Slot => 1;
}

internal sealed record MemoryLinks(Link Chassis, IReadOnlyList<Link> Processors);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProcessorJson))]
[JsonSerializable(typeof(MemoryJson))]
internal sealed partial class SystemPartsJsonContext : JsonSerializerContext;
