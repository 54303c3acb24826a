using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>The standard's composition (CompositionService v1_2_3): blocks, zones, and systems made of them.</summary>
internal static class CompositionRoutes
{
    public static RedfishRoutes MapComposition(
        this RedfishRoutes routes, Pod pod, CompositionWork work, SystemComposition systems, CompositionSettings settings) => routes
        .Resource(
            CompositionUris.Service, CompositionServiceJsonContext.Default.CompositionServiceJson, _ => new CompositionServiceJson(settings.Now),
            patch: context => CompositionServicePatch.ApplyAsync(context, settings))
        .Resource(CompositionUris.SpecificCapabilities, CapabilitiesJsonContext.Default.SystemCapabilitiesJson, _ => SystemCapabilitiesJson.Specific)
        .Resource(CompositionUris.ConstrainedCapabilities, CapabilitiesJsonContext.Default.SystemCapabilitiesJson, _ => SystemCapabilitiesJson.Constrained)
        .Resource(CompositionUris.BlockCapabilities, CapabilitiesJsonContext.Default.BlockCapabilitiesJson, _ => BlockCapabilitiesJson.Composed)
        .Resource(CompositionUris.ConstrainedBlockCapabilities, CapabilitiesJsonContext.Default.BlockCapabilitiesJson, _ => BlockCapabilitiesJson.Constrained)
        .Resource(CompositionUris.RegistrationCapabilities, CapabilitiesJsonContext.Default.BlockCapabilitiesJson, _ => BlockCapabilitiesJson.Registered)
        .MapResourceBlocks(pod, new BlockComposition(pod, systems, settings))
        .MapResourceZones(pod)
        .MapManifests(pod, work, systems, settings);

    private static RedfishRoutes MapManifests(
        this RedfishRoutes routes, Pod pod, CompositionWork work, SystemComposition systems, CompositionSettings settings)
    {
        var manifests = new ReservedManifests(pod);
        return routes
            .Action(CompositionUris.Compose, new ComposeAction(pod, work, systems, settings, manifests).RunAsync)
            .Resource(CompositionUris.ComposeInfo, ActionInfosJsonContext.Default.ActionInfoJson, _ => new ActionInfoJson(
                CompositionUris.ComposeInfo, "ComposeActionInfo", $"Parameters of {ComposeAction.Name}",
                new ActionParameter("RequestFormat", Required: true, "String", ComposeAction.RequestFormats),
                new ActionParameter("RequestType", Required: true, "String", ComposeAction.RequestTypes),
                new ActionParameter("Manifest", Required: false, "Object") { ObjectDataType = "#Manifest.v1_1_2.Manifest" },
                new ActionParameter("ReservationId", Required: false, "String")))
            .MapReservations(pod, manifests);
    }
}
