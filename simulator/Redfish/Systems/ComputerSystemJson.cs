using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ComputerSystem v1_27_0.</summary>
internal sealed class ComputerSystemJson(string systemId, string systemName)
    : Resource(SystemUris.Of(systemId), Type, systemId, systemName), IResource
{
    public static string Type => "#ComputerSystem.v1_27_0.ComputerSystem";

    public string SystemType => "Physical";

    [JsonPropertyName("UUID")]
    public required Guid Uuid { get; init; }

    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    public required string SerialNumber { get; init; }

    public string PartNumber => Catalog.PartNumber(Model);

    [JsonPropertyName("SKU")]
    public string Sku => Catalog.Sku(Model);

    public required string HostName { get; init; }

    public IReadOnlyList<string> HostingRoles => ["BareMetalServer"];

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? AssetTag { get; init; }

    public required string BiosVersion { get; init; }

    public required string PowerState { get; init; }

    public required Status Status { get; init; }

    [JsonPropertyName("IndicatorLED")]
    public required string IndicatorLed { get; init; }

    public required bool LocationIndicatorActive { get; init; }

    public DateTimeOffset? LastResetTime { get; init; }

    public required BootJson Boot { get; init; }

    public required BootProgressJson BootProgress { get; init; }

    public required ProcessorSummaryJson ProcessorSummary { get; init; }

    public required MemorySummaryJson MemorySummary { get; init; }

    /// <summary>The deprecated form of TrustedComponents; provisioning services read a trait from it.</summary>
    public IReadOnlyList<TrustedModuleJson> TrustedModules => [new()];

    public required HostGraphicalConsoleJson GraphicalConsole { get; init; }

    public required HostSerialConsoleJson SerialConsole { get; init; }

    public Link Processors => new(SystemUris.Processors(Id));

    public Link Memory => new(SystemUris.Memory(Id));

    public Link MemoryDomains => new(MemoryDomainUris.Domains(Id));

    public Link EthernetInterfaces => new(SystemUris.EthernetInterfaces(Id));

    public Link Storage => new(SystemUris.Storage(Id));

    public Link SimpleStorage => new(SystemUris.SimpleStorage(Id));

    public Link NetworkInterfaces => new(AdapterUris.Interfaces(Id));

    public Link Bios => new(SystemUris.Bios(Id));

    public Link SecureBoot => new(SystemUris.SecureBoot(Id));

    public Link VirtualMedia => new(SystemUris.VirtualMedia(Id));

    public Link LogServices => new(SystemUris.LogServices(Id));

    [JsonPropertyName("PCIeDevices")]
    public required IReadOnlyList<Link> PcieDevices { get; init; }

    [JsonPropertyName("PCIeDevices@odata.count")]
    public int PcieDeviceCount => PcieDevices.Count;

    [JsonPropertyName("PCIeFunctions")]
    public required IReadOnlyList<Link> PcieFunctions { get; init; }

    [JsonPropertyName("PCIeFunctions@odata.count")]
    public int PcieFunctionCount => PcieFunctions.Count;

    public required SystemLinks Links { get; init; }

    public SystemActions Actions => new(new ResetActionJson($"{ODataId}/Actions/ComputerSystem.Reset") { Info = ActionInfoUris.Reset(ODataId) });

    public required SystemOem Oem { get; init; }

    public static ComputerSystemJson Of(Pod pod, ComputerSystem system)
    {
        var state = system.State;
        var cards = PcieCard.In(system).Select(c => (Chassis: system.Id, Card: c))
            .Concat(pod.AttachedTo(system).Select(d => (Chassis: d.DrawerId, Card: PcieCard.Of(d)))).ToList();
        return new ComputerSystemJson(system.Id, system.Name)
        {
            Uuid = system.Uuid,
            Manufacturer = system.Manufacturer,
            Model = system.Model,
            SerialNumber = system.SerialNumber,
            AssetTag = state.AssetTag,
            BiosVersion = pod.FirmwareOf(FirmwareKind.Bios, system.Id).Version,
            PowerState = state.Power.ToString(),
            Status = Status.Of(state.Health),
            HostName = state.HostName ?? system.Id,
            IndicatorLed = state.Locator.ToString(),
            LocationIndicatorActive = state.IndicatorLit,
            LastResetTime = state.LastReset,
            Boot = BootJson.Of(system, state),
            BootProgress = BootProgressJson.Of(pod.BootProgressOf(state)),
            ProcessorSummary = ProcessorSummaryJson.Of(system),
            MemorySummary = new MemorySummaryJson(system.TotalMemoryMiB / 1024.0, Status.Of(state.Health)),
            GraphicalConsole = new HostGraphicalConsoleJson(state.Bmc.Has(BmcProtocols.KVMIP)),
            SerialConsole = HostSerialConsoleJson.Of(state.Bmc),
            PcieDevices = Link.All(cards.Select(c => PcieUris.Device(c.Chassis, c.Card.Id))),
            PcieFunctions = [.. cards.SelectMany(c => PcieUris.FunctionsOf(c.Chassis, c.Card))],
            Links = SystemLinks.Of(pod, system),
            Oem = new SystemOem(SystemRackScale.Of(pod, system, cards.Select(c => c.Card.Kind))),
        };
    }
}

internal sealed record BootJson(string BootSourceOverrideEnabled, string BootSourceOverrideTarget, string BootSourceOverrideMode)
{
    [JsonPropertyName("BootSourceOverrideEnabled@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableEnabled => Enum.GetNames<BootEnabled>();

    [JsonPropertyName("BootSourceOverrideTarget@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableTargets => Enum.GetNames<BootTarget>();

    [JsonPropertyName("BootSourceOverrideMode@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableModes => Enum.GetNames<BootMode>();

    public required Link BootOptions { get; init; }

    /// <summary>References of the boot options, first to last.</summary>
    public required IReadOnlyList<string> BootOrder { get; init; }

    public string BootOrderPropertySelection => "BootOrder";

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? BootNext { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? HttpBootUri { get; init; }

    public static BootJson Of(ComputerSystem system, SystemState state) =>
        new(state.Boot.Enabled.ToString(), state.Boot.Target.ToString(), state.Boot.Mode.ToString())
        {
            BootOptions = new Link(SystemUris.BootOptions(system.Id)),
            BootOrder = state.Menu.Order.Count > 0 ? state.Menu.Order : BootOptionJson.References(system),
            BootNext = state.Menu.Next,
            HttpBootUri = state.Menu.HttpUri,
        };
}

internal sealed record BootProgressJson(string LastState, DateTimeOffset? LastStateTime)
{
    public static BootProgressJson Of(BootProgress progress) => new(progress.Stage.ToString(), progress.Since);
}

/// <param name="Status">As its parts have it: they are as healthy as the system.</param>
internal sealed record ProcessorSummaryJson(int Count, int CoreCount, int LogicalProcessorCount, string Model, Status Status)
{
    public static ProcessorSummaryJson Of(ComputerSystem system) => new(
        system.Processors.Count, system.TotalCores, system.Processors.Sum(p => p.Threads), system.Processors[0].Model, Status.Of(system.State.Health));
}

/// <inheritdoc cref="ProcessorSummaryJson"/>
internal sealed record MemorySummaryJson([property: JsonPropertyName("TotalSystemMemoryGiB")] double TotalGiB, Status Status)
{
    public string MemoryMirroring => "None";
}

internal sealed record SystemLinks(
    IReadOnlyList<Link> Chassis, IReadOnlyList<Link> ManagedBy, IReadOnlyList<Link> Endpoints, IReadOnlyList<Link> PoweredBy, IReadOnlyList<Link> CooledBy)
{
    public static SystemLinks Of(Pod pod, ComputerSystem system) => new(
        [new Link(ChassisUris.Of(system.Id))],
        [new Link(ManagerUris.Bmc(system.Id))],
        Link.All(system.EthernetInterfaces.Select(e => FabricUris.EthernetEndpoint(system.Id, e.Id)).Prepend(FabricUris.Endpoint(system.Id))),
        Feeding.Supplies(pod, system.RackId),
        Feeding.Fans(pod.Drawers[system.DrawerId]));
}

internal sealed record SystemActions([property: JsonPropertyName("#ComputerSystem.Reset")] ResetActionJson Reset);

internal sealed record ResetActionJson([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("ResetType@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableValues => ResetTypes.All;

    /// <summary>URI of its ActionInfo.</summary>
    [JsonPropertyName("@Redfish.ActionInfo")]
    public string? Info { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ComputerSystemJson))]
internal sealed partial class SystemsJsonContext : JsonSerializerContext;
