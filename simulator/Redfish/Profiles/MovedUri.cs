namespace Simulator.Redfish;

/// <summary>
/// A place that a release had elsewhere. Patterns below the root: <c>*</c> is one segment, <c>{shelf}</c> the id of a storage
/// service, <c>**</c> at the end whatever follows.
/// </summary>
/// <param name="Here">Where this service has it.</param>
/// <param name="There">Where the release had it; as many wildcards, in the same order.</param>
internal sealed record MovedUri(string Here, string There);
