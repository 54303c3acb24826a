namespace Simulator.Redfish;

/// <summary>Where the storage of a system is found. Its drives lie in its sled: their other place, below Storage, is deprecated in Drive v1_22_0.</summary>
internal static class StorageUris
{
    public static string Drive(string systemId, string driveId) => $"{ChassisUris.Drives(systemId)}/{driveId}";

    public static string Volumes(string systemId) => $"{SystemUris.LocalStorage(systemId)}/Volumes";

    public static string Volume(string systemId, string volumeId) => $"{Volumes(systemId)}/{volumeId}";
}
