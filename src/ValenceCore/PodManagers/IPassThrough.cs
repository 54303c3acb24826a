namespace ValenceCore.PodManagers;

/// <summary>Sends a request of somebody else to a pod as it is, with the pod's own credentials.</summary>
[Capability("pass-through")]
internal interface IPassThrough
{
    /// <summary>Answers whatever the pod says, errors included; throws DriverException when it says nothing or more than it may.</summary>
    /// <param name="maxBytes">How large an answer may be.</param>
    Task<PassedAnswer> PassAsync(PassedRequest request, long maxBytes, CancellationToken cancellation);
}

/// <param name="Path">Below the service root, without a leading slash; checked and escaped.</param>
/// <param name="Query">With its question mark, or empty.</param>
/// <param name="Headers">Those that may be passed on, those of the body among them.</param>
/// <param name="Body">Null for none.</param>
internal sealed record PassedRequest(
    string Method, string Path, string Query, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[]? Body);

/// <param name="Headers">All that came.</param>
internal sealed record PassedAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body);
