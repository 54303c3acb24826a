using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>
/// PATCH of a composed node: boot override of its system, what to clear on delete, tags. All or nothing; answers 200 with the node.
/// Source: Intel RSD pod manager 1.2 to 2.5, PATCH on a node.
/// </summary>
internal static class ComposedNodePatch
{
    private const string Boot = "Boot";
    private const string ClearTpm = "ClearTPMOnDelete";

    private static readonly string[] ReadOnlyProperties =
        ["Id", "Name", "Description", "UUID", "PowerState", "ComposedNodeState", "Status", "Links", "Actions"];

    public static async Task<IResult> ApplyAsync(HttpContext context, Pod pod, string nodeId, RedfishProfile profile)
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
        var reader = new BodyReader(body, [], released: ReleasedProperties.OfNode(profile));
        CheckWhatIsThere(reader, profile);
        var (boot, menu) = BootPatch.Read(reader, system);
        var clearTpm = reader.Flag(ClearTpm);
        var clearMemory = reader.Flag("ClearOptaneDCPersistentMemoryOnDelete");
        var tags = RackScaleTags.ReadSection(reader);
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
            Tags = n.Tags.With(tags),
        });
        return pod.FindNode(nodeId) is { } changed
            ? new ResourceResult<ComposedNodeJson>(ComposedNodeJson.Of(pod, changed), CompositionJsonContext.Default.ComposedNodeJson)
            : RedfishErrors.NotFound(context.Request.Path);
    }

    // Releases wanted one of the older properties, so that the flag for persistent memory alone was refused; the first wanted both halves of an override.
    private static void CheckWhatIsThere(BodyReader reader, RedfishProfile profile)
    {
        if (profile.IsRackScale && !reader.Has(Boot) && !reader.Has(ClearTpm) && !RackScaleTags.AreIn(reader))
        {
            reader.Problem(RedfishMessages.PropertyMissing(reader.Pointer(Boot)));
        }

        if (profile.Node is { PatchAnswersBody: false } && reader.Object(Boot) is { } boot)
        {
            foreach (var missing in new[] { "BootSourceOverrideTarget", "BootSourceOverrideEnabled" }.Where(n => !boot.Has(n)))
            {
                reader.Problem(RedfishMessages.PropertyMissing(boot.Pointer(missing)));
            }
        }
    }
}
