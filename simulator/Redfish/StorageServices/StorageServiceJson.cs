using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>StorageService v1_0_0 in the form of Intel RSD 2.3; its schema is served here (<c>OemSchemas/</c>).</summary>
internal sealed class StorageServiceJson(StorageService service)
    : Resource(StorageServiceUris.Of(service.Id), Type, service.Id, service.Name), IResource
{
    public static string Type => "#StorageService.v1_0_0.StorageService";

    public DurableName Identifier => DurableName.Uuid(service.Uuid);

    public Status Status => new("Enabled", "OK");

    public Link StoragePools => new(StorageServiceUris.Pools(Id));

    public Link Volumes => new(StorageServiceUris.Volumes(Id));

    public Link Drives => new(ChassisUris.Drives(Id));

    public Link Endpoints => new(StorageServiceUris.Endpoints(Id));

    public StorageServiceLinks Links => new(new StorageServiceLinksOem(new StorageServiceLinksRackScale(
        [new Link(ManagerUris.PodManager)], new Link(StorageServiceUris.Storage(Id)), new Link(ChassisUris.Of(Id)))));
}

internal sealed record StorageServiceLinks(StorageServiceLinksOem Oem);

internal sealed record StorageServiceLinksOem([property: JsonPropertyName("Intel_RackScale")] StorageServiceLinksRackScale RackScale);

internal sealed record StorageServiceLinksRackScale(IReadOnlyList<Link> ManagedBy, Link Storage, Link Chassis)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Intel.Oem.StorageServiceLinks";
}

/// <summary>StoragePool v1_0_0 in the form of Intel RSD 2.3: the drives of a shelf as capacity.</summary>
internal sealed class StoragePoolJson(StorageService service)
    : Resource(StorageServiceUris.Pool(service.Id), Type, StorageServiceUris.OnlyId, $"Pool of {service.Name}"), IResource
{
    public static string Type => "#StoragePool.v1_0_0.StoragePool";

    public Status Status => new("Enabled", "OK");

    public int BlockSizeBytes => 512;

    public IReadOnlyList<DurableName> Identifiers => [DurableName.Naa($"{service.SerialNumber}/pool")];

    public PoolCapacityJson Capacity => new(new PoolCapacityDataJson(service.CapacityBytes, service.State.AllocatedBytes));

    public IReadOnlyList<CapacitySourceJson> CapacitySources =>
        [new CapacitySourceJson { ProvidingDrives = Link.All(service.DriveIds.Select(d => StorageServiceUris.Drive(service.Id, d))) }];

    public Link AllocatedVolumes => new(StorageServiceUris.AllocatedVolumes(service.Id));
}

internal sealed record PoolCapacityJson(PoolCapacityDataJson Data);

/// <param name="AllocatedBytes">What the drives give.</param>
/// <param name="ConsumedBytes">What volumes take of it.</param>
internal sealed record PoolCapacityDataJson(long AllocatedBytes, long ConsumedBytes)
{
    public long GuaranteedBytes => AllocatedBytes;

    public long ProvisionedBytes => AllocatedBytes;
}

/// <summary>Where capacity comes from.</summary>
internal sealed record CapacitySourceJson
{
    public IReadOnlyList<Link>? ProvidingDrives { get; init; }

    public IReadOnlyList<Link>? ProvidingPools { get; init; }
}

/// <summary>Endpoint v1_8_2: where the volumes of a service are reached over NVMe-oF.</summary>
internal sealed class StorageEndpointJson(StorageService service)
    : Resource(StorageServiceUris.Endpoint(service.Id), Type, StorageServiceUris.OnlyId, $"Target endpoint of {service.Name}"), IResource
{
    public static string Type => "#Endpoint.v1_8_2.Endpoint";

    public string EndpointProtocol => "NVMeOverFabrics";

    public IReadOnlyList<DurableName> Identifiers => [DurableName.Nqn(service.Uuid)];

    public IReadOnlyList<EndpointEntity> ConnectedEntities => [new("StorageSubsystem", "Target", new Link(StorageServiceUris.Storage(service.Id)))];

    public Status Status => new("Enabled", "OK");
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StorageServiceJson))]
[JsonSerializable(typeof(StoragePoolJson))]
[JsonSerializable(typeof(StorageEndpointJson))]
[JsonSerializable(typeof(TargetEndpointJson))]
internal sealed partial class StorageServicesJsonContext : JsonSerializerContext;
