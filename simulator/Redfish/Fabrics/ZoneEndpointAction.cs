using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// Zone.AddEndpoint and Zone.RemoveEndpoint (Zone v1_6_3). With <c>ZoneETag</c> and <c>EndpointETag</c> a client says what it saw; when that
/// has changed, nothing is done: 412, as wherever an entity tag does not match.
/// </summary>
internal static class ZoneEndpointAction
{
    public const string Add = "AddEndpoint";
    public const string Remove = "RemoveEndpoint";

    /// <param name="read">A resource of this service as it is now.</param>
    public static async Task<IResult> RunAsync(HttpContext context, Pod pod, string action, Func<string, Representation?> read)
    {
        var id = RedfishRoutes.Id(context);
        if (ZoneJson.Find(pod, id) is null)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new ActionReader(body, $"Zone.{action}");
        var endpoint = reader.Find("Endpoint", isRequired: true) is { } link ? ZoneBody.Read("#/Endpoint", link, reader.Problem, pod) : null;
        var (zoneTag, endpointTag) = (reader.Text("ZoneETag"), reader.Text("EndpointETag"));
        reader.NothingElse();
        if (endpoint is null || reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (!ETags.AreAsSeen(read, (zoneTag, FabricUris.Zone(id)), (endpointTag, FabricUris.Endpoint(endpoint))))
        {
            return RedfishErrors.Answer(StatusCodes.Status412PreconditionFailed, [RedfishMessages.PreconditionFailed()]);
        }

        if (action == Remove && pod.FindZone(id) is { } zone && !zone.EndpointIds.Contains(endpoint))
        {
            return RedfishErrors.BadRequest(RedfishMessages.ActionParameterValueConflict(
                "Endpoint", FabricUris.Endpoint(endpoint), $"{endpoint} is not in this zone.", "Name an endpoint of the zone."));
        }

        return ZoneChanges.Edit(context, pod, id, present => action == Add ? [.. present.Append(endpoint).Distinct()] : [.. present.Where(e => e != endpoint)])
            ?? Results.NoContent();
    }
}
