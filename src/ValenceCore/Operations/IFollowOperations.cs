using ValenceCore.Store;

namespace ValenceCore.Operations;

/// <summary>Keeps rows of its own in step with operations: what it writes is in the transaction that moves the operation, so that the two never
/// disagree, whenever a process dies.</summary>
internal interface IFollowOperations
{
    /// <summary>Whether operations on this subject are its affair.</summary>
    bool Follows(string subject);

    /// <summary>Called with the operation as it is stored by then, also when somebody asks for its undoing.</summary>
    /// <returns>Other operations that were begun or changed with it; they are told of, and carried out where they are new.</returns>
    Task<IReadOnlyList<string>> FollowAsync(OperationStore store, DatabaseSession session, Operation operation);
}
