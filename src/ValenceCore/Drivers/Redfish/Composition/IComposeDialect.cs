namespace ValenceCore.Drivers.Redfish;

/// <summary>One of the ways in which Redfish services compose. The promises of the verbs are those of <see cref="IComposeNodes"/>.</summary>
internal interface IComposeDialect
{
    Task<NodePlace> AllocateAsync(NodeWish wish, CancellationToken cancellation);

    Task AssembleAsync(NodePlace node, CancellationToken cancellation);

    Task<AssemblyState> ReadAssemblyAsync(NodePlace node, CancellationToken cancellation);

    Task<NodePlace?> FindMarkedAsync(string marker, CancellationToken cancellation);

    Task<NodePlace?> FindAsync(string index, CancellationToken cancellation);

    /// <summary>May throw with <see cref="DriverFault.Missing"/> when the node is gone already.</summary>
    Task ReleaseAsync(NodePlace node, CancellationToken cancellation);

    Task AttachAsync(NodePlace node, string deviceUri, CancellationToken cancellation);

    Task DetachAsync(NodePlace node, string deviceUri, CancellationToken cancellation);
}
