using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Where the storage of a system is found. Its drives lie in its sled: their other place, below Storage, is deprecated in Drive v1_22_0.</summary>
internal static class StorageUris
{
    public static string Drive(string systemId, string driveId) => $"{ChassisUris.Drives(systemId)}/{driveId}";

    public static string Volumes(ComputerSystem system) => $"{SystemUris.LocalStorage(system)}/Volumes";

    public static string Volume(ComputerSystem system, string volumeId) => $"{Volumes(system)}/{volumeId}";
}
