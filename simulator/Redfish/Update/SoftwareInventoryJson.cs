using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>SoftwareInventory v1_13_0: the firmware of a part, in use or waiting; and the pod manager's own program.</summary>
internal sealed class SoftwareInventoryJson(string uri, string softwareId, string softwareName)
    : Resource(uri, Type, uri[(uri.LastIndexOf('/') + 1)..], softwareName), IResource
{
    public static string Type => "#SoftwareInventory.v1_13_0.SoftwareInventory";

    /// <summary>What the pod manager's own program tells as its version, wherever it does.</summary>
    public const string PodManagerVersion = "1.0.0";

    public string SoftwareId => softwareId;

    public string? Manufacturer { get; init; }

    public required string Version { get; init; }

    public string VersionScheme => "DotIntegerNotation";

    /// <summary>The time of day is not known; the schema wants it so.</summary>
    public string? ReleaseDate { get; init; }

    public required bool Updateable { get; init; }

    public required bool Active { get; init; }

    public required bool Staged { get; init; }

    public bool? ResetRequiredOnUpdate { get; init; }

    public required Status Status { get; init; }

    public required IReadOnlyList<Link> RelatedItem { get; init; }

    [JsonPropertyName("RelatedItem@odata.count")]
    public int RelatedCount => RelatedItem.Count;

    public static SoftwareInventoryJson PodManager { get; } = new(UpdateUris.PodManager, "pod-manager", "Pod manager")
    {
        Version = PodManagerVersion,
        Updateable = false,
        Active = true,
        Staged = false,
        Status = new Status("Enabled", "OK"),
        RelatedItem = [new Link(ManagerUris.PodManager)],
    };

    public static SoftwareInventoryJson Of(Pod pod, FirmwareItem item, bool isUpdating)
    {
        var firmware = pod.FirmwareOf(item);
        return new SoftwareInventoryJson(UpdateUris.Of(item), SoftwareIdOf(pod, item), $"Firmware of {pod.NameOf(item)}")
        {
            Manufacturer = Maker(pod, item).Manufacturer,
            Version = firmware.Version,
            ReleaseDate = firmware.Released?.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture),
            Updateable = true,
            Active = true,
            Staged = false,
            ResetRequiredOnUpdate = item.NeedsReset,
            Status = new Status(isUpdating ? "Updating" : "Enabled", "OK"),
            RelatedItem = Link.All(UpdateUris.RelatedTo(pod, item)),
        };
    }

    /// <summary>The version that the next reset takes into use; null when none waits.</summary>
    public static SoftwareInventoryJson? Waiting(Pod pod, FirmwareItem item) => pod.FirmwareOf(item).Staged is { } version
        ? new SoftwareInventoryJson(UpdateUris.StagedOf(item), SoftwareIdOf(pod, item), $"Waiting firmware of {pod.NameOf(item)}")
        {
            Manufacturer = Maker(pod, item).Manufacturer,
            Version = version,
            Updateable = false,
            Active = false,
            Staged = true,
            Status = new Status("StandbyOffline", "OK"),
            RelatedItem = Link.All(UpdateUris.RelatedTo(pod, item)),
        }
        : null;

    // Parts of one model take the same firmware.
    private static string SoftwareIdOf(Pod pod, FirmwareItem item) => $"{item.Kind}/{Maker(pod, item).Model}".Replace(' ', '-').ToLowerInvariant();

    private static (string? Manufacturer, string Model) Maker(Pod pod, FirmwareItem item) =>
        pod.Systems.TryGetValue(item.Owner, out var system) ? (system.Manufacturer, system.Model)
        : pod.Devices.TryGetValue(item.Owner, out var device) ? (device.Manufacturer, device.Model)
        : (null, pod.Cables.Switches[item.Owner].Switch.Model);
}

/// <summary>The firmware of a part, as the part's <c>Links</c> name it.</summary>
internal sealed record SoftwareLinks(Link ActiveSoftwareImage, IReadOnlyList<Link> SoftwareImages)
{
    [JsonPropertyName("SoftwareImages@odata.count")]
    public int ImageCount => SoftwareImages.Count;

    public static SoftwareLinks Of(Pod pod, FirmwareItem item) => new(
        new Link(UpdateUris.Of(item)), UpdateUris.ImagesOf(pod, item));
}
