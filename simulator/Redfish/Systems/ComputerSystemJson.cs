using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ComputerSystem v1_27_0.</summary>
internal sealed class ComputerSystemJson(ComputerSystem system)
    : Resource(SystemUris.Of(system), Type, system.ResourceId, system.ComposedAs?.Name ?? system.Name), IResource
{
    public static string Type => "#ComputerSystem.v1_27_0.ComputerSystem";

    public string SystemType { get; } = system.ComposedAs is null ? "Physical" : "Composed";

    [JsonPropertyName("UUID")]
    public required Guid Uuid { get; init; }

    public required string Manufacturer { get; init; }

    public required string Model { get; init; }

    public required string SerialNumber { get; init; }

    public required string PartNumber { get; init; }

    [JsonPropertyName("SKU")]
    public required string Sku { get; init; }

    public required string HostName { get; init; }

    public IReadOnlyList<string> HostingRoles { get; } = ["BareMetalServer"];

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
    public IReadOnlyList<TrustedModuleJson> TrustedModules { get; } = system.TpmInterface is { } tpm ? [new(tpm)] : [];

    public required HostGraphicalConsoleJson GraphicalConsole { get; init; }

    public required HostSerialConsoleJson SerialConsole { get; init; }

    public Link Processors { get; } = new(SystemUris.Processors(system));

    public Link Memory { get; } = new(SystemUris.Memory(system));

    public Link MemoryDomains { get; } = new(MemoryDomainUris.Domains(system));

    public Link EthernetInterfaces { get; } = new(SystemUris.EthernetInterfaces(system));

    public Link Storage { get; } = new(SystemUris.Storage(system));

    public Link SimpleStorage { get; } = new(SystemUris.SimpleStorage(system));

    public Link NetworkInterfaces { get; } = new(AdapterUris.Interfaces(system));

    public Link FabricAdapters { get; } = new(FabricAdapterUris.OfSystem(system));

    public Link Bios { get; } = new(SystemUris.Bios(system));

    public Link SecureBoot { get; } = new(SystemUris.SecureBoot(system));

    public Link VirtualMedia { get; } = new(SystemUris.VirtualMedia(system));

    public Link LogServices { get; } = new(SystemUris.LogServices(system));

    [JsonPropertyName("PCIeDevices")]
    public required IReadOnlyList<Link> PcieDevices { get; init; }

    [JsonPropertyName("PCIeDevices@odata.count")]
    public int PcieDeviceCount => PcieDevices.Count;

    [JsonPropertyName("PCIeFunctions")]
    public required IReadOnlyList<Link> PcieFunctions { get; init; }

    [JsonPropertyName("PCIeFunctions@odata.count")]
    public int PcieFunctionCount => PcieFunctions.Count;

    public required SystemLinks Links { get; init; }

    public SystemCompositionJson Composition { get; } = SystemCompositionJson.Of(system);

    public SystemActions Actions { get; } = SystemActions.Of(SystemUris.Of(system));

    [JsonIgnore]
    public bool IsComposed { get; } = system.ComposedAs is not null;

    public required SystemOem Oem { get; init; }

    public static ComputerSystemJson Of(Pod pod, ComputerSystem system)
    {
        var state = system.State;
        var cards = PcieCard.In(system).Select(c => (Chassis: system.Id, Card: c))
            .Concat(pod.AttachedTo(system).Select(d => (Chassis: d.DrawerId, Card: PcieCard.Of(d)))).ToList();
        return new ComputerSystemJson(system)
        {
            Description = system.ComposedAs?.Description,
            Uuid = system.Uuid,
            Manufacturer = system.Manufacturer,
            Model = system.Model,
            SerialNumber = system.SerialNumber,
            PartNumber = Catalog.PartNumber(system.Model),
            Sku = Catalog.Sku(system.Model),
            AssetTag = state.AssetTag,
            BiosVersion = pod.FirmwareOf(FirmwareKind.Bios, system.Id).Version,
            PowerState = state.Power.ToString(),
            Status = Status.Of(state.Health) with { HealthRollup = Pod.Worse(state.Health, pod.HealthOfAttached(system)).ToString() },
            HostName = state.HostName ?? system.Id,
            IndicatorLed = state.Locator.ToString(),
            LocationIndicatorActive = state.IndicatorLit,
            LastResetTime = state.LastReset,
            Boot = BootJson.Of(system, state),
            BootProgress = BootProgressJson.Of(pod.BootProgressOf(state)),
            ProcessorSummary = ProcessorSummaryJson.Of(system),
            MemorySummary = new MemorySummaryJson(
                pod.TotalMemoryMiB(system) / 1024.0, Status.Of(pod.AttachedTo(system).Where(d => d.Memory is not null).Select(d => d.State.Health).Aggregate(state.Health, Pod.Worse))),
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
    public IReadOnlyList<string> AllowableEnabled { get; } = Enum.GetNames<BootEnabled>();

    [JsonPropertyName("BootSourceOverrideTarget@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableTargets { get; } = Enum.GetNames<BootTarget>();

    [JsonPropertyName("BootSourceOverrideMode@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableModes { get; } = Enum.GetNames<BootMode>();

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
            BootOptions = new Link(SystemUris.BootOptions(system)),
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
    IReadOnlyList<Link> Chassis, IReadOnlyList<Link> ManagedBy, IReadOnlyList<Link> Endpoints, IReadOnlyList<Link> PoweredBy, IReadOnlyList<Link> CooledBy,
    IReadOnlyList<Link> ResourceBlocks)
{
    public required IReadOnlyList<Link> TrustedComponents { get; init; }

    [JsonPropertyName("TrustedComponents@odata.count")]
    public int TrustedComponentCount => TrustedComponents.Count;

    [JsonPropertyName("ResourceBlocks@odata.count")]
    public int ResourceBlockCount => ResourceBlocks.Count;

    public static SystemLinks Of(Pod pod, ComputerSystem system) => new(
        Link.All(pod.AttachedTo(system).Where(d => d.Kind == PooledDeviceKind.Expansion).Select(d => d.Id).Prepend(system.Id).Select(ChassisUris.Of)),
        [new Link(ManagerUris.Bmc(system.Id))],
        Link.All(system.EthernetInterfaces.Select(e => FabricUris.EthernetEndpoint(system.Id, e.Id)).Prepend(FabricUris.Endpoint(system.Id))
            .Concat(RemoteFabric.InitiatorsOf(pod, system))),
        Feeding.Supplies(pod, system.RackId),
        Feeding.Fans(pod.Drawers[system.DrawerId]),
        Link.All(pod.BlocksOf(system).Select(b => CompositionUris.Block(b.Id))))
    {
        TrustedComponents = [new Link(TrustedComponentUris.Module(system.Id))],
    };
}

/// <summary>
/// ComputerSystem v1_27_0, <c>Composition</c>: a system that is not composed can become a block, and as a block be expanded or part of a composed one.
/// </summary>
internal sealed record SystemCompositionJson(IReadOnlyList<string> UseCases)
{
    public static SystemCompositionJson Of(ComputerSystem system) =>
        new(system switch
        {
            { ComposedAs: not null } => ["ExpandableSystem"],
            { State.IsBlock: true } => ["ResourceBlockCapable", "ExpandableSystem"],
            _ => ["ResourceBlockCapable"],
        });
}

internal sealed record SystemActions(
    [property: JsonPropertyName("#ComputerSystem.Reset")] ResetActionJson Reset,
    [property: JsonPropertyName("#ComputerSystem.AddResourceBlock")] ActionJson AddResourceBlock,
    [property: JsonPropertyName("#ComputerSystem.RemoveResourceBlock")] ActionJson RemoveResourceBlock)
{
    public static SystemActions Of(string uri) => new(
        new ResetActionJson($"{uri}/Actions/ComputerSystem.Reset") { Info = ActionInfoUris.Reset(uri) },
        new ActionJson($"{uri}/Actions/ComputerSystem.AddResourceBlock"),
        new ActionJson($"{uri}/Actions/ComputerSystem.RemoveResourceBlock"));
}

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
