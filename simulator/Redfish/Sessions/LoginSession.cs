using System.Net;

namespace Simulator.Redfish;

/// <summary>A login at the Redfish face.</summary>
/// <param name="Generation">The account's at login; a session of an older one is over.</param>
internal sealed record LoginSession(
    string Id, string AccountId, int Generation, IPAddress? Origin, DateTimeOffset Created, DateTimeOffset LastUsed);
