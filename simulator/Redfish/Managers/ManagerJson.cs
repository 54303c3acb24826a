using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Manager v1_24_0: the pod manager, or the BMC of a system.</summary>
internal sealed class ManagerJson(string managerId, string managerName)
    : Resource($"{ManagerUris.Managers}/{managerId}", Type, managerId, managerName), IResource, IRestless<ManagerJson>
{
    public static string Type => "#Manager.v1_24_0.Manager";

    public required string ManagerType { get; init; }

    public string? Manufacturer { get; init; }

    public required string Model { get; init; }

    [JsonPropertyName("UUID")]
    public required Guid Uuid { get; init; }

    [JsonPropertyName("ServiceEntryPointUUID")]
    public Guid ServiceEntryPointUuid => Uuid;

    public required string FirmwareVersion { get; init; }

    public DateTimeOffset? DateTime { get; set; }

    public required string DateTimeLocalOffset { get; init; }

    public string PowerState => "On";

    public Status Status => new("Enabled", "OK");

    public ConsoleJson? GraphicalConsole { get; init; }

    /// <summary>The deprecated form of the one that the system has.</summary>
    public ConsoleJson? SerialConsole { get; init; }

    public ConsoleJson? CommandShell { get; init; }

    public Link? VirtualMedia { get; init; }

    public Link? LogServices { get; init; }

    public required Link NetworkProtocol { get; init; }

    public Link? EthernetInterfaces { get; init; }

    public Link? HostInterfaces { get; init; }

    public ManagerActions? Actions { get; init; }

    public required ManagerLinks Links { get; init; }

    public static ManagerJson Of(Pod pod) => new("PodManager", "Pod Manager")
    {
        ManagerType = "Service",
        Model = "Pod manager",
        FirmwareVersion = SoftwareInventoryJson.PodManagerVersion,
        Uuid = pod.Uuid,
        DateTime = pod.Now,
        DateTimeLocalOffset = "+00:00",
        NetworkProtocol = new Link($"{ManagerUris.PodManager}/NetworkProtocol"),
        Links = new ManagerLinks(
            [],
            Link.All(pod.Racks.Select(r => r.Id).Concat(pod.Drawers.Keys).Concat(pod.Devices.Values.Where(d => d.Kind == PooledDeviceKind.Expansion).Select(d => d.Id)).Concat(pod.StorageServices.Keys).Prepend(ChassisUris.PodId).Select(ChassisUris.Of)),
            new Link(ChassisUris.Of(ChassisUris.PodId)))
        {
            ManagerForSwitches = Link.All(pod.Cables.Switches.Keys.Select(FabricUris.Switch).Concat(pod.PcieSwitches.ById.Keys.Select(FabricUris.PcieSwitch))),
            ManagerForFabrics = [new Link(FabricUris.Ethernet), new Link(FabricUris.Pcie), .. Link.All(RemoteFabric.All.Select(f => f.Uri))],
            ActiveSoftwareImage = new Link(UpdateUris.PodManager),
            SoftwareImages = [new Link(UpdateUris.PodManager)],
        },
    };

    public static ManagerJson Of(Pod pod, ComputerSystem system)
    {
        var bmc = system.State.Bmc;
        var uri = ManagerUris.Bmc(system.Id);
        return new ManagerJson(system.Id + ManagerUris.BmcSuffix, $"BMC of {system.Name}")
        {
            ManagerType = "BMC",
            Manufacturer = system.Manufacturer,
            Model = $"{system.Model} BMC",
            FirmwareVersion = pod.FirmwareOf(FirmwareKind.Bmc, system.Id).Version,
            Uuid = system.BmcUuid,
            DateTime = pod.BmcTimeOf(bmc),
            DateTimeLocalOffset = OffsetText(bmc.LocalOffset),
            GraphicalConsole = new ConsoleJson(bmc.Has(BmcProtocols.KVMIP), 4, ["KVMIP"]),
            SerialConsole = new ConsoleJson(bmc.Has(BmcProtocols.SSH) || bmc.Has(BmcProtocols.IPMI), 1, ["SSH", "IPMI"]),
            CommandShell = new ConsoleJson(bmc.Has(BmcProtocols.SSH), 4, ["SSH"]),
            VirtualMedia = new Link($"{uri}/VirtualMedia"),
            LogServices = new Link($"{uri}/LogServices"),
            NetworkProtocol = new Link($"{uri}/NetworkProtocol"),
            EthernetInterfaces = new Link(ManagerUris.EthernetInterfaces(system.Id)),
            HostInterfaces = new Link(ManagerUris.HostInterfaces(system.Id)),
            Actions = ManagerActions.Of(uri),
            Links = new ManagerLinks([new Link(SystemUris.Of(system))], [new Link(ChassisUris.Of(system.Id))], new Link(ChassisUris.Of(system.Id)))
            {
                ActiveSoftwareImage = new Link(UpdateUris.Of(new FirmwareItem(FirmwareKind.Bmc, system.Id))),
                SoftwareImages = UpdateUris.ImagesOf(pod, new FirmwareItem(FirmwareKind.Bmc, system.Id)),
            },
        };
    }

    [JsonIgnore]
    public ManagerJson AtRest
    {
        get
        {
            var atRest = (ManagerJson)MemberwiseClone();
            atRest.DateTime = null;
            return atRest;
        }
    }

    private static string OffsetText(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}

internal sealed record ConsoleJson(bool ServiceEnabled, int MaxConcurrentSessions, IReadOnlyList<string> ConnectTypesSupported);

internal sealed record ManagerLinks(IReadOnlyList<Link> ManagerForServers, IReadOnlyList<Link> ManagerForChassis, Link ManagerInChassis)
{
    public IReadOnlyList<Link>? ManagerForSwitches { get; init; }

    public IReadOnlyList<Link>? ManagerForFabrics { get; init; }

    public required Link ActiveSoftwareImage { get; init; }

    public required IReadOnlyList<Link> SoftwareImages { get; init; }

    [JsonPropertyName("SoftwareImages@odata.count")]
    public int SoftwareImageCount => SoftwareImages.Count;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ManagerJson))]
[JsonSerializable(typeof(NetworkProtocolJson))]
[JsonSerializable(typeof(HostInterfaceJson))]
internal sealed partial class ManagersJsonContext : JsonSerializerContext;
