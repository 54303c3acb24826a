using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.PodManagers;

namespace ValenceCore.Registration;

/// <summary>A composed node, its pod, what the pod shows of it, and how its driver wants Ironic to control it.</summary>
/// <param name="Access">Null: as a Redfish system of the pod manager.</param>
internal sealed record InspectedNode(ComposedNode Node, PodManager Pod, NodeDetails Details, IronicAccess? Access)
{
    /// <summary>Whether the address of the port has to come from the caller: the pod shows none.</summary>
    public bool NeedsMac => Access is not null && NodeRegistration.MacsOf(Details).Count == 0;
}

/// <summary>Reads a composed node for a registration.</summary>
internal sealed class NodeInspection(
    NodeStore nodes, PodManagerStore pods, IDriverOf<IShowNodes> drivers, IDriverOf<IPrepareRegistration> preparations)
{
    public async Task<InspectedNode> ReadAsync(string uuid, CancellationToken cancellation)
    {
        var (node, pod, preparation) = await FindAsync(uuid, cancellation);
        return await ReadAsync(node, pod, preparation, cancellation);
    }

    /// <summary>The same, but null, and the pod is not asked, where the driver leaves it to the core how Ironic is to control its nodes.</summary>
    public async Task<InspectedNode?> ReadPreparedAsync(string uuid, CancellationToken cancellation)
    {
        var (node, pod, preparation) = await FindAsync(uuid, cancellation);
        return preparation.Failure is null ? await ReadAsync(node, pod, preparation, cancellation) : null;
    }

    /// <summary>The node and its pod without asking that, and how its driver prepares a registration; a failure where it leaves that to the core.</summary>
    public async Task<(ComposedNode Node, PodManager Pod, Outcome<IPrepareRegistration> Preparation)> FindAsync(string uuid, CancellationToken cancellation)
    {
        var node = Need(await nodes.FindAsync(uuid, cancellation));
        var pod = Need(await pods.FindAsync(node.PodId!, cancellation));
        return (node, pod, preparations.For(pod));
    }

    private async Task<InspectedNode> ReadAsync(
        ComposedNode node, PodManager pod, Outcome<IPrepareRegistration> preparation, CancellationToken cancellation)
    {
        var details = await Need(drivers.For(pod)).ShowAsync(node.Place!, cancellation);
        return new InspectedNode(node, pod, details, preparation.Failure is null ? preparation.Value.Access(details) : null);
    }

    private static T Need<T>(Outcome<T> outcome) =>
        outcome.Failed(out var failure) ? throw new DriverException(DriverFault.Refused, failure) : outcome.Value;
}
