using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

internal static class ManagerUris
{
    public const string Managers = "/redfish/v1/Managers";
    public const string PodManager = Managers + "/PodManager";
    public const string BmcSuffix = "-bmc";

    /// <summary>The one port of a BMC.</summary>
    public const string Port = "mgmt-1";

    public static string EthernetInterfaces(string systemId) => $"{Bmc(systemId)}/EthernetInterfaces";

    public static string Bmc(string systemId) => $"{Managers}/{systemId}{BmcSuffix}";
}

/// <summary>Manager v1_24_0: the pod manager itself and one BMC per system.</summary>
internal static class ManagersRoutes
{
    public static RedfishRoutes MapManagers(this RedfishRoutes routes, Pod pod, BmcWork bmc) => routes
        .Collection(ManagerUris.Managers, "Manager", _ => ResourceCollection.Of(
            ManagerUris.Managers, "Manager Collection", pod.Systems.Keys.Select(id => id + ManagerUris.BmcSuffix).Prepend("PodManager")))
        .Resource(ManagerUris.PodManager, ManagersJsonContext.Default.ManagerJson, _ => ManagerJson.Of(pod))
        .Resource($"{ManagerUris.Managers}/{{id}}", ManagersJsonContext.Default.ManagerJson, context => FindManaged(pod, context) is { } s ? ManagerJson.Of(s) : null)
        .Action($"{ManagerUris.Managers}/{{id}}/Actions/Manager.Reset", context => BmcReset.RunAsync(context, FindManaged(pod, context), bmc))
        .Resource($"{ManagerUris.Managers}/{{id}}/NetworkProtocol", ManagersJsonContext.Default.NetworkProtocolJson, context =>
            FindManaged(pod, context) is { } s ? new NetworkProtocolJson(s) : null)
        .Collection($"{ManagerUris.Managers}/{{id}}/EthernetInterfaces", "EthernetInterface", context => FindManaged(pod, context) is { } s
            ? ResourceCollection.Of(ManagerUris.EthernetInterfaces(s.Id), $"Ethernet interfaces of the BMC of {s.Name}", [ManagerUris.Port]) : null)
        .Resource($"{ManagerUris.Managers}/{{id}}/EthernetInterfaces/{ManagerUris.Port}", SystemPartsJsonContext.Default.EthernetInterfaceJson, context =>
            FindManaged(pod, context) is { } s ? EthernetInterfaceJson.OfBmc(s) : null);

    /// <summary>The system of the BMC that the path names; null when it names none.</summary>
    public static ComputerSystem? FindManaged(Pod pod, HttpContext context) =>
        RedfishRoutes.Id(context) is var id && id.EndsWith(ManagerUris.BmcSuffix, StringComparison.Ordinal)
            ? pod.Systems.GetValueOrDefault(id[..^ManagerUris.BmcSuffix.Length])
            : null;
}

internal sealed class ManagerJson(string managerId, string managerName)
    : Resource($"{ManagerUris.Managers}/{managerId}", Type, managerId, managerName), IResource
{
    public static string Type => "#Manager.v1_24_0.Manager";

    public required string ManagerType { get; init; }

    [JsonPropertyName("UUID")]
    public Guid? Uuid { get; init; }

    /// <summary>Of the service root, when the manager is the service itself.</summary>
    [JsonPropertyName("ServiceEntryPointUUID")]
    public Guid? ServiceEntryPointUuid { get; init; }

    public string FirmwareVersion => "1.0.0";

    public string PowerState => "On";

    public Status Status => new("Enabled", "OK");

    public Link? VirtualMedia { get; init; }

    public Link? LogServices { get; init; }

    public Link? NetworkProtocol { get; init; }

    public Link? EthernetInterfaces { get; init; }

    public ManagerActions? Actions { get; init; }

    public required ManagerLinks Links { get; init; }

    public static ManagerJson Of(Pod pod) => new("PodManager", "Pod Manager")
    {
        ManagerType = "Service",
        Uuid = pod.Uuid,
        ServiceEntryPointUuid = pod.Uuid,
        NetworkProtocol = new Link(PodNetworkProtocolRoutes.Uri),
        Links = new ManagerLinks(
            [], Link.All(pod.Racks.Select(r => r.Id).Concat(pod.Drawers.Keys).Prepend(ChassisUris.PodId).Select(ChassisUris.Of))),
    };

    public static ManagerJson Of(ComputerSystem system) => new(system.Id + ManagerUris.BmcSuffix, $"BMC of {system.Name}")
    {
        ManagerType = "BMC",
        VirtualMedia = new Link($"{ManagerUris.Bmc(system.Id)}/VirtualMedia"),
        LogServices = new Link($"{ManagerUris.Bmc(system.Id)}/LogServices"),
        NetworkProtocol = new Link($"{ManagerUris.Bmc(system.Id)}/NetworkProtocol"),
        EthernetInterfaces = new Link(ManagerUris.EthernetInterfaces(system.Id)),
        Actions = new ManagerActions(new BmcResetJson($"{ManagerUris.Bmc(system.Id)}/Actions/Manager.Reset")),
        Links = new ManagerLinks([new Link(SystemUris.Of(system.Id))], [new Link(ChassisUris.Of(system.Id))]),
    };
}

internal sealed record ManagerLinks(IReadOnlyList<Link> ManagerForServers, IReadOnlyList<Link> ManagerForChassis);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ManagerJson))]
[JsonSerializable(typeof(NetworkProtocolJson))]
internal sealed partial class ManagersJsonContext : JsonSerializerContext;
