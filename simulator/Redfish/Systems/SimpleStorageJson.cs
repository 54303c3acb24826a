using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>SimpleStorage v1_3_2: the drives of Storage once more, as older clients read them.</summary>
internal sealed class SimpleStorageJson(Pod pod, ComputerSystem system)
    : Resource(SystemUris.LocalSimpleStorage(system.Id), Type, "local", $"Simple storage of {system.Name}"), IResource
{
    public static string Type => "#SimpleStorage.v1_3_2.SimpleStorage";

    private const long BytesPerGiB = 1L << 30;

    public Status Status => Status.Of(system.State.Health);

    public IReadOnlyList<SimpleStorageDevice> Devices { get; } =
    [
        .. system.Drives.Select(d => new SimpleStorageDevice(
            $"Drive {d.Id}", d.CapacityGiB * BytesPerGiB, d.Manufacturer, d.Model, Status.Of(system.State.Health))),
        .. AttachedDevices.Of(pod, system).Where(d => d.Kind == PooledDeviceKind.NVMe).Select(d => new SimpleStorageDevice(
            d.Name, d.CapacityGiB * BytesPerGiB, d.Manufacturer, d.Model, Status.Of(d.State.Health))),
    ];

    public SimpleStorageLinks Links => new(new Link(SystemUris.LocalStorage(system.Id)), new Link(ChassisUris.Of(system.Id)));
}

internal sealed record SimpleStorageDevice(string Name, long CapacityBytes, string Manufacturer, string Model, Status Status);

internal sealed record SimpleStorageLinks(Link Storage, Link Chassis);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SimpleStorageJson))]
internal sealed partial class SimpleStorageJsonContext : JsonSerializerContext;
