using ValenceCore.Failures;

namespace ValenceCore.Composition;

/// <summary>Who may have a pooled device; decided in the store, before the pod is touched.</summary>
internal interface IClaimDevices
{
    /// <summary>The device if it can be taken to, or from, this node.</summary>
    Task<Outcome<ClaimableDevice>> FindAsync(string deviceId, CancellationToken cancellation);

    /// <summary>Marks a free device as taken; 400 when somebody else has it. One statement, so two claims cannot both win.</summary>
    Task<Outcome<Done>> ClaimAsync(string deviceId, string nodeIndex, CancellationToken cancellation);

    Task FreeAsync(string deviceId, CancellationToken cancellation);

    /// <summary>All devices of a node that is gone.</summary>
    Task FreeAllAsync(string podId, string nodeIndex, CancellationToken cancellation);
}

internal sealed record ClaimableDevice(string Uuid, string PodId, string Uri, string? NodeIndex);
