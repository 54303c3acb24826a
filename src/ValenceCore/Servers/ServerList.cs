using ValenceCore.Composition;
using ValenceCore.Registration;

namespace ValenceCore.Servers;

/// <summary>Puts the composed nodes and the machines that Ironic has anyway into one list. Reads only.</summary>
internal sealed class ServerList(NodeStore nodes, IRegisterNodes ironic)
{
    /// <exception cref="DriverException">Ironic does not answer; half a list would look like a whole one.</exception>
    public async Task<IReadOnlyList<ServerJson>> ReadAsync(CancellationToken cancellation)
    {
        var composed = await nodes.ListAsync(new Dictionary<string, string>(), cancellation);
        var known = (ironic.IsConfigured ? await ironic.ListAsync(cancellation) : []).ToDictionary(one => one.IronicUuid);
        var ours = composed.Select(node => Of(node, node.IronicUuid is { } uuid ? known.GetValueOrDefault(uuid) : null)).ToList();
        var registered = composed.Select(node => node.IronicUuid).OfType<string>().ToHashSet();

        // What carries our mark without a row of ours is for GET /v1/discrepancies, not for anybody to have.
        return [.. ours, .. known.Values.Where(one => one.NodeUuid is null && !registered.Contains(one.IronicUuid)).Select(Of).OrderBy(one => one.Uuid, StringComparer.Ordinal)];
    }

    private static ServerJson Of(ComposedNode node, IronicNode? known) => new(
        Composed: true, known?.Cpus, known?.InstanceUuid, node.ManagedBy is null ? null : node.IronicUuid, known?.LocalGb, known?.Maintenance, known?.MemoryMb, node.Name,
        node.PodId, known?.PowerState, known?.ProvisionState, known?.ResourceClass, node.State, known?.Traits ?? [], node.Uuid);

    private static ServerJson Of(IronicNode node) => new(
        Composed: false, node.Cpus, node.InstanceUuid, node.IronicUuid, node.LocalGb, node.Maintenance, node.MemoryMb, node.Name, PodId: null, node.PowerState,
        node.ProvisionState, node.ResourceClass, State: null, node.Traits, node.IronicUuid);
}
