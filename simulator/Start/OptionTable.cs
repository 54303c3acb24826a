using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Simulator.Faces;
using Simulator.Ironic;
using Simulator.Redfish;
using Simulator.Time;

namespace Simulator.Start;

/// <summary>One option: how it is written, what it means, how its text becomes a setting.</summary>
/// <param name="Name">On the command line, for example <c>--no-core</c>; as configuration key <c>NoCore</c>, as environment variable <c>SIMULATOR_NO_CORE</c>.</param>
/// <param name="Value">What follows it in help, or null for a switch.</param>
/// <param name="Apply">Sets it, or says what is wrong with the text.</param>
internal sealed record Option(string Name, string? Value, string Help, Func<SimulatorOptions, string, (SimulatorOptions Options, string? Problem)> Apply)
{
    public bool IsSwitch => Value is null;

    public string Key => string.Concat(Name[2..].Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    public string Variable => "SIMULATOR_" + Name[2..].Replace('-', '_').ToUpperInvariant();
}

/// <summary>All options of the simulator: one table for the command line, the environment, settings files and help.</summary>
internal static class OptionTable
{
    // UPnP Device Architecture 2.0, 1.1.
    private const int SsdpPort = 1900;

    public static IReadOnlyList<Option> All { get; } =
    [
        new("--seed", "N", "Seed of ids, serial numbers, addresses and chance (default 1).", (o, text) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)
                ? (o with { Seed = seed }, null) : (o, "is not a whole number")),
        new("--rack", "FILE", "Rack file (default: the demo rack; format: fixtures/README.md).", (o, text) => (o with { RackFile = text }, null)),
        new("--faults", "FILE", "Fault rules that are in force from the start (format: simulator/Faults/README.md; examples: fixtures/faults).", (o, text) =>
            (o with { FaultFile = text }, null)),
        new("--clock", "real|scaled=N|virtual", "How time runs: real, N times faster, or jumping to the next event (default real).", (o, text) =>
            ClockSetting.TryParse(text, out var clock) ? (o with { Clock = clock }, null) : (o, "is not real, scaled=N (N from 1 to 100000) or virtual")),
        new("--redfish", "URL", "Address of the Redfish service (default https://127.0.0.1:8443).", Address((o, url) => o with { Redfish = url })),
        new("--ironic", "URL", "Address of the fake Ironic (default http://127.0.0.1:6385).", Address((o, url) => o with { Ironic = url }, plain: true)),
        new("--ironic-auth", "noauth|http_basic|keystone", "How clients log in to it (default noauth; else with --user and --password; Keystone is below /identity/v3).", (o, text) => text switch
        {
            "noauth" => (o with { IronicAuth = IronicAuth.None }, null),
            "http_basic" => (o with { IronicAuth = IronicAuth.HttpBasic }, null),
            "keystone" => (o with { IronicAuth = IronicAuth.Keystone }, null),
            _ => (o, "is not noauth, http_basic or keystone"),
        }),
        new("--ironic-version", "1.N", "Its newest microversion (default 1.82, as Ironic 21.4; up to 1.95).", (o, text) =>
            text.StartsWith("1.", StringComparison.Ordinal) && int.TryParse(text.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
                && minor is >= 82 and <= IronicSettings.LargestVersion
                ? (o with { IronicVersion = minor }, null) : (o, $"is not from 1.82 to 1.{IronicSettings.LargestVersion}")),
        new("--agent", "URL", "Address of the agents of ramdisks (default: any free port).", Address((o, url) => o with { Agent = url }, plain: true)),
        new("--agent-ironic", "URL", "The Ironic that agents look for (default: the fake one).", (o, text) =>
            Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? (o with { AgentIronic = url }, null) : (o, "is not an http or https URL")),
        new("--agent-file", "FILE", "How agents behave (format: simulator/Ramdisk/README.md; example: fixtures/agents).", (o, text) => (o with { AgentFile = text }, null)),
        new("--no-agents", null, "Systems run no agents; the fake Ironic takes a ramdisk for a time.", (o, text) => Switch(text, o, on => o with { Agents = !on })),
        new("--eem", "URL", "Address of the manager of an ExpEther fabric, if the rack file has one (default http://127.0.0.1:8090).", Address((o, url) => o with { Eem = url }, plain: true)),
        new("--valence", "URL", "Address of the core, Valence API v1 (default http://127.0.0.1:8181).", Address((o, url) => o with { Valence = url }, plain: true)),
        new("--page", "URL", "Address of page and control face (default http://127.0.0.1:8080).", Address((o, url) => o with { Page = url }, plain: true)),
        new("--user", "NAME", "User of the Redfish service (default admin).", (o, text) =>
            text.Contains(':') ? (o, "must not contain a colon") : (o with { User = text }, null)),
        new("--password", "TEXT", "Its password (default: generated at first start and kept).", (o, text) =>
            text.Length == 0 ? (o, "must not be empty") : (o with { Password = text }, null)),
        new("--http", null, "Serves Redfish also at http://127.0.0.1:8000, for tools that cannot do TLS.", (o, text) =>
            Switch(text, o, on => o with { PlainRedfish = on ? new Uri("http://127.0.0.1:8000") : null })),
        new("--profile", string.Join('|', RedfishProfile.All), "Which pod manager Redfish looks like (default union: everything, newest form).", (o, text) =>
            RedfishProfile.Find(text) is { } profile ? (o with { Profile = profile }, null) : (o, $"is not one of {string.Join(", ", RedfishProfile.All)}")),
        new("--no-core", null, "Starts rack, Ironic and page without the core.", (o, text) => Switch(text, o, on => o with { Core = !on })),
        new("--no-auth", null, "Lets everybody on loopback use Redfish without a login.", (o, text) => Switch(text, o, on => o with { Authentication = !on })),
        new("--remote-events", null, "Sends events to subscribers beyond this machine, too.", (o, text) => Switch(text, o, on => o with { RemoteEvents = on })),
        new("--session-limit", "N", "Most Redfish sessions at one time (default 256).", (o, text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
                ? (o with { SessionLimit = limit }, null) : (o, "is not a whole number above zero")),
        new("--ssdp", "ADDRESS[:PORT]", "Answers SSDP searches on the interface with that IPv4 address (default: none; default port 1900).", Ssdp),
        new("--data", "DIR", "Where certificate, password and event subscriptions are kept (default: the user's data folder).", (o, text) => (o with { DataFolder = text }, null)),
    ];

    private static (SimulatorOptions Options, string? Problem) Switch(string text, SimulatorOptions options, Func<bool, SimulatorOptions> set) =>
        bool.TryParse(text, out var on) ? (set(on), null) : (options, "is not true or false");

    private static (SimulatorOptions Options, string? Problem) Ssdp(SimulatorOptions options, string text)
    {
        if (!IPEndPoint.TryParse(text, out var where) || where.AddressFamily != AddressFamily.InterNetwork || where.Address.Equals(IPAddress.Any))
        {
            return (options, "is not an IPv4 address of one interface, with or without a port");
        }

        return (options with { Ssdp = text.Contains(':') ? where : new IPEndPoint(where.Address, SsdpPort) }, null);
    }

    private static Func<SimulatorOptions, string, (SimulatorOptions, string?)> Address(Func<SimulatorOptions, Uri, SimulatorOptions> set, bool plain = false) =>
        (options, text) =>
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var url)
                || (url.Scheme != Uri.UriSchemeHttp && (plain || url.Scheme != Uri.UriSchemeHttps)))
            {
                return (options, plain ? "is not an http URL" : "is not an http or https URL");
            }

            if (!LoopbackAddress.IsLoopback(url))
            {
                return (options, "is not on loopback (127.0.0.1, [::1] or localhost); the simulator serves this machine only");
            }

            return url.PathAndQuery == "/" ? (set(options, url), null) : (options, "must not have a path");
        };
}
