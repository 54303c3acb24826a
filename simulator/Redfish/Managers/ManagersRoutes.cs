using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class ManagerUris
{
    public const string Managers = "/redfish/v1/Managers";
    public const string PodManager = Managers + "/PodManager";
    public const string BmcSuffix = "-bmc";

    public static string Bmc(string systemId) => $"{Managers}/{systemId}{BmcSuffix}";
}

/// <summary>Manager v1_24_0: the pod manager itself and one BMC per system.</summary>
internal static class ManagersRoutes
{
    public static RedfishRoutes MapManagers(this RedfishRoutes routes, Pod pod) => routes
        .Collection(ManagerUris.Managers, _ => ResourceCollection.Of(
            ManagerUris.Managers, "Manager", "Manager Collection", pod.Systems.Keys.Select(id => id + ManagerUris.BmcSuffix).Prepend("PodManager")))
        .Resource(ManagerUris.PodManager, ManagersJsonContext.Default.ManagerJson, _ => ManagerJson.Of(pod))
        .Resource($"{ManagerUris.Managers}/{{id}}", ManagersJsonContext.Default.ManagerJson, context => FindManaged(pod, context) is { } s ? ManagerJson.Of(s) : null);

    /// <summary>The system of the BMC that the path names; null when it names none.</summary>
    public static ComputerSystem? FindManaged(Pod pod, HttpContext context) =>
        RedfishRoutes.Id(context) is var id && id.EndsWith(ManagerUris.BmcSuffix, StringComparison.Ordinal)
            ? pod.Systems.GetValueOrDefault(id[..^ManagerUris.BmcSuffix.Length])
            : null;
}

internal sealed class ManagerJson(string managerId, string managerName)
    : Resource($"{ManagerUris.Managers}/{managerId}", "#Manager.v1_24_0.Manager", managerId, managerName)
{
    public required string ManagerType { get; init; }

    [JsonPropertyName("UUID")]
    public Guid? Uuid { get; init; }

    public string FirmwareVersion => "1.0.0";

    public string PowerState => "On";

    public Status Status => new("Enabled", "OK");

    public Link? VirtualMedia { get; init; }

    public Link? LogServices { get; init; }

    public required ManagerLinks Links { get; init; }

    public static ManagerJson Of(Pod pod) => new("PodManager", "Pod Manager")
    {
        ManagerType = "Service",
        Uuid = pod.Uuid,
        Links = new ManagerLinks(
            [], Link.All(pod.Racks.Select(r => r.Id).Concat(pod.Drawers.Keys).Prepend(ChassisUris.PodId).Select(ChassisUris.Of))),
    };

    public static ManagerJson Of(ComputerSystem system) => new(system.Id + ManagerUris.BmcSuffix, $"BMC of {system.Name}")
    {
        ManagerType = "BMC",
        VirtualMedia = new Link($"{ManagerUris.Bmc(system.Id)}/VirtualMedia"),
        LogServices = new Link($"{ManagerUris.Bmc(system.Id)}/LogServices"),
        Links = new ManagerLinks([new Link(SystemUris.Of(system.Id))], [new Link(ChassisUris.Of(system.Id))]),
    };
}

internal sealed record ManagerLinks(IReadOnlyList<Link> ManagerForServers, IReadOnlyList<Link> ManagerForChassis);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ManagerJson))]
internal sealed partial class ManagersJsonContext : JsonSerializerContext;
