using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Memory v1_23_0: a module behind the PCIe fabric, in the drawer where it lies. Systems that have it list it among their own.</summary>
internal sealed class PooledMemoryJson(Pod pod, PooledDevice device) : Resource(ChassisUris.Of(device), Type, device.Id, device.Name), IResource
{
    public static string Type => MemoryJson.Type;

    private readonly MemoryModule _module = device.Memory!;

    public string MemoryType => _module.MemoryType;

    public string MemoryDeviceType => _module.DeviceType;

    public int CapacityMiB => _module.CapacityMiB;

    public int OperatingSpeedMhz => _module.SpeedMHz;

    [JsonPropertyName("AllowedSpeedsMHz")]
    public IReadOnlyList<int> AllowedSpeedsMHz => [_module.SpeedMHz];

    public int DataWidthBits => MemoryModule.DataWidthBits;

    public string Manufacturer => device.Manufacturer;

    public string Model => device.Model;

    public string SerialNumber => device.SerialNumber;

    public string PartNumber => _module.PartNumber;

    public string DeviceLocator => _module.Slot;

    /// <summary>Without power, and so of no use, until a system has it.</summary>
    public bool Enabled => pod.HostOf(device) is not null;

    public LocationJson Location => LocationJson.Slot(_module.Slot, device.Slot);

    public Status Status => Status.Of(device.State.Health);

    public PooledMemoryLinks Links => new(new Link(ChassisUris.Of(device.DrawerId)), [new Link(FabricUris.Endpoint(device.Id))]);
}

internal sealed record PooledMemoryLinks(Link Chassis, IReadOnlyList<Link> Endpoints);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PooledMemoryJson))]
internal sealed partial class PooledMemoryJsonContext : JsonSerializerContext;
