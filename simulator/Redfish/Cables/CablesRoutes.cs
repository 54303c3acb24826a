using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class CableUris
{
    public const string Cables = "/redfish/v1/Cables";

    public static string Of(Cable cable) => $"{Cables}/{cable.Id}";
}

/// <summary>Cable v1_2_4. Cables are laid when the rack is built and do not move, so they can only be read.</summary>
internal static class CablesRoutes
{
    public static RedfishRoutes MapCables(this RedfishRoutes routes, Pod pod) => routes
        .Collection(CableUris.Cables, "Cable", _ => ResourceCollection.Of(CableUris.Cables, "Cable Collection", pod.Cables.All.Select(c => c.Id)))
        .Resource($"{CableUris.Cables}/{{id}}", CablesJsonContext.Default.CableJson, context =>
            pod.Cables.Find(RedfishRoutes.Id(context)) is { } cable ? new CableJson(pod, cable) : null);
}
