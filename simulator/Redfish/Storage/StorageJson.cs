using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Storage v1_21_0: the built-in drives of a system and the pooled drives that a node has brought to it; or a storage service.</summary>
internal sealed class StorageJson(string uri, string storageId, string storageName)
    : Resource(uri, Type, storageId, storageName), IResource
{
    public static string Type => "#Storage.v1_21_0.Storage";

    public required Status Status { get; init; }

    public IReadOnlyList<DurableName>? Identifiers { get; init; }

    public required IReadOnlyList<Link> Drives { get; init; }

    [JsonPropertyName("Drives@odata.count")]
    public int DriveCount => Drives.Count;

    public required Link Volumes { get; init; }

    public Link? StoragePools { get; init; }

    public required Link Controllers { get; init; }

    public IReadOnlyList<OldStorageController>? StorageControllers { get; init; }

    [JsonPropertyName("StorageControllers@odata.count")]
    public int? ControllerCount => StorageControllers?.Count;

    public required StorageLinks Links { get; init; }

    public static StorageJson Of(Pod pod, ComputerSystem system) => new(SystemUris.LocalStorage(system), "local", $"Storage of {system.Name}")
    {
        Status = Status.Of(system.State.Health),
        Volumes = new Link(StorageUris.Volumes(system)),
        Controllers = new Link(SystemUris.LocalControllers(system)),
        StorageControllers = [new OldStorageController(LocalController.Of(system), $"{SystemUris.LocalStorage(system)}#/StorageControllers/0")],
        Drives = Link.All(system.Drives.Select(d => StorageUris.Drive(system.Id, d.Id))
            .Concat(pod.AttachedTo(system).Where(d => d.IsDrive).Select(ChassisUris.Of))),
        Links = new StorageLinks([new Link(ChassisUris.Of(system.Id))]) { SimpleStorage = new Link(SystemUris.LocalSimpleStorage(system)) },
    };

    public static StorageJson Of(StorageService service) =>
        new(StorageServiceUris.Storage(service.Id), service.Id, service.Name)
        {
            Status = new Status("Enabled", "OK"),
            Identifiers = [DurableName.Uuid(service.Uuid)],
            Volumes = new Link(StorageServiceUris.StorageVolumes(service.Id)),
            StoragePools = new Link(StorageServiceUris.Pools(service.Id)),
            Controllers = new Link(StorageServiceUris.Controllers(service.Id)),
            Drives = Link.All(service.DriveIds.Select(d => StorageServiceUris.Drive(service.Id, d))),
            Links = new StorageLinks([new Link(ChassisUris.Of(service.Id))]) { StorageServices = [new Link(StorageServiceUris.Of(service.Id))] },
        };
}

internal sealed record StorageLinks(IReadOnlyList<Link> Enclosures)
{
    public Link? SimpleStorage { get; init; }

    public IReadOnlyList<Link>? StorageServices { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StorageJson))]
[JsonSerializable(typeof(DriveJson))]
[JsonSerializable(typeof(StorageControllerJson))]
[JsonSerializable(typeof(VolumeJson))]
[JsonSerializable(typeof(VolumeCollectionJson))]
internal sealed partial class StorageJsonContext : JsonSerializerContext;
