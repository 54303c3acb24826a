using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PATCH of a system: boot override and menu, asset tag, locator, host name, blocks, Intel's section. All or nothing.</summary>
internal static class SystemPatch
{
    private const int LongestHostName = 253; // RFC 1035, as text

    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, ComputerSystem system, SystemComposition composition, RedfishProfile profile) =>
        PatchRequest.ApplySlowlyAsync(
            context, SystemsJsonContext.Default.ComputerSystemJson,
            reader =>
            {
                var (boot, menu) = BootPatch.Read(reader, system);
                var assetTag = reader.TextOrNull("AssetTag", out var hasAssetTag);
                var hostName = ReadHostName(reader, out var hasHostName);
                var locator = LocatorReader.Read(reader);
                var blocks = BlockLinksPatch.Read(reader, pod, system);
                var change = SystemOemPatch.Read(reader, system);
                return async () =>
                {
                    if (!blocks.IsEmpty && await composition.ChangeBlocksAsync(context, system, blocks.Added, blocks.Removed, blocks.PointerTo) is { } refusal)
                    {
                        return refusal;
                    }

                    pod.SetBoot(system, boot);
                    pod.EditBootMenu(system, menu);
                    pod.SetAssetTag(system, hasAssetTag ? assetTag : system.State.AssetTag);
                    pod.SetHostName(system, hasHostName ? hostName : system.State.HostName);
                    pod.SetLocator(system, locator ?? system.State.Locator);
                    change(pod);
                    return null;
                };
            },
            () => ShownSystem.Of(pod, system), ReleasedProperties.OfSystem(profile));

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
