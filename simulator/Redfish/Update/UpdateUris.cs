using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class UpdateUris
{
    public const string Service = "/redfish/v1/UpdateService";
    public const string Firmware = Service + "/FirmwareInventory";
    public const string Software = Service + "/SoftwareInventory";
    public const string SimpleUpdate = Service + "/Actions/UpdateService.SimpleUpdate";

    public const string MultipartPush = Service + "/update-multipart";
    public const string Push = Service + "/update";

    /// <summary>The program that serves the pod.</summary>
    public const string PodManagerId = "pod-manager";

    public const string PodManager = Software + "/" + PodManagerId;

    private const string StagedSuffix = "-staged";

    public static string Of(FirmwareItem item) => $"{Firmware}/{item.Id}";

    /// <summary>Of the version that waits for a reset.</summary>
    public static string StagedOf(FirmwareItem item) => Of(item) + StagedSuffix;

    /// <summary>The members of the inventory: what is in use, then what waits.</summary>
    public static IEnumerable<string> Ids(Pod pod) =>
        pod.FirmwareItems.Select(i => i.Id).Concat(pod.StagedFirmware.Select(i => i.Id + StagedSuffix));

    public static (FirmwareItem Item, bool IsStaged)? Find(Pod pod, string id)
    {
        if (pod.FindFirmware(id) is { } item)
        {
            return (item, false);
        }

        return id.EndsWith(StagedSuffix, StringComparison.Ordinal) && pod.FindFirmware(id[..^StagedSuffix.Length]) is { } waiting
            && pod.FirmwareOf(waiting).Staged is not null
                ? (waiting, true)
                : null;
    }

    /// <summary>Links to what is in use and what waits.</summary>
    public static IReadOnlyList<Link> ImagesOf(Pod pod, FirmwareItem item) =>
        Link.All(pod.FirmwareOf(item).Staged is null ? [Of(item)] : [Of(item), StagedOf(item)]);

    /// <summary>The resources that show the part.</summary>
    public static IReadOnlyList<string> RelatedTo(Pod pod, FirmwareItem item) => item.Kind switch
    {
        FirmwareKind.Bios => [SystemUris.Of(pod.Systems[item.Owner]), SystemUris.Bios(pod.Systems[item.Owner])],
        FirmwareKind.Bmc => [ManagerUris.Bmc(item.Owner)],
        FirmwareKind.Nic => [AdapterUris.Adapter(item.Owner)],
        FirmwareKind.Switch => [FabricUris.Switch(item.Owner)],
        _ => [ChassisUris.Of(pod.Devices[item.Owner])],
    };
}
