using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>What a controller is, told once and shown in the new form and the old.</summary>
internal sealed record LocalController(
    string Name, string Model, string SerialNumber, IReadOnlyList<string> ControllerProtocols, IReadOnlyList<string> DeviceProtocols,
    IReadOnlyList<string> RaidTypes, Status Status)
{
    public const string Manufacturer = "Contoso";

    public const string FirmwareVersion = "2.10.0";

    public const double SpeedGbps = 12;

    public const int CacheMiB = 2048;

    private static readonly string[] Pcie = ["PCIe"];
    private static readonly string[] NvmeOverFabrics = ["NVMeOverFabrics"];
    private static readonly string[] AnyDrive = ["SAS", "SATA", "NVMe"];
    private static readonly string[] Sas = ["SAS"];
    private static readonly string[] Levels = Enum.GetNames<RaidLevel>();

    /// <summary>The one controller of the built-in drives.</summary>
    public static LocalController Of(ComputerSystem system) => new(
        $"Storage controller of {system.Name}", "RAID 2G", $"{system.SerialNumber}RC", Pcie, AnyDrive, Levels, Status.Of(system.State.Health));

    public static LocalController Of(StorageService service) => new(
        $"Controller of {service.Name}", "Target 2G", $"{service.SerialNumber}RC", NvmeOverFabrics, Sas, [], new Status("Enabled", "OK"));
}

/// <summary>StorageController v1_11_0.</summary>
internal sealed class StorageControllerJson(LocalController controller, string collection)
    : Resource($"{collection}/{SystemUris.ControllerId}", Type, SystemUris.ControllerId, controller.Name), IResource
{
    public static string Type => "#StorageController.v1_11_0.StorageController";

    public string Manufacturer => LocalController.Manufacturer;

    public string Model => controller.Model;

    public string SerialNumber => controller.SerialNumber;

    public string FirmwareVersion => LocalController.FirmwareVersion;

    public double SpeedGbps => LocalController.SpeedGbps;

    public IReadOnlyList<string> SupportedControllerProtocols => controller.ControllerProtocols;

    public IReadOnlyList<string> SupportedDeviceProtocols => controller.DeviceProtocols;

    [JsonPropertyName("SupportedRAIDTypes")]
    public IReadOnlyList<string> SupportedRaidTypes => controller.RaidTypes;

    public IReadOnlyList<DurableName> Identifiers => [DurableName.Naa(controller.SerialNumber)];

    public CacheSummaryJson CacheSummary => new(LocalController.CacheMiB);

    public Status Status => controller.Status;
}

/// <summary>The same controller as Storage had it before controllers became resources.</summary>
internal sealed class OldStorageController(LocalController controller, string uri)
{
    [JsonPropertyName("@odata.id")]
    public string ODataId => uri;

    public string MemberId => "0";

    public string Name => controller.Name;

    public string Manufacturer => LocalController.Manufacturer;

    public string Model => controller.Model;

    public string SerialNumber => controller.SerialNumber;

    public string FirmwareVersion => LocalController.FirmwareVersion;

    public double SpeedGbps => LocalController.SpeedGbps;

    public IReadOnlyList<string> SupportedControllerProtocols => controller.ControllerProtocols;

    public IReadOnlyList<string> SupportedDeviceProtocols => controller.DeviceProtocols;

    [JsonPropertyName("SupportedRAIDTypes")]
    public IReadOnlyList<string> SupportedRaidTypes => controller.RaidTypes;

    public IReadOnlyList<DurableName> Identifiers => [DurableName.Naa(controller.SerialNumber)];

    public CacheSummaryJson CacheSummary => new(LocalController.CacheMiB);

    public Status Status => controller.Status;
}

internal sealed record CacheSummaryJson([property: JsonPropertyName("TotalCacheSizeMiB")] int TotalCacheSizeMiB);
