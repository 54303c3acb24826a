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

    public int? TotalCores { get; init; }

    public int? TotalThreads { get; init; }

    public required Status Status { get; init; }

    public Link? EnvironmentMetrics { get; init; }

    public Link? Metrics { get; init; }

    public ProcessorLinks? Links { get; init; }

    public ProcessorOem? Oem { get; init; }

    public static ProcessorJson Of(ComputerSystem system, Processor cpu) => new($"{SystemUris.Processors(system.Id)}/{cpu.Id}", cpu.Id, cpu.Socket)
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
        EnvironmentMetrics = new Link(EnvironmentUris.Of($"{SystemUris.Processors(system.Id)}/{cpu.Id}")),
        Metrics = new Link(PartMetricsUris.OfProcessor(system.Id, cpu.Id)),
        Status = Status.Of(system.State.Health),
        Oem = cpu.Brand is { } brand ? new ProcessorOem(new ProcessorRackScale(brand)) : null,
    };

    public static ProcessorJson Of(PooledDevice card) => new(ChassisUris.Of(card), card.Id, card.Name)
    {
        ProcessorType = card.Kind.ToString(),
        Manufacturer = card.Manufacturer,
        Model = card.Model,
        SerialNumber = card.SerialNumber,
        Status = Status.Of(card.State.Health),
        Links = new ProcessorLinks(new Link(ChassisUris.Of(card.DrawerId)), [new Link(FabricUris.Endpoint(card.Id))]),
    };
}

internal sealed record ProcessorLinks(Link Chassis, IReadOnlyList<Link> Endpoints);

internal sealed record ProcessorOem([property: JsonPropertyName("Intel_RackScale")] ProcessorRackScale RackScale);

internal sealed record ProcessorRackScale(string Brand)
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

    public string MemoryType => "DRAM";

    public required string MemoryDeviceType { get; init; }

    public required int CapacityMiB { get; init; }

    public required int OperatingSpeedMhz { get; init; }

    public int DataWidthBits => 64;

    public int BusWidthBits => 72;

    public required string Manufacturer { get; init; }

    public required string SerialNumber { get; init; }

    public required string PartNumber { get; init; }

    public string DeviceLocator => Name;

    public required Status Status { get; init; }

    public Link EnvironmentMetrics => new(EnvironmentUris.Of(ODataId));

    public Link Metrics => new($"{ODataId}/MemoryMetrics");

    public static MemoryJson Of(ComputerSystem system, MemoryModule module) => new($"{SystemUris.Memory(system.Id)}/{module.Id}", module.Id, module.Slot)
    {
        MemoryDeviceType = module.DeviceType,
        CapacityMiB = module.CapacityMiB,
        OperatingSpeedMhz = module.SpeedMHz,
        Manufacturer = module.Manufacturer,
        SerialNumber = module.SerialNumber,
        PartNumber = module.PartNumber,
        Status = Status.Of(system.State.Health),
    };
}

/// <summary>EthernetInterface v1_12_4.</summary>
internal sealed class EthernetInterfaceJson(string uri, string partId, string partName)
    : Resource(uri, Type, partId, partName), IResource
{
    public static string Type => "#EthernetInterface.v1_12_4.EthernetInterface";

    private const int BmcSpeedMbps = 1000;

    [JsonPropertyName("MACAddress")]
    public required string MacAddress { get; init; }

    [JsonPropertyName("PermanentMACAddress")]
    public string PermanentMacAddress => MacAddress;

    public required int SpeedMbps { get; init; }

    public required string LinkStatus { get; init; }

    public bool InterfaceEnabled => true;

    public required Status Status { get; init; }

    public EthernetInterfaceLinks? Links { get; init; }

    public static EthernetInterfaceJson Of(ComputerSystem system, EthernetInterface nic) =>
        new($"{SystemUris.EthernetInterfaces(system.Id)}/{nic.Id}", nic.Id, $"Ethernet interface {nic.Id}")
        {
            MacAddress = nic.MacAddress,
            SpeedMbps = nic.SpeedMbps,
            LinkStatus = nic.SwitchPort is null ? "NoLink" : "LinkUp",
            Status = Status.Of(system.State.Health),
            Links = new EthernetInterfaceLinks([new Link(AdapterUris.Port(system.Id, nic.Id))]),
        };

    public static EthernetInterfaceJson OfBmc(ComputerSystem system) =>
        new($"{ManagerUris.EthernetInterfaces(system.Id)}/{ManagerUris.Port}", ManagerUris.Port, $"Management port of {system.Name}")
        {
            MacAddress = system.BmcMacAddress,
            SpeedMbps = BmcSpeedMbps,
            LinkStatus = "LinkUp",
            Status = new Status("Enabled", "OK"),
        };
}

internal sealed record EthernetInterfaceLinks(IReadOnlyList<Link> Ports);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProcessorJson))]
[JsonSerializable(typeof(MemoryJson))]
[JsonSerializable(typeof(EthernetInterfaceJson))]
internal sealed partial class SystemPartsJsonContext : JsonSerializerContext;
