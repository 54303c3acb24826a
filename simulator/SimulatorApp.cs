using Simulator.Chance;
using Simulator.Control;
using Simulator.Faces;
using Simulator.Fixtures;
using Simulator.Hardware;
using Simulator.Redfish;
using Simulator.Start;

namespace Simulator;

/// <summary>
/// The simulator: everything there is, on one page. A world (clock, seed, journal, work, faults), a pod built from a rack
/// file, and the faces that show it.
/// </summary>
public sealed class SimulatorApp : IAsyncDisposable
{
    private readonly SimulatorWorld _world;
    private readonly Face _redfish;
    private readonly Face _control;

    private SimulatorApp(SimulatorOptions options, SimulatorWorld world, Pod pod, string password)
    {
        (_world, Pod) = (world, pod);
        var certificate = options.Redfish.Scheme == Uri.UriSchemeHttps ? FirstStart.Certificate(options.DataFolder, TimeProvider.System) : null;
        List<FaceAddress> redfish = [new(options.Redfish, "--redfish")];
        redfish.AddRange(options.PlainRedfish is { } plain ? [new FaceAddress(plain, "--http")] : []);

        _redfish = RedfishFace.Create(
            new FaceSettings("redfish", redfish, certificate), world, pod, new RedfishSettings(options.User, password, options.Authentication));
        _control = ControlFace.Create(
            new FaceSettings("page", [new FaceAddress(options.Page, "--page")]), world, pod, new ControlSettings(() => [], Addresses), _ => { });
    }

    public Pod Pod { get; }

    public Time.SimulatorClock Clock => _world.Clock;

    public Uri RedfishAddress => _redfish.Addresses[0];

    public Uri? PlainRedfishAddress => _redfish.Addresses.Count > 1 ? _redfish.Addresses[1] : null;

    public Uri IronicAddress => new("http://127.0.0.1/");

    public Uri? ValenceAddress => null;

    public string? FirstFlavor => null;

    public Uri PageAddress => _control.Addresses[0];

    /// <exception cref="RackFileException">The rack file has problems; nothing was started.</exception>
    public static SimulatorApp Create(SimulatorOptions options, string password, ILoggerFactory loggers)
    {
        var seed = new Seed(options.Seed);
        var world = new SimulatorWorld(options.Clock, seed, loggers);
        var pod = RackFile.Load(options.RackFile ?? DemoRack, seed, world.Clock);
        pod.Changed += change => world.Journal.Record(change.Room, change.Subject, change.What, change.Text);
        return new SimulatorApp(options, world, pod, password);
    }

    private static string DemoRack => Path.Combine(AppContext.BaseDirectory, "fixtures", "racks", "demo.json");

    /// <exception cref="PortTakenException">Names the port and the option to change it.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await _redfish.StartAsync(cancellation);
        await _control.StartAsync(cancellation);
        _world.Journal.Record("clock", Pod.Id, "Started", $"{Pod.Name} is served, seed {_world.Seed}, clock {_world.Clock.Setting}.");
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        await _control.StopAsync(cancellation);
        await _redfish.StopAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _control.DisposeAsync();
        await _redfish.DisposeAsync();
        await _world.DisposeAsync();
    }

    private Dictionary<string, string> Addresses() => new(StringComparer.Ordinal)
    {
        ["redfish"] = $"{RedfishAddress}redfish/v1",
        ["ironic"] = IronicAddress.ToString(),
    };
}
