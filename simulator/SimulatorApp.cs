using System.Text.Json;
using Simulator.Chance;
using Simulator.Control;
using Simulator.Demo;
using Simulator.Eem;
using Simulator.Faces;
using Simulator.Faults;
using Simulator.Fixtures;
using Simulator.Hardware;
using Simulator.Ironic;
using Simulator.Page;
using Simulator.Ramdisk;
using Simulator.Redfish;
using Simulator.Start;
using Simulator.Time;
using Simulator.Work;

namespace Simulator;

/// <summary>
/// The simulator: everything there is, on one page. A world (clock, seed, journal, work, faults), a pod built from a rack
/// file, the faces that show it,
/// and beside them the core.
/// </summary>
public sealed partial class SimulatorApp : IAsyncDisposable
{
    private readonly SimulatorOptions _options;
    private readonly SimulatorWorld _world;
    private readonly string _password;
    private readonly IReadOnlyList<FaultRule> _faults;
    private readonly ServedCertificate? _certificate;
    private readonly SsdpResponder? _ssdp;
    private readonly Face _redfish;
    private readonly IronicFace _ironic;
    private readonly Ramdisks _ramdisks;
    private readonly Face _agents;
    private readonly Face? _eem;
    private readonly Face _control;
    private Face? _valence;
    private InstanceWatch? _instances;

    private SimulatorApp(SimulatorOptions options, SimulatorWorld world, Pod pod, IReadOnlyList<FaultRule> faults, AgentBehaviour behaviour, string password)
    {
        (_options, _world, Pod, _faults, _password) = (options, world, pod, faults, password);
        _certificate = options.Redfish.Scheme == Uri.UriSchemeHttps
            ? new ServedCertificate(FirstStart.Certificate(options.DataFolder, TimeProvider.System), next => FirstStart.KeepCertificate(options.DataFolder, next))
            : null;
        _ssdp = options.Ssdp is { } ssdp ? new SsdpResponder(ssdp, world.Loggers.CreateLogger<SsdpResponder>()) : null;
        List<FaceAddress> redfish = [new(options.Redfish, "--redfish")];
        redfish.AddRange(options.PlainRedfish is { } plain ? [new FaceAddress(plain, "--http")] : []);

        var power = new PowerWork(pod, world.Work);
        _redfish = RedfishFace.Create(
            new FaceSettings("redfish", redfish, _certificate, HasLogin: options.Authentication), world, pod,
            new RedfishSettings(options.User, password, options.Authentication)
            {
                RemoteEvents = options.RemoteEvents, SessionLimit = options.SessionLimit, Ssdp = _ssdp, Profile = options.Profile,
                SubscriptionsFile = FirstStart.Subscriptions(options.DataFolder),
            },
            power);
        _ironic = IronicFace.Create(new FaceSettings("ironic", [new FaceAddress(options.Ironic, "--ironic")]), world, new IronicSettings
        {
            Auth = options.IronicAuth, Username = options.User, Password = password, NewestVersion = options.IronicVersion, HasAgents = options.Agents,
            ValenceApi = () => ValenceAddress,
        });
        _ramdisks = new Ramdisks(world, pod, power, new RamdiskSettings(behaviour));
        _agents = AgentFace.Create(new FaceSettings("agent", [new FaceAddress(options.Agent, "--agent")]), world, pod, _ramdisks);
        _eem = pod.ExpEther is { } fabric
            ? EemFace.Create(
                new FaceSettings("eem", [new FaceAddress(options.Eem, "--eem")], HasLogin: options.Authentication), world, fabric,
                new EemSettings(options.User, password, options.Authentication))
            : null;
        _control = ControlFace.Create(
            new FaceSettings("page", [new FaceAddress(options.Page, "--page")]), world, pod,
            new ControlSettings(IronicNodes, Addresses, Explain) { Instances = () => _instances?.Rows ?? [] }, app => app.MapPage());
    }

    public Pod Pod { get; }

    /// <summary>The world, for a host that puts something beside the rack.</summary>
    public SimulatorWorld World => _world;

    public SimulatorClock Clock => _world.Clock;

    public Uri RedfishAddress => _redfish.Addresses[0];

    /// <summary>Redfish without TLS, when asked for.</summary>
    public Uri? PlainRedfishAddress => _redfish.Addresses.Count > 1 ? _redfish.Addresses[1] : null;

    public Uri IronicAddress => _ironic.Face.Addresses[0];

    /// <summary>Where agents of ramdisks are called.</summary>
    public Uri AgentAddress => _agents.Addresses[0];

    /// <summary>The manager of the ExpEther fabric; null where the rack file has none.</summary>
    public Uri? EemAddress => _eem?.Addresses[0];

    public Uri PageAddress => _control.Addresses[0];

    /// <summary>The core; null when it was not asked for.</summary>
    public Uri? ValenceAddress => _valence?.Addresses[0];

    /// <summary>Id of the smaller of the flavors that the demo made; null without the core.</summary>
    public string? FirstFlavor { get; private set; }

    /// <exception cref="FixtureFileException">The rack file, the fault file or the agent file has problems; nothing was started.</exception>
    public static SimulatorApp Create(SimulatorOptions options, string password, ILoggerFactory loggers)
    {
        var seed = new Seed(options.Seed);
        var faults = options.FaultFile is { } faultFile ? FaultFile.Load(faultFile) : [];
        var world = new SimulatorWorld(options.Clock, seed, loggers);
        var pod = RackFile.Load(options.RackFile ?? DemoRack, seed, world.Clock.Background);
        pod.Changed += change => world.Journal.Record(change.Room, change.Subject, change.What, change.Text);
        ClaimWatch.Over(pod, world.Work, world.Clock.Background);
        var law = loggers.CreateLogger("Simulator.Hardware.Conservation");
        pod.Breached += breach =>
        {
            var cause = RequestInFlight.Words ?? "no request";
            world.Journal.Record("invariant", breach.Subject, "Broken", $"{breach.Text} Caused by {cause}.");
            Log.Breach(law, breach.Text, cause);
        };
        return new SimulatorApp(options, world, pod, faults, options.AgentFile is { } agentFile ? LoadAgents(agentFile) : new AgentBehaviour(), password);
    }

    private static AgentBehaviour LoadAgents(string file)
    {
        var (behaviour, problems) = AgentFile.Read(File.ReadAllText(file));
        return behaviour ?? throw new FixtureFileException(file, problems);
    }

    private static string DemoRack => Path.Combine(AppContext.BaseDirectory, "fixtures", "racks", "demo.json");

    /// <exception cref="PortTakenException">Names the port and the option to change it.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await _redfish.StartAsync(cancellation);
        _ssdp?.Start(Pod.Uuid, new Uri(RedfishAddress, "redfish/v1/"));
        await _ironic.Face.StartAsync(cancellation);
        await _agents.StartAsync(cancellation);
        if (_options.Agents)
        {
            (_ramdisks.Settings.Ironic, _ramdisks.Settings.CallbackBase) = (_options.AgentIronic ?? IronicAddress, _agents.Addresses[0]);
        }

        await (_eem?.StartAsync(cancellation) ?? Task.CompletedTask);
        await _control.StartAsync(cancellation);
        _world.Journal.Record("clock", Pod.Id, "Started", $"{Pod.Name} is served, seed {_world.Seed}, clock {_world.Clock.Setting}.");
        if (_options.Core)
        {
            await StartCoreAsync(cancellation);
        }

        // The demo is set up first: a rule is for whoever comes when everything is there.
        foreach (var rule in _faults)
        {
            _world.Faults.Add(rule);
        }
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        _ssdp?.Dispose();
        if (_instances is not null)
        {
            await _instances.DisposeAsync();
            _instances = null;
        }

        foreach (var face in Faces)
        {
            await face.StopAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_instances is not null)
        {
            await _instances.DisposeAsync();
        }

        foreach (var face in Faces)
        {
            await face.DisposeAsync();
        }

        _ramdisks.Dispose();
        _ssdp?.Dispose();
        await _world.DisposeAsync();
        _certificate?.Dispose();
    }

    // Who asks stops before who is asked.
    private IEnumerable<Face> Faces => new[] { _valence, _control, _ironic.Face, _agents, _eem, _redfish }.OfType<Face>();

    private async Task StartCoreAsync(CancellationToken cancellation)
    {
        // The rack starts anew each time, so the core does too: its store lives in memory.
        var database = $"Data Source=demo-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
        _valence = CoreHost.Create(_world, new CoreSettings(new FaceAddress(_options.Valence, "--valence"), IronicAddress, database));
        await _valence.StartAsync(cancellation);
        WatchInstances(ValenceAddress!);
        FirstFlavor = await DemoSetup.RunAsync(
            ValenceAddress!, RedfishAddress, _options.User, _password,
            _certificate is null ? null : FirstStart.CertificatePem(_options.DataFolder), cancellation);
    }

    /// <summary>Has the page show the instances of a core, and what they are at.</summary>
    /// <param name="valence">Where the core is.</param>
    public void WatchInstances(Uri valence)
    {
        _instances = new InstanceWatch(_world);
        _instances.Start(valence);
    }

    private ExplainAnswer Explain(JsonElement body, string? profileName)
    {
        if ((profileName is null ? _options.Profile : RedfishProfile.Find(profileName)) is not { } profile)
        {
            return new ExplainAnswer([$"profile: '{profileName}' is not one of {string.Join(", ", RedfishProfile.All)}"], [], Explanation: null);
        }

        if (RedfishFace.ExplainComposition(Pod, body) is var (wrong, stanzas))
        {
            return new ExplainAnswer(wrong, [], Explanation: null) { Changes = [.. stanzas.Select(s => new ExplainedChange(s.Id, s.Type, s.Step))] };
        }

        var (problems, missing, explanation) = RedfishFace.Explain(Pod, profile, body);
        return new ExplainAnswer(problems, missing, explanation);
    }

    private IReadOnlyList<IronicNodeRow> IronicNodes() =>
    [
        .. _ironic.Nodes.Snapshot().Select(n => new IronicNodeRow(
            n.Uuid, n.Name, n.ProvisionState, n.TargetProvisionState, n.PowerState, n.TargetPowerState, n.IsInMaintenance, n.LastError,
            n.RedfishSystemId?.Split('/')[^1])),
    ];

    private Dictionary<string, string> Addresses()
    {
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["redfish"] = $"{RedfishAddress}redfish/v1",
            ["ironic"] = IronicAddress.ToString(),
        };
        if (EemAddress is { } eem)
        {
            addresses["eem"] = eem.ToString();
        }

        if (ValenceAddress is { } valence)
        {
            addresses["valence"] = valence.ToString();
        }

        return addresses;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The law of conservation is broken: {Breach} Caused by {Request}")]
        public static partial void Breach(ILogger logger, string breach, string request);
    }
}
