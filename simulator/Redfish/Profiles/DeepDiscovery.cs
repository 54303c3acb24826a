using Simulator.Hardware;
using Simulator.Work;

namespace Simulator.Redfish;

/// <summary>The action StartDeepDiscovery (Intel RSD 1.2 to 2.3): of a system that no node holds; answers before it is done.</summary>
internal static class DeepDiscovery
{
    public static string UriOf(string systemUri) => $"{systemUri}/Actions/ComputerSystem.StartDeepDiscovery";

    public static RedfishRoutes MapDeepDiscovery(this RedfishRoutes routes, Pod pod, DiscoveryWork discovery) =>
        routes.Action(UriOf($"{SystemUris.Systems}/{{id}}"), context => SystemsRoutes.OnSystemAsync(pod, context, system => StartAsync(context, system, discovery)));

    private static async Task<IResult> StartAsync(HttpContext context, ComputerSystem system, DiscoveryWork discovery)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context, mayBeEmpty: true);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, "ComputerSystem.StartDeepDiscovery");
        reader.NothingElse();
        return reader.Problems.Count > 0 ? RedfishErrors.BadRequest(reader.Problems)
            : discovery.Start(system) ? Results.NoContent()
            : RedfishErrors.Conflict(RedfishMessages.ResourceInUse($"{system.Name} is held by a node, or is being discovered already."));
    }
}
