using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PATCH of a chassis: asset tag, locator, and on a rack the GeoTag of Intel RSD. A sled is labelled as its system is.</summary>
internal static class ChassisPatch
{
    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, string id, Func<ChassisJson> show) =>
        PatchRequest.ApplyAsync(
            context, ChassisJsonContext.Default.ChassisJson,
            reader =>
            {
                var assetTag = reader.TextOrNull("AssetTag", out var hasAssetTag);
                var locator = LocatorReader.Read(reader);
                var geoTag = pod.Racks.Any(r => r.Id == id) ? ReadGeoTag(reader) : null;
                return () =>
                {
                    if (pod.Systems.TryGetValue(id, out var system))
                    {
                        pod.SetAssetTag(system, hasAssetTag ? assetTag : system.State.AssetTag);
                        pod.SetLocator(system, locator ?? system.State.Locator);
                    }
                    else
                    {
                        pod.EditLabel(id, label => new ChassisLabel(
                            hasAssetTag ? assetTag : label.AssetTag, geoTag ?? label.GeoTag, locator ?? label.Locator));
                    }

                    return null;
                };
            },
            show);

    private static string? ReadGeoTag(BodyReader reader)
    {
        if (reader.Object("Oem") is not { } oem)
        {
            return null;
        }

        string? geoTag = null;
        if (oem.Object("Intel_RackScale") is { } rackScale)
        {
            geoTag = rackScale.Text("GeoTag");
            rackScale.ReadOnly(["Location", "RMMPresent", "RackSupportsDisaggregatedPowerCooling", "UUID"]);
            rackScale.NothingElse();
        }

        oem.NothingElse();
        return geoTag;
    }
}
