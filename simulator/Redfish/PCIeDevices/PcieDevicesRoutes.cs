using System.Globalization;
using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class PcieUris
{
    public static string Devices(string chassisId) => $"{ChassisUris.Of(chassisId)}/PCIeDevices";

    public static string Device(string chassisId, string deviceId) => $"{Devices(chassisId)}/{deviceId}";

    public static string Functions(string chassisId, string deviceId) => $"{Device(chassisId, deviceId)}/PCIeFunctions";

    public static string Function(string chassisId, string deviceId, int number) => $"{Functions(chassisId, deviceId)}/{number}";

    public static IReadOnlyList<Link> FunctionsOf(string chassisId, PcieCard card) =>
        Link.All(Enumerable.Range(0, card.Functions.Count).Select(n => Function(chassisId, card.Id, n)));

    public static string Slots(string chassisId) => $"{ChassisUris.Of(chassisId)}/PCIeSlots";

    /// <summary>Where a pooled device is found as a card.</summary>
    public static string Device(PooledDevice device) => Device(device.DrawerId, device.Id);
}

/// <summary>PCIeDevice v1_21_0 and PCIeFunction v1_7_0 of sleds and of drawers with pooled devices; PCIeSlots v1_6_1.</summary>
internal static class PcieDevicesRoutes
{
    private const string Path = $"{ChassisUris.Chassis}/{{id}}/PCIeDevices";

    public static RedfishRoutes MapPcieDevices(this RedfishRoutes routes, Pod pod) => routes
        .Collection(Path, "PCIeDevice", context => Cards(pod, context) is { } cards
            ? ResourceCollection.Of(PcieUris.Devices(RedfishRoutes.Id(context)), $"PCIe devices of {RedfishRoutes.Id(context)}", cards.Select(c => c.Id)) : null)
        .Resource($"{Path}/{{device}}", PcieJsonContext.Default.PcieDeviceJson, context => Card(pod, context) is { } card ? Device(pod, context, card) : null)
        .Collection($"{Path}/{{device}}/PCIeFunctions", "PCIeFunction", context => Card(pod, context) is { } card
            ? ResourceCollection.Of(
                PcieUris.Functions(RedfishRoutes.Id(context), card.Id), $"Functions of {card.Name}",
                Enumerable.Range(0, card.Functions.Count).Select(Text)) : null)
        .Resource($"{Path}/{{device}}/PCIeFunctions/{{function}}", PcieJsonContext.Default.PcieFunctionJson, context =>
            Card(pod, context) is { } card && Number(card, RedfishRoutes.Id(context, "function")) is { } number ? Function(pod, context, card, number) : null)
        .Resource($"{ChassisUris.Chassis}/{{id}}/PCIeSlots", PcieJsonContext.Default.PcieSlotsJson, context =>
            Cards(pod, context) is { } cards ? PcieSlotsJson.Of(RedfishRoutes.Id(context), cards)
            : pod.Devices.TryGetValue(RedfishRoutes.Id(context), out var box) && box.Kind == PooledDeviceKind.Expansion ? PcieSlotsJson.Of(box)
            : null);

    private static PcieDeviceJson Device(Pod pod, HttpContext context, PcieCard card) =>
        ChassisRoutes.FindSled(pod, context) is { } sled ? PcieDeviceJson.Of(pod, sled, card) : PcieDeviceJson.Of(pod, pod.Drawers[RedfishRoutes.Id(context)], card);

    private static PcieFunctionJson Function(Pod pod, HttpContext context, PcieCard card, int number) =>
        ChassisRoutes.FindSled(pod, context) is { } sled
            ? PcieFunctionJson.Of(sled, card, number)
            : PcieFunctionJson.Of(pod, pod.Drawers[RedfishRoutes.Id(context)], card);

    // Null for a chassis without slots.
    private static IReadOnlyList<PcieCard>? Cards(Pod pod, HttpContext context) =>
        ChassisRoutes.FindSled(pod, context) is { } sled ? PcieCard.In(sled)
        : pod.Drawers.TryGetValue(RedfishRoutes.Id(context), out var drawer) && drawer.Devices.Count > 0 ? PcieCard.In(drawer)
        : null;

    private static PcieCard? Card(Pod pod, HttpContext context) =>
        Cards(pod, context)?.FirstOrDefault(c => c.Id == RedfishRoutes.Id(context, "device"));

    private static int? Number(PcieCard card, string id) =>
        Enumerable.Range(0, card.Functions.Count).Where(n => Text(n) == id).Select(n => (int?)n).FirstOrDefault();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
