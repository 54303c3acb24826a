using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Allocate: reserves what a request asks for, or refuses and says what was missing (Intel RSD pod manager 2.4).</summary>
internal static class AllocateAction
{
    // The fixed sentences of the reference pod manager: clients and people know them.
    private const string ConflictTitle = "Conflict during allocation";
    private const string InvalidTitle = "Request payload is invalid or missing.";
    private const string NoSystem = "There are no computer systems available for this allocation request.";

    public static async Task<IResult> RunAsync(HttpContext context, Pod pod)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var links = new NamedResources(pod);
        var request = new AllocationRequestReader(links).Read(reader);
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.Answer(StatusCodes.Status400BadRequest, reader.Problems, InvalidTitle);
        }

        if (links.Missing.Count > 0)
        {
            return RedfishErrors.Answer(
                StatusCodes.Status409Conflict, [.. links.Missing.Select(RedfishMessages.ResourceMissingAtUri)], ConflictTitle);
        }

        switch (pod.Allocate(request))
        {
            case AllocationResult.Allocated allocated:
                context.Response.Headers.Location = ComposedNodeUris.Of(allocated.Node.Id);
                return Results.StatusCode(StatusCodes.Status201Created);
            case AllocationResult.Refused refused:
                return Refuse(refused);
            default:
                throw new InvalidOperationException("An allocation is allocated or refused.");
        }
    }

    private static IResult Refuse(AllocationResult.Refused refused)
    {
        var counts = string.Join(" -> ", refused.Counts.Select(c => $"{c.Filter}: {c.Left}").Prepend($"available: {refused.Available}"));
        return RedfishErrors.Answer(
            StatusCodes.Status409Conflict,
            [
                RedfishMessages.ResourceExhaustion("ComputerSystem", NoSystem, $"{refused.Reason} Ask for less, or release a node."),
                RedfishMessages.ResourceExhaustion(
                    "ComputerSystem", $"Available assets count after applying filters: [{counts}]", refused.Reason),
            ],
            ConflictTitle);
    }
}
