using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>Allocate: reserves what a request asks for, or refuses and says what was missing (Intel RSD pod manager 2.4).</summary>
internal static class AllocateAction
{
    public static async Task<IResult> RunAsync(HttpContext context, Pod pod, RedfishProfile profile)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var (request, problems, missing) = AllocationRequestReader.Read(body, pod, profile);
        if (problems.Count > 0)
        {
            return RedfishErrors.Answer(StatusCodes.Status400BadRequest, problems, AllocationMessages.InvalidTitle);
        }

        if (missing.Count > 0)
        {
            return RedfishErrors.Answer(
                StatusCodes.Status409Conflict, [.. missing.Select(RedfishMessages.ResourceMissingAtUri)], AllocationMessages.ConflictTitle);
        }

        switch (pod.Allocate(request))
        {
            case AllocationResult.Allocated allocated:
                context.Response.Headers.Location = ComposedNodeUris.Of(allocated.Node.Id);
                return Results.StatusCode(StatusCodes.Status201Created);
            case AllocationResult.Refused refused:
                return RedfishErrors.Answer(StatusCodes.Status409Conflict, Why(refused), AllocationMessages.ConflictTitle);
            default:
                throw new InvalidOperationException("An allocation is allocated or refused.");
        }
    }

    private static IReadOnlyList<RedfishMessage> Why(AllocationResult.Refused refused)
    {
        var counts = string.Join(" -> ", refused.Counts.Select(c => $"{c.Filter}: {c.Left}").Prepend($"available: {refused.Available}"));
        var counted = $"Available assets count after applying filters: [{counts}]";
        var nearest = refused.Nearest.Count == 0 ? refused.Reason : $"{refused.Reason} The nearest request that would succeed now: the same {refused.Nearest[0]}.";
        return refused.Lack switch
        {
            AllocationLack.Volume => [RedfishMessages.ResourceInUse(refused.Reason), RedfishMessages.ResourceExhaustion("Volume", counted, nearest)],
            AllocationLack.Room =>
            [
                RedfishMessages.ResourceExhaustion("StoragePool", refused.Reason, "Ask for less, or delete a volume."),
                RedfishMessages.ResourceExhaustion("StoragePool", counted, nearest),
            ],
            _ =>
            [
                RedfishMessages.ResourceExhaustion("ComputerSystem", AllocationMessages.NoSystem, $"{refused.Reason} Ask for less, or release a node."),
                RedfishMessages.ResourceExhaustion("ComputerSystem", counted, nearest),
            ],
        };
    }
}
