namespace Valence.DriverContract;

/// <summary>Attaches pooled devices to a node and takes them off, by their path at the pod manager.</summary>
[Capability("attach")]
public interface IAttachDevices
{
    /// <summary>Done when it returns. A second call is refused by the pod (409, in use).</summary>
    Task AttachAsync(NodePlace node, string deviceUri, CancellationToken cancellation);

    /// <summary>Done when it returns. A second call is refused by the pod (400, not attached).</summary>
    Task DetachAsync(NodePlace node, string deviceUri, CancellationToken cancellation);
}
