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

    public Link Processors => new(SystemUris.Processors(Id));

    public Link Memory => new(SystemUris.Memory(Id));

    public Link EthernetInterfaces => new(SystemUris.EthernetInterfaces(Id));

    public Link Storage => new(SystemUris.Storage(Id));

    public Link SimpleStorage => new(SystemUris.SimpleStorage(Id));

    public Link NetworkInterfaces => new(AdapterUris.Interfaces(Id));

    public Link Bios => new(SystemUris.Bios(Id));

    public Link SecureBoot => new(SystemUris.SecureBoot(Id));

    public Link VirtualMedia => new(SystemUris.VirtualMedia(Id));

    public Link LogServices => new(SystemUris.LogServices(Id));

    public SystemLinks Links => new([new Link(ChassisUris.Of(Id))], [new Link(ManagerUris.Bmc(Id))], [new Link(FabricUris.Endpoint(Id))]);

    public SystemActions Actions => new(new ResetActionJson($"{ODataId}/Actions/ComputerSystem.Reset"));

    public static ComputerSystemJson Of(Pod pod, ComputerSystem system)
    {
        var state = system.State;
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
            IndicatorLed = state.IndicatorLit ? "Lit" : "Off",
            LocationIndicatorActive = state.IndicatorLit,
            LastResetTime = state.LastReset,
            Boot = BootJson.Of(system, state.Boot),
            BootProgress = BootProgressJson.Of(pod.BootProgressOf(state)),
            ProcessorSummary = new ProcessorSummaryJson(system.Processors.Count, system.TotalCores, system.Processors[0].Model),
            MemorySummary = new MemorySummaryJson(system.TotalMemoryMiB / 1024.0),
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

    public static BootJson Of(ComputerSystem system, BootOverride boot) => new(boot.Enabled.ToString(), boot.Target.ToString(), boot.Mode.ToString())
    {
        BootOptions = new Link(SystemUris.BootOptions(system.Id)),
        BootOrder = [.. BootOptionJson.Of(system).Select(o => o.Id)],
    };
}

internal sealed record BootProgressJson(string LastState, DateTimeOffset? LastStateTime)
{
    public static BootProgressJson Of(BootProgress progress) => new(progress.Stage.ToString(), progress.Since);
}

internal sealed record ProcessorSummaryJson(int Count, int CoreCount, string Model)
{
    public Status Status => new("Enabled", "OK");
}

internal sealed record MemorySummaryJson([property: JsonPropertyName("TotalSystemMemoryGiB")] double TotalGiB)
{
    public Status Status => new("Enabled", "OK");
}

internal sealed record SystemLinks(IReadOnlyList<Link> Chassis, IReadOnlyList<Link> ManagedBy, IReadOnlyList<Link> Endpoints);

internal sealed record SystemActions([property: JsonPropertyName("#ComputerSystem.Reset")] ResetActionJson Reset);

internal sealed record ResetActionJson([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("ResetType@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableValues => Enum.GetNames<ResetType>();
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ComputerSystemJson))]
internal sealed partial class SystemsJsonContext : JsonSerializerContext;
