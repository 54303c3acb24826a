using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>StorageController v1_11_0: the one controller of the built-in drives.</summary>
internal sealed class StorageControllerJson(ComputerSystem system)
    : Resource(
        SystemUris.LocalController(system.Id), Type, SystemUris.ControllerId,
        $"Storage controller of {system.Name}"), IResource
{
    public static string Type => "#StorageController.v1_11_0.StorageController";

    public IReadOnlyList<string> SupportedControllerProtocols => ControllerProtocols;

    public IReadOnlyList<string> SupportedDeviceProtocols => DeviceProtocols;

    public Status Status => Status.Of(system.State.Health);

    internal static string[] ControllerProtocols { get; } = ["PCIe"];

    internal static string[] DeviceProtocols { get; } = ["SAS", "SATA", "NVMe"];
}

/// <summary>The same controller as Storage had it before controllers became resources.</summary>
internal sealed class OldStorageController(ComputerSystem system)
{
    [JsonPropertyName("@odata.id")]
    public string ODataId => $"{SystemUris.LocalStorage(system.Id)}#/StorageControllers/0";

    public string MemberId => "0";

    public string Name => $"Storage controller of {system.Name}";

    public IReadOnlyList<string> SupportedControllerProtocols => StorageControllerJson.ControllerProtocols;

    public IReadOnlyList<string> SupportedDeviceProtocols => StorageControllerJson.DeviceProtocols;

    public Status Status => Status.Of(system.State.Health);
}
