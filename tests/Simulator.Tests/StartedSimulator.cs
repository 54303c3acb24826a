using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Simulator.Start;
using Simulator.Tests.Redfish;
using Simulator.Time;

namespace Simulator.Tests;

/// <summary>A simulator that serves the demo rack, or one of the test's own, on free ports, with a virtual clock and clients that know the way.</summary>
internal sealed class StartedSimulator : IAsyncDisposable
{
    public const string Password = "correct horse";

    private readonly string _folder;

    private StartedSimulator(SimulatorApp app, string folder)
    {
        (App, _folder) = (app, folder);
        Redfish = new RedfishClient(app.RedfishAddress, "admin", Password);
        Control = new HttpClient(new SocketsHttpHandler()) { BaseAddress = app.PageAddress };
    }

    public SimulatorApp App { get; }

    public RedfishClient Redfish { get; }

    public HttpClient Control { get; }

    /// <param name="rack">The text of a rack file; null for the demo rack.</param>
    public static async Task<StartedSimulator> StartAsync(
        Func<SimulatorOptions, SimulatorOptions>? change = null, string? rack = null, ILoggerFactory? loggers = null)
    {
        var folder = Directory.CreateTempSubdirectory("simulator-tests-").FullName;
        if (rack is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "rack.json"), rack);
        }

        var anyPort = new Uri("http://127.0.0.1:0");
        var options = new SimulatorOptions
        {
            Clock = ClockSetting.Virtual, Redfish = anyPort, Ironic = anyPort, Eem = anyPort, Valence = anyPort, Page = anyPort, Core = false, DataFolder = folder,
            RackFile = rack is null ? null : Path.Combine(folder, "rack.json"),
        };
        var app = SimulatorApp.Create(change?.Invoke(options) ?? options, Password, loggers ?? NullLoggerFactory.Instance);
        await app.StartAsync(CancellationToken.None);
        return new StartedSimulator(app, folder);
    }

    /// <summary>Moves the clock by so many seconds and waits until the world is at rest.</summary>
    public Task PassAsync(double seconds) => App.Clock.AdvanceAsync(TimeSpan.FromSeconds(seconds)).Soon();

    public async ValueTask DisposeAsync()
    {
        Redfish.Dispose();
        Control.Dispose();
        await App.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
