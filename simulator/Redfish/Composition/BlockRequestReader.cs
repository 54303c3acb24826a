using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// Reads what is posted to the resource blocks (ResourceBlock v1_4_3): <c>Links.SupplyingResourceBlocks</c>, descriptions of parts, or both.
/// Notes every problem in it.
/// </summary>
internal sealed class BlockRequestReader(Pod pod, CompositionPolicy policy)
{
    /// <returns>Null when there are problems.</returns>
    public BlockRequest? Read(BodyReader body)
    {
        var name = ResourceNames.Read(body, isRequired: false);
        var description = body.TextOrNull("Description", out _);
        var links = body.Object("Links");
        var blocks = links?.Links(BlockRequest.Suppliers) ?? [];
        links?.NothingElse();
        var parts = ConstrainedRequestReader.OfBlocks.Any(body.Has) ? new ConstrainedRequestReader(pod, policy, inArrays: true).Read(body) : null;
        if (blocks.Count == 0 && parts is null && body.Problems.Count == 0)
        {
            body.Problem(RedfishMessages.PropertyMissing(body.Pointer($"Links/{BlockRequest.Suppliers}")));
        }

        body.NothingElse();
        return body.Problems.Count > 0 ? null : new BlockRequest(name, description, [.. blocks.Select(uri => CompositionUris.BlockIn(uri) ?? uri)], parts);
    }
}
