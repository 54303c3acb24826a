namespace ValenceCore.Drivers.Redfish;

/// <summary>What is being done, in the words of errors and logs.</summary>
internal static class Stages
{
    public const string Allocate = "allocate";
    public const string Assemble = "assemble";
    public const string Release = "release";
    public const string FindNode = "find a composed node";
    public const string Attach = "attach a device";
    public const string Detach = "detach a device";
}
