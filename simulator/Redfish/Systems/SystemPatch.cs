using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PATCH of a system: boot override and menu, asset tag, locator, host name. All or nothing.</summary>
internal static class SystemPatch
{
    private const int LongestHostName = 253; // RFC 1035, as text

    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, ComputerSystem system) =>
        PatchRequest.ApplyAsync(
            context, SystemsJsonContext.Default.ComputerSystemJson,
            reader =>
            {
                var (boot, menu) = BootPatch.Read(reader, system);
                var assetTag = reader.TextOrNull("AssetTag", out var hasAssetTag);
                var hostName = ReadHostName(reader, out var hasHostName);
                var locator = LocatorReader.Read(reader);
                return () =>
                {
                    pod.SetBoot(system, boot);
                    pod.EditBootMenu(system, menu);
                    pod.SetAssetTag(system, hasAssetTag ? assetTag : system.State.AssetTag);
                    pod.SetHostName(system, hasHostName ? hostName : system.State.HostName);
                    pod.SetLocator(system, locator ?? system.State.Locator);
                    return null;
                };
            },
            () => ComputerSystemJson.Of(pod, system));

    private static string? ReadHostName(BodyReader reader, out bool given)
    {
        var name = reader.TextOrNull("HostName", out given);
        if (name is not null && (name.Length is 0 or > LongestHostName || Uri.CheckHostName(name) != UriHostNameType.Dns))
        {
            reader.Problem(RedfishMessages.PropertyValueFormatError(reader.Pointer("HostName"), name, "a host name"));
        }

        return name;
    }
}
