using ValenceCore.Composition;

namespace ValenceCore.Registration;

/// <summary>Unregisters a node before its hardware is given back. Also where only the Ironic uuid is stored: its registration was
/// interrupted, and Ironic may have the node.</summary>
internal sealed class LetGoOfNode(NodeStore nodes, IRegisterNodes ironic) : IBeforeRelease
{
    public async Task<string?> LetGoAsync(ComposedNode node, CancellationToken cancellation)
    {
        if (node.IronicUuid is not { } ironicUuid)
        {
            return null;
        }

        var done = await ironic.RemoveAsync(ironicUuid, cancellation);
        await nodes.DropIronicAsync(node.Uuid, ironicUuid, cancellation);
        return done;
    }
}
