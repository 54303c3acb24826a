namespace Simulator.Redfish;

/// <summary>Where the storage of a system is found; its URIs begin at <see cref="SystemUris.LocalStorage"/>.</summary>
internal static class StorageUris
{
    public static string Drive(string systemId, string driveId) => $"{SystemUris.LocalStorage(systemId)}/Drives/{driveId}";

    public static string Volumes(string systemId) => $"{SystemUris.LocalStorage(systemId)}/Volumes";

    public static string Volume(string systemId, string volumeId) => $"{Volumes(systemId)}/{volumeId}";
}
