using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// SimpleStorage v1_3_2: the block devices that an operating system would find, for older clients: volumes, drives that are in
/// none, pooled drives.
/// </summary>
internal sealed class SimpleStorageJson(Pod pod, ComputerSystem system)
    : Resource(SystemUris.LocalSimpleStorage(system), Type, "local", $"Simple storage of {system.Name}"), IResource
{
    public static string Type => "#SimpleStorage.v1_3_2.SimpleStorage";

    private const long BytesPerGiB = 1L << 30;

    public Status Status => Status.Of(system.State.Health);

    public IReadOnlyList<SimpleStorageDevice> Devices { get; } = [.. DevicesOf(pod, system, system.State.Storage)];

    public SimpleStorageLinks Links => new(new Link(SystemUris.LocalStorage(system)), new Link(ChassisUris.Of(system.Id)));

    private static IEnumerable<SimpleStorageDevice> DevicesOf(Pod pod, ComputerSystem system, LocalStorage storage) =>
    [
        .. storage.Volumes.Where(v => v.Phase != VolumePhase.Waiting).Select(v => new SimpleStorageDevice(
            v.Name, v.CapacityBytes, LocalController.Manufacturer, $"{v.Level} volume", Status.Of(system.State.Health))),
        .. system.Drives.Where(d => storage.On(d.Id) is null or { Phase: VolumePhase.Waiting }).Select(d => new SimpleStorageDevice(
            $"Drive {d.Id}", d.CapacityBytes, d.Manufacturer, d.Model, Status.Of(system.State.Health))),
        .. pod.AttachedTo(system).Where(d => d.IsDrive).Select(d => new SimpleStorageDevice(
            d.Name, d.CapacityGiB * BytesPerGiB, d.Manufacturer, d.Model, Status.Of(d.State.Health))),
    ];
}

internal sealed record SimpleStorageDevice(string Name, long CapacityBytes, string Manufacturer, string Model, Status Status);

internal sealed record SimpleStorageLinks(Link Storage, Link Chassis);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SimpleStorageJson))]
internal sealed partial class SimpleStorageJsonContext : JsonSerializerContext;
