using System.Net;
using Simulator.Ironic;
using Simulator.Redfish;
using Simulator.Time;

namespace Simulator.Start;

/// <summary>What the simulator is started with; checked, every address on loopback.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Decides ids, serial numbers, addresses and the chance in faults. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Path of the rack file; null is the demo rack that comes with the simulator.</summary>
    public string? RackFile { get; init; }

    /// <summary>Path of a file with fault rules that are in force from the start; null for none.</summary>
    public string? FaultFile { get; init; }

    public ClockSetting Clock { get; init; } = ClockSetting.Real;

    public Uri Redfish { get; init; } = new("https://127.0.0.1:8443");

    public Uri Ironic { get; init; } = new("http://127.0.0.1:6385");

    /// <summary>Used when the rack file has an ExpEther fabric.</summary>
    public Uri Eem { get; init; } = new("http://127.0.0.1:8090");

    /// <summary>Where agents of ramdisks are called; port 0 takes any, as they tell their address themselves.</summary>
    public Uri Agent { get; init; } = new("http://127.0.0.1:0");

    /// <summary>The Ironic that agents look for; null is the fake one here.</summary>
    public Uri? AgentIronic { get; init; }

    /// <summary>Path of a file that tells how agents behave; null for the behaviour that is built in.</summary>
    public string? AgentFile { get; init; }

    /// <summary>False: the fake Ironic takes a ramdisk for a time, and boots none.</summary>
    public bool Agents { get; init; } = true;

    /// <summary>How clients of the fake Ironic say who they are.</summary>
    public IronicAuth IronicAuth { get; init; } = IronicAuth.None;

    /// <summary>The newest microversion of the fake Ironic, as its minor. Default 82, as Ironic 21.4.</summary>
    public int IronicVersion { get; init; } = 82;

    public Uri Valence { get; init; } = new("http://127.0.0.1:8181");

    public Uri Page { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>Redfish without TLS, beside <see cref="Redfish"/>; null when not asked for.</summary>
    public Uri? PlainRedfish { get; init; }

    /// <summary>Name of the Redfish account. Default <c>admin</c>.</summary>
    public string User { get; init; } = "admin";

    /// <summary>Its password; null is the one made at first start.</summary>
    public string? Password { get; init; }

    /// <summary>False: everybody on loopback may use Redfish.</summary>
    public bool Authentication { get; init; } = true;

    /// <summary>Which pod manager Redfish looks like.</summary>
    public RedfishProfile Profile { get; init; } = RedfishProfile.Union;

    /// <summary>So many sessions at one time at the Redfish face. Default 256.</summary>
    public int SessionLimit { get; init; } = 256;

    /// <summary>Where SSDP searches are answered: an IPv4 address of this machine, and the port (the standard's is 1900); null answers none.</summary>
    public IPEndPoint? Ssdp { get; init; }

    /// <summary>True: events are sent to destinations beyond loopback, too.</summary>
    public bool RemoteEvents { get; init; }

    /// <summary>False: rack, Ironic and page alone, without the core.</summary>
    public bool Core { get; init; } = true;

    /// <summary>Where certificate and password made at first start are kept, and event subscriptions from one start to the next.</summary>
    public string DataFolder { get; init; } = DefaultDataFolder;

    public static string DefaultDataFolder => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "rack-simulator");

    public override string ToString() => $"SimulatorOptions {{ Seed = {Seed}, Rack = {RackFile ?? "demo"}, Clock = {Clock} }}";
}
