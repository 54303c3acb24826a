namespace Simulator.Ironic;

/// <summary>Paths that ask nobody who he is: discovery, the ramdisk's side, and the way to a token.</summary>
internal static class PublicPaths
{
    public static bool Include(PathString path)
    {
        var trimmed = path.Value!.TrimEnd('/');
        return trimmed is "" or "/v1" or "/v1/lookup" or "/v1/continue_inspection"
            || path.StartsWithSegments("/v1/heartbeat", StringComparison.Ordinal)
            || path.StartsWithSegments(KeystoneApi.Base, StringComparison.Ordinal);
    }
}
