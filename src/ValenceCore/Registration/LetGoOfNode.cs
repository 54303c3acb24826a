using ValenceCore.Composition;

namespace ValenceCore.Registration;

/// <summary>Unregisters a node before its hardware is given back, and removes the account that Ironic had for it. Also where only the Ironic uuid is
/// stored: its registration was interrupted, and Ironic may have the node.</summary>
internal sealed class LetGoOfNode(NodeStore nodes, IRegisterNodes ironic, PodAccounts accounts) : IBeforeRelease
{
    public Task<string?> LetGoAsync(ComposedNode node, bool isPodGone, CancellationToken cancellation) =>
        LetGoAsync(node, isPodGone, undeploys: false, cancellation);

    /// <param name="undeploys">Whether what Ironic has deployed on it is undeployed first.</param>
    public async Task<string?> LetGoAsync(ComposedNode node, bool isPodGone, bool undeploys, CancellationToken cancellation)
    {
        var done = node.IronicUuid is { } known ? await ironic.RemoveAsync(known, undeploys, cancellation) : null;

        // The account after that: until Ironic has let go it needs it.
        var account = isPodGone ? null : await accounts.RemoveAsync(node.Uuid, cancellation);
        if (node.IronicUuid is { } ironicUuid)
        {
            await nodes.DropIronicAsync(node.Uuid, ironicUuid, cancellation);
        }

        return done is null || account is null ? done ?? account : $"{done}; {account}";
    }
}
