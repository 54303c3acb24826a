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

    /// <summary>The one way from a host to its BMC.</summary>
    public const string HostInterfaceId = "network";

    public static string HostInterfaces(string systemId) => $"{Bmc(systemId)}/HostInterfaces";

    public static string HostInterface(string systemId) => $"{HostInterfaces(systemId)}/{HostInterfaceId}";

    public static string EthernetInterfaces(string systemId) => $"{Bmc(systemId)}/EthernetInterfaces";

    public static string Bmc(string systemId) => $"{Managers}/{systemId}{BmcSuffix}";
}

/// <summary>Manager v1_24_0: the pod manager itself and one BMC per system.</summary>
internal static class ManagersRoutes
{
    public static RedfishRoutes MapManagers(this RedfishRoutes routes, Pod pod, BmcWork bmc) => routes
        .Collection(ManagerUris.Managers, "Manager", _ => ResourceCollection.Of(
            ManagerUris.Managers, "Manager Collection", pod.Systems.Keys.Select(id => id + ManagerUris.BmcSuffix).Prepend("PodManager")))
        .Resource(
            ManagerUris.PodManager, ManagersJsonContext.Default.ManagerJson, _ => ManagerJson.Of(pod),
            patch: context => ManagerPatch.ApplyAsync(context, pod, system: null))
        .Resource(
            $"{ManagerUris.Managers}/{{id}}", ManagersJsonContext.Default.ManagerJson,
            context => FindManaged(pod, context) is { } s ? ManagerJson.Of(pod, s) : null,
            patch: context => ManagerPatch.ApplyAsync(context, pod, FindManaged(pod, context)!))
        .Action($"{ManagerUris.Managers}/{{id}}/Actions/Manager.Reset", context => BmcReset.RunAsync(context, FindManaged(pod, context), bmc))
        .Action(
            $"{ManagerUris.Managers}/{{id}}/Actions/Manager.ResetToDefaults",
            context => BmcReset.ToDefaultsAsync(context, pod, FindManaged(pod, context), bmc))
        .Resource($"{ManagerUris.Managers}/{{id}}/{ActionInfoUris.ResetId}", ActionInfosJsonContext.Default.ActionInfoJson, context =>
            FindManaged(pod, context) is { } s ? ActionInfoJson.OfReset(ManagerUris.Bmc(s.Id), "Manager.Reset", BmcReset.Types, isRequired: false) : null)
        .Resource(
            $"{ManagerUris.Managers}/{{id}}/NetworkProtocol", ManagersJsonContext.Default.NetworkProtocolJson,
            context => FindManaged(pod, context) is { } s ? NetworkProtocolJson.Of(s) : null,
            patch: context => NetworkProtocolPatch.ApplyAsync(context, pod, FindManaged(pod, context)!))
        .Collection($"{ManagerUris.Managers}/{{id}}/EthernetInterfaces", "EthernetInterface", context => FindManaged(pod, context) is { } s
            ? ResourceCollection.Of(ManagerUris.EthernetInterfaces(s.Id), $"Ethernet interfaces of the BMC of {s.Name}", [ManagerUris.Port]) : null)
        .Resource(
            $"{ManagerUris.Managers}/{{id}}/EthernetInterfaces/{ManagerUris.Port}", EthernetInterfacesJsonContext.Default.EthernetInterfaceJson,
            context => FindManaged(pod, context) is { } s ? EthernetInterfaceJson.OfBmc(s) : null,
            patch: context => ManagerPatch.ApplyToPortAsync(context, pod, FindManaged(pod, context)!))
        .Collection($"{ManagerUris.Managers}/{{id}}/HostInterfaces", "HostInterface", context => FindManaged(pod, context) is { } s
            ? ResourceCollection.Of(ManagerUris.HostInterfaces(s.Id), $"Host interfaces of the BMC of {s.Name}", [ManagerUris.HostInterfaceId]) : null)
        .Resource($"{ManagerUris.Managers}/{{id}}/HostInterfaces/{ManagerUris.HostInterfaceId}", ManagersJsonContext.Default.HostInterfaceJson, context =>
            FindManaged(pod, context) is { } s ? new HostInterfaceJson(s) : null);

    /// <summary>The system of the BMC that the path names; null when it names none.</summary>
    public static ComputerSystem? FindManaged(Pod pod, HttpContext context) =>
        RedfishRoutes.Id(context) is var id && id.EndsWith(ManagerUris.BmcSuffix, StringComparison.Ordinal)
            ? pod.Systems.GetValueOrDefault(id[..^ManagerUris.BmcSuffix.Length])
            : null;
}
