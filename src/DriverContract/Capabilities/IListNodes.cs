namespace Valence.DriverContract;

/// <summary>Lists the composed nodes of a pod, whoever composed them.</summary>
[Capability("nodes")]
public interface IListNodes
{
    /// <summary>Changes nothing; throws DriverException. Names may be absent where they would cost a request each.</summary>
    Task<IReadOnlyList<NodePlace>> ListNodesAsync(CancellationToken cancellation);
}
