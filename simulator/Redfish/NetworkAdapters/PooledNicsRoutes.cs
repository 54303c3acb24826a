using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Network cards behind the PCIe fabric: NetworkAdapter v1_14_0 with Port v1_18_0, NetworkDeviceFunction v1_11_1 and EthernetInterface v1_12_4.</summary>
internal static class PooledNicsRoutes
{
    private const string Card = $"{ChassisUris.Chassis}/{{id}}/NetworkAdapters/{{device}}";
    private const string Function = $"{Card}/NetworkDeviceFunctions/{PooledNicUris.Only}";

    public static RedfishRoutes MapPooledNics(this RedfishRoutes routes, Pod pod) => routes
        .Resource(Card, PooledNicsJsonContext.Default.PooledAdapterJson, context => Find(pod, context) is { } card ? new PooledAdapterJson(card) : null)
        .Collection($"{Card}/Ports", "Port", context => Find(pod, context) is { } card
            ? ResourceCollection.Of(PooledNicUris.Ports(card), $"Ports of {card.Name}", [PooledNicUris.Only]) : null)
        .Resource($"{Card}/Ports/{PooledNicUris.Only}", PortJsonContext.Default.PortJson, context => Find(pod, context) is { } card ? PortJson.OfPooled(pod, card) : null)
        .Collection($"{Card}/NetworkDeviceFunctions", "NetworkDeviceFunction", context => Find(pod, context) is { } card
            ? ResourceCollection.Of(PooledNicUris.Functions(card), $"Network device functions of {card.Name}", [PooledNicUris.Only]) : null)
        .Resource(Function, PooledNicsJsonContext.Default.PooledFunctionJson, context => Find(pod, context) is { } card ? new PooledFunctionJson(card) : null)
        .Collection($"{Function}/EthernetInterfaces", "EthernetInterface", context => Find(pod, context) is { } card
            ? ResourceCollection.Of(PooledNicUris.Interfaces(card), $"Ethernet interfaces of {card.Name}", [card.Id]) : null)
        .Resource($"{Function}/EthernetInterfaces/{{part}}", EthernetInterfacesJsonContext.Default.EthernetInterfaceJson, context =>
            Find(pod, context) is { } card && RedfishRoutes.Id(context, "part") == card.Id ? EthernetInterfaceJson.OfPooled(pod, card) : null);

    /// <summary>Those that lie in the drawer which the path names; null when it is none with pooled cards.</summary>
    public static ResourceCollection? AdaptersIn(Pod pod, HttpContext context) =>
        pod.Drawers.TryGetValue(RedfishRoutes.Id(context), out var drawer) && drawer.Devices.Where(d => d.Nic is not null).Select(d => d.Id).ToList() is { Count: > 0 } cards
            ? ResourceCollection.Of(AdapterUris.Adapters(drawer.Id), $"Network adapters of {drawer.Name}", cards)
            : null;

    private static PooledDevice? Find(Pod pod, HttpContext context) => ChassisRoutes.FindDevice(pod, context, "NetworkAdapter");
}
