using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>PATCH of a composed node: boot override of its system, what to clear on delete. All or nothing; answers 200 with the node.</summary>
internal static class ComposedNodePatch
{
    private static readonly string[] ReadOnlyProperties =
        ["Id", "Name", "Description", "UUID", "PowerState", "ComposedNodeState", "Status", "Links", "Actions"];

    public static async Task<IResult> ApplyAsync(HttpContext context, Pod pod, string nodeId)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        if (pod.FindNode(nodeId) is not { } node)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var system = pod.Systems[node.SystemId];
        var reader = new BodyReader(body, []);
        var (boot, menu) = BootPatch.Read(reader, system);
        var clearTpm = reader.Flag("ClearTPMOnDelete");
        var clearMemory = reader.Flag("ClearOptaneDCPersistentMemoryOnDelete");
        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (system.State.Health != Health.OK)
        {
            return RedfishErrors.Conflict(RedfishMessages.ResourceInUse($"{system.Name} is {system.State.Health}; its settings cannot be changed."));
        }

        pod.SetBoot(system, boot);
        pod.EditBootMenu(system, menu);
        pod.EditNode(nodeId, n => n with
        {
            ClearTpmOnDelete = clearTpm ?? n.ClearTpmOnDelete,
            ClearPersistentMemoryOnDelete = clearMemory ?? n.ClearPersistentMemoryOnDelete,
        });
        return pod.FindNode(nodeId) is { } changed
            ? new ResourceResult<ComposedNodeJson>(ComposedNodeJson.Of(pod, changed), CompositionJsonContext.Default.ComposedNodeJson)
            : RedfishErrors.NotFound(context.Request.Path);
    }
}
