using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>PATCH of a block: the mark by which clients agree, and to whom it is assigned.</summary>
internal static class ResourceBlockPatch
{
    private static readonly string[] States = ["CompositionState", "NumberOfCompositions", "MaxCompositions", "SharingCapable", "SharingEnabled"];

    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, ResourceBlock block) => PatchRequest.ApplyAsync(
        context, ResourceBlocksJsonContext.Default.ResourceBlockJson,
        reader =>
        {
            var reserved = ReadReserved(reader);
            var client = reader.TextOrNull("Client", out var hasClient);
            var pool = reader.OneOf<BlockPool>("Pool");
            var assigned = hasClient ? client : pod.MarksOf(block.Id).Client;
            if (pool == BlockPool.Unassigned && !hasClient)
            {
                assigned = null;
            }

            CheckPool(reader, pool, assigned, !pod.IsTaken(block));
            return () =>
            {
                pod.Mark(block, marks => new BlockMarks(assigned is { Length: 0 } ? null : assigned, reserved ?? marks.Reserved));
                return null;
            };
        },
        () => ResourceBlockJson.Of(pod, block));

    private static bool? ReadReserved(BodyReader reader)
    {
        var status = reader.Object("CompositionStatus");
        var reserved = status?.Flag("Reserved");
        status?.ReadOnly(States);
        status?.NothingElse();
        return reserved;
    }

    // A block is in a pool of a client or in none, and composing alone moves it between the two.
    private static void CheckPool(BodyReader reader, BlockPool? pool, string? client, bool isFree)
    {
        if (pool is null)
        {
            return;
        }

        if (pool == BlockPool.Unassigned != client is null or "")
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("Pool"), "Client"));
        }
        else if (pool != BlockPool.Unassigned && pool == BlockPool.Free != isFree)
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(reader.Pointer("Pool"), "CompositionStatus/CompositionState"));
        }
    }
}
