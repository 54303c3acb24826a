using ValenceCore.Failures;

namespace ValenceCore.Composition;

/// <summary>Who may have a pooled device; decided in the store, before the pod is touched.</summary>
internal interface IClaimDevices
{
    /// <summary>The device if it can be taken to, or from, this node.</summary>
    Task<Outcome<ClaimableDevice>> FindAsync(string deviceId, CancellationToken cancellation);

    /// <summary>Marks a free device as taken; 400 when somebody else has it. One statement, so two claims cannot both win.</summary>
    /// <param name="isRepeated">True when this node may have it already, by a former runner of the same operation.</param>
    Task<Outcome<Done>> ClaimAsync(string deviceId, string nodeIndex, bool isRepeated, CancellationToken cancellation);

    /// <summary>Marks the device as free if this node has it.</summary>
    Task FreeAsync(string deviceId, string nodeIndex, CancellationToken cancellation);

    /// <summary>All devices of a node that is gone.</summary>
    Task FreeAllAsync(string podId, string nodeIndex, CancellationToken cancellation);
}

internal sealed record ClaimableDevice(string Uuid, string PodId, string Uri, string? NodeIndex)
{
    /// <summary>What an operation claims besides its node: no two operations change one device.</summary>
    public string Subject => $"device:{Uuid}";
}
