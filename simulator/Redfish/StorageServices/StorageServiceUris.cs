namespace Simulator.Redfish;

/// <summary>
/// A shelf is found three times: as a chassis with its drives, as a standalone Storage, and as the StorageService that clients of
/// Intel RSD 2.3 and later know. Each part has one URI of its own, which the others link to.
/// </summary>
internal static class StorageServiceUris
{
    public const string Services = "/redfish/v1/StorageServices";

    public const string StorageRoot = "/redfish/v1/Storage";

    /// <summary>All drives of a shelf are one pool, reached through one endpoint.</summary>
    public const string OnlyId = "1";

    public const string TargetPrefix = "target-";

    public static string Of(string id) => $"{Services}/{id}";

    public static string Volumes(string id) => $"{Of(id)}/Volumes";

    public static string Volume(string id, string volumeId) => $"{Volumes(id)}/{volumeId}";

    public static string Pools(string id) => $"{Of(id)}/StoragePools";

    public static string Pool(string id) => $"{Pools(id)}/{OnlyId}";

    public static string AllocatedVolumes(string id) => $"{Pool(id)}/AllocatedVolumes";

    public static string Endpoints(string id) => $"{Of(id)}/Endpoints";

    public static string Endpoint(string id) => $"{Endpoints(id)}/{OnlyId}";

    /// <summary>Of the target that shows a volume to the system of a node.</summary>
    public static string TargetEndpoint(string id, string targetId) => $"{Endpoints(id)}/{TargetPrefix}{targetId}";

    public static string Storage(string id) => $"{StorageRoot}/{id}";

    /// <summary>The same volumes, as the standard has them below Storage.</summary>
    public static string StorageVolumes(string id) => $"{Storage(id)}/Volumes";

    public static string Controllers(string id) => $"{Storage(id)}/Controllers";

    public static string Drive(string id, string driveId) => $"{ChassisUris.Drives(id)}/{driveId}";
}
