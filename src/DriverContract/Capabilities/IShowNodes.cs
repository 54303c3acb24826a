namespace Valence.DriverContract;

/// <summary>Reads one composed node with its parts. Changes nothing.</summary>
[Capability("show")]
public interface IShowNodes
{
    /// <summary>Throws DriverException of kind Missing when the pod has no such node.</summary>
    Task<NodeDetails> ShowAsync(NodePlace node, CancellationToken cancellation);
}
