namespace Simulator.Faces;

/// <summary>Where one face listens.</summary>
/// <param name="Name">As fault rules and logs name it: <c>redfish</c>, <c>ironic</c>, <c>eem</c>, <c>valence</c>, <c>page</c>.</param>
/// <param name="Addresses">Loopback URLs with the option that set each; port 0 takes any free port.</param>
/// <param name="Certificate">For the https addresses.</param>
/// <param name="HoldsClock">
/// False for a server whose requests wait for simulated time on their own (the core): holding the clock for them would stop
/// what they wait for.
/// </param>
/// <param name="HasLogin">False for a face that lets in everybody on this machine; then web pages of other origins are kept out.</param>
public sealed record FaceSettings(
    string Name, IReadOnlyList<FaceAddress> Addresses, ServedCertificate? Certificate = null, bool HoldsClock = true, bool HasLogin = false);

/// <param name="Url">For example <c>http://127.0.0.1:6385</c>.</param>
/// <param name="Option">The command-line option to change it, for the message when the port is taken.</param>
public sealed record FaceAddress(Uri Url, string Option);
