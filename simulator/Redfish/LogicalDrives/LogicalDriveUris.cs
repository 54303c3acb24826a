namespace Simulator.Redfish;

/// <summary>Where pod managers of Intel RSD 1.2 to 2.2 have the shelves: the same that <see cref="StorageServiceUris"/> shows in the form of 2.3.</summary>
internal static class LogicalDriveUris
{
    public const string Services = "/redfish/v1/Services";

    /// <summary>The volume group that all drives of a shelf make. Volumes have numbers.</summary>
    public const string GroupId = "lvg";

    public static string Of(string id) => $"{Services}/{id}";

    public static string LogicalDrives(string id) => $"{Of(id)}/LogicalDrives";

    public static string LogicalDrive(string id, string driveId) => $"{LogicalDrives(id)}/{driveId}";

    public static string Group(string id) => LogicalDrive(id, GroupId);

    public static string Drives(string id) => $"{Of(id)}/Drives";

    public static string Drive(string id, string driveId) => $"{Drives(id)}/{driveId}";

    public static string Targets(string id) => $"{Of(id)}/Targets";

    public static string Target(string id, string targetId) => $"{Targets(id)}/{targetId}";
}
