using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ValenceCore.Composition;
using ValenceCore.Operations;
using ValenceCore.Registration;
using ValenceCore.Store;

namespace ValenceCore.Instances;

/// <summary>Begins deletions, by themselves or as a consequence of how another operation ended.</summary>
internal sealed class InstanceDeletions(OperationFactory factory, IOptions<ValenceCoreOptions> options)
{
    public OperationWish Of(Instance instance) => new(
        InstanceKinds.Delete, InstanceKinds.SubjectOf(instance.Uuid),
        new JsonObject
        {
            [InstanceKeys.InstanceId] = instance.Uuid,
            [InstanceKeys.Composed] = instance.NodeUuid is null ? InstanceKeys.No : InstanceKeys.Yes,
            [ComposeKeys.NodeId] = instance.NodeUuid,
            [RegistrationKeys.IronicUuid] = instance.IronicUuid,
        },
        instance.NodeUuid is { } node ? [ComposedNode.SubjectOf(node)] : [])
    {
        Deadline = options.Value.Deadlines.Instance,
    };

    /// <summary>What was to be deleted while an operation was under way goes now: at once when nothing is left of it, else by a deletion.</summary>
    public async Task<IReadOnlyList<string>> FollowAsync(OperationStore store, DatabaseSession session, Operation ended)
    {
        var uuid = InstanceKinds.UuidOf(ended.Subject);
        if (ended.Kind == InstanceKinds.Delete
            || await session.SingleAsync<long?>("SELECT delete_wanted FROM instances WHERE uuid = @uuid", new { uuid }) is not 1
            || await InstanceStore.FindAsync(session, uuid) is not { } instance)
        {
            return [];
        }

        if (ended is { Kind: InstanceKinds.Create, State: OperationStates.Failed or OperationStates.Cancelled })
        {
            await session.ExecuteAsync("DELETE FROM instances WHERE uuid = @uuid", new { uuid });
            return [];
        }

        return await TryBeginAsync(store, session, instance, parentId: null) is { } begun ? [begun] : [];
    }

    /// <summary>Begins one within a transaction; its operation's id, or null when another operation is at the instance.</summary>
    public async Task<string?> TryBeginAsync(OperationStore store, DatabaseSession session, Instance instance, string? parentId)
    {
        var deletion = factory.New(Of(instance) with { ParentId = parentId, IsConsequence = true });
        return await store.TryAddAsync(session, deletion) ? deletion.Operation.Id : null;
    }
}
