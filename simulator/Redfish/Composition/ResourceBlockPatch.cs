using Simulator.Hardware;
using Simulator.Hardware.Composition;

namespace Simulator.Redfish;

/// <summary>PATCH of a block: the mark by which clients agree, to whom it is assigned, and whether it may be shared.</summary>
internal static class ResourceBlockPatch
{
    private const string Status = "CompositionStatus";
    private const string Sharing = "SharingEnabled";

    private static readonly string[] States = ["CompositionState", "NumberOfCompositions", "MaxCompositions", "SharingCapable"];

    public static Task<IResult> ApplyAsync(HttpContext context, Pod pod, ResourceBlock block) => PatchRequest.ApplyAsync(
        context, ResourceBlocksJsonContext.Default.ResourceBlockJson,
        reader =>
        {
            var status = reader.Object(Status);
            var (reserved, sharing) = (status?.Flag("Reserved"), status is null ? null : ReadSharing(status, pod, block));
            status?.ReadOnly(States);
            status?.NothingElse();
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
                // Somebody may have composed it meanwhile.
                if (sharing is { } isEnabled && !pod.SetSharing(block.Device!, isEnabled))
                {
                    return RedfishErrors.BadRequest(SharingIsFixed($"#/{Status}/{Sharing}", pod, block));
                }

                pod.Mark(block, marks => new BlockMarks(assigned is { Length: 0 } ? null : assigned, reserved ?? marks.Reserved));
                return null;
            };
        },
        () => ResourceBlockJson.Of(pod, block));

    // Only of a block that can be shared, and not while it is used (ResourceBlock v1_4_3: any change is then refused with 400), or will be.
    private static bool? ReadSharing(BodyReader status, Pod pod, ResourceBlock block)
    {
        if (Pod.SharesOf(block) == 1)
        {
            status.ReadOnly([Sharing]);
            return null;
        }

        var sharing = status.Flag(Sharing);
        if (sharing is { } isEnabled && isEnabled != block.Device!.State.SharingEnabled && pod.IsSharingFixed(block.Device))
        {
            status.Problem(SharingIsFixed(status.Pointer(Sharing), pod, block));
        }

        return sharing;
    }

    private static RedfishMessage SharingIsFixed(string pointer, Pod pod, ResourceBlock block) =>
        RedfishMessages.PropertyValueConflict(pointer, $"{Status}/{(pod.IsTaken(block) ? "CompositionState" : "Reserved")}");

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
