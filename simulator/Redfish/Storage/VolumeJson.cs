using System.Text.Json.Serialization;
using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Volume v1_10_2 (Swordfish): over built-in drives, or from the pool of a storage service.</summary>
internal sealed class VolumeJson(string uri, string volumeId, string volumeName) : Resource(uri, Type, volumeId, volumeName), IResource
{
    public static string Type => "#Volume.v1_10_2.Volume";

    // The word that RAIDType took the place of.
    private static readonly Dictionary<RaidLevel, string> OldTypes = new()
    {
        [RaidLevel.RAID0] = "NonRedundant",
        [RaidLevel.RAID1] = "Mirrored",
        [RaidLevel.RAID5] = "StripedWithParity",
        [RaidLevel.RAID10] = "SpannedMirrors",
    };

    public string? DisplayName { get; init; }

    [JsonPropertyName("RAIDType")]
    public string? RaidType { get; init; }

    public string? VolumeType { get; init; }

    public required long CapacityBytes { get; init; }

    public CapacityJson Capacity => new(new CapacityDataJson(CapacityBytes));

    /// <summary>Of a volume of a pool.</summary>
    public IReadOnlyList<CapacitySourceJson>? CapacitySources { get; init; }

    /// <summary>Likewise: what may be done with it.</summary>
    public IReadOnlyList<string>? AccessCapabilities { get; init; }

    /// <summary>Of a volume that was made from another one.</summary>
    public ReplicaInfoJson? ReplicaInfo { get; init; }

    public int BlockSizeBytes => 512;

    public int? StripSizeBytes { get; init; }

    public int? MediaSpanCount { get; init; }

    public bool Encrypted => false;

    public string? ReadCachePolicy { get; init; }

    public string? WriteCachePolicy { get; init; }

    public required IReadOnlyList<DurableName> Identifiers { get; init; }

    public required Status Status { get; init; }

    public required IReadOnlyList<OperationJson> Operations { get; init; }

    [JsonPropertyName(ApplyTimeSupport.Annotation)]
    public ApplyTimeSupport? ApplyTimes { get; init; }

    public required VolumeLinks Links { get; init; }

    public VolumeActions? Actions { get; init; }

    public VolumeOem? Oem { get; init; }

    public static string OldType(RaidLevel level) => OldTypes[level];

    public static RaidLevel? LevelOf(string oldType) => OldTypes.Where(t => t.Value == oldType).Select(t => (RaidLevel?)t.Key).FirstOrDefault();

    public static IReadOnlyCollection<string> AllOldTypes => OldTypes.Values;

    public static VolumeJson Of(ComputerSystem system, LocalVolume volume, DateTimeOffset now)
    {
        var uri = StorageUris.Volume(system, volume.Id);
        return new VolumeJson(uri, volume.Id, volume.Name)
        {
            DisplayName = volume.DisplayName,
            RaidType = volume.Level.ToString(),
            VolumeType = OldType(volume.Level),
            CapacityBytes = volume.CapacityBytes,
            StripSizeBytes = 65_536,
            MediaSpanCount = volume.DriveIds.Length,
            ReadCachePolicy = volume.ReadCache.ToString(),
            WriteCachePolicy = volume.WriteCache.ToString(),
            Identifiers = [DurableName.Naa($"{system.SerialNumber}/volume/{volume.Id}")],
            Status = volume.Phase switch
            {
                VolumePhase.Waiting => new Status("StandbyOffline", "OK"),
                VolumePhase.Failed => new Status("Enabled", "Critical"),
                _ => Status.Of(system.State.Health),
            },
            Operations = volume.Phase switch
            {
                VolumePhase.Initializing when volume.Initialization is { } progress => [OperationJson.Of("Initialize", progress, now)],
                VolumePhase.Waiting => [new OperationJson("Initialize", null)],
                VolumePhase.Leaving => [new OperationJson("Delete", null)],
                _ => [],
            },
            ApplyTimes = ApplyTimeSupport.ImmediateOrOnReset,
            Links = new VolumeLinks(Link.All(volume.DriveIds.Select(d => StorageUris.Drive(system.Id, d))))
            {
                OwningStorageResource = new Link(SystemUris.LocalStorage(system)),
            },
            Actions = new VolumeActions(new InitializeJson($"{uri}/Actions/Volume.Initialize")),
        };
    }

    public static VolumeJson Of(Pod pod, StorageService service, PoolVolume volume) =>
        new(StorageServiceUris.Volume(service.Id, volume.Id), volume.Id, volume.Name)
        {
            CapacityBytes = volume.CapacityBytes,
            CapacitySources = [new CapacitySourceJson { ProvidingPools = [new Link(StorageServiceUris.Pool(service.Id))] }],
            AccessCapabilities = ["Read", "Write"],
            ReplicaInfo = ReplicaInfoJson.Of(service, volume),
            Identifiers = [DurableName.Naa($"{service.SerialNumber}/volume/{volume.Id}")],

            // Composers of Intel RSD wait until it is Enabled.
            Status = new Status(volume.Initialization is null ? "Enabled" : "Starting", volume.IsFailed ? "Critical" : "OK"),
            Operations = volume.Initialization is { } progress ? [OperationJson.Of("Initialize", progress, pod.Now)] : [],
            Links = new VolumeLinks(Link.All(service.DriveIds.Select(d => StorageServiceUris.Drive(service.Id, d))))
            {
                OwningStorageResource = new Link(StorageServiceUris.Storage(service.Id)),
                OwningStorageService = new Link(StorageServiceUris.Of(service.Id)),
                ProvidingStoragePool = new Link(StorageServiceUris.Pool(service.Id)),
                ServerEndpoints =
                [
                    new Link(StorageServiceUris.Endpoint(service.Id)),
                    .. Link.All(service.State.TargetsOf(volume.Id).Select(t => StorageServiceUris.TargetEndpoint(service.Id, t.Id))),
                ],
            },
            Oem = new VolumeOem(new VolumeRackScale(volume.IsBootable, pod.NodeOf(new VolumeId(service.Id, volume.Id)) is not null, volume.EraseOnDetach)),
        };
}

/// <summary>Swordfish Capacity, as far as Intel RSD reads it.</summary>
internal sealed record CapacityJson(CapacityDataJson Data);

/// <param name="AllocatedBytes">What is set aside.</param>
internal sealed record CapacityDataJson(long AllocatedBytes)
{
    /// <summary>Nothing is provisioned thinly here.</summary>
    public long ProvisionedBytes => AllocatedBytes;
}

internal sealed record VolumeLinks(IReadOnlyList<Link> Drives)
{
    [JsonPropertyName("Drives@odata.count")]
    public int DriveCount => Drives.Count;

    public Link? OwningStorageResource { get; init; }

    public Link? OwningStorageService { get; init; }

    public Link? ProvidingStoragePool { get; init; }

    public IReadOnlyList<Link>? ServerEndpoints { get; init; }
}

internal sealed record VolumeActions([property: JsonPropertyName("#Volume.Initialize")] InitializeJson Initialize);

internal sealed record InitializeJson([property: JsonPropertyName("target")] string Target)
{
    [JsonPropertyName("InitializeType@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableTypes => VolumeInitialize.Types;

    [JsonPropertyName("InitializeMethod@Redfish.AllowableValues")]
    public IReadOnlyList<string> AllowableMethods => VolumeInitialize.Methods;
}

internal sealed record VolumeOem([property: JsonPropertyName("Intel_RackScale")] VolumeRackScale RackScale);

/// <summary>Intel RSD 2.3, section of a volume.</summary>
/// <param name="Assigned">It goes with a composed node.</param>
internal sealed record VolumeRackScale(bool Bootable, bool Assigned, bool EraseOnDetach)
{
    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => "#Intel.Oem.Volume";
}

/// <summary>VolumeCollection: tells also when volumes can be made.</summary>
internal sealed record VolumeCollectionJson([property: JsonPropertyName("@odata.id"), JsonPropertyOrder(-2)] string ODataId, string Name, IReadOnlyList<Link> Members)
    : IResource
{
    public static string Type => "#VolumeCollection.VolumeCollection";

    [JsonPropertyName("@odata.type")]
    [JsonPropertyOrder(-1)]
    public string ODataType => Type;

    [JsonPropertyName("Members@odata.count")]
    public int Count => Members.Count;

    [JsonPropertyName(ApplyTimeSupport.Annotation)]
    public ApplyTimeSupport? ApplyTimes { get; init; }
}
