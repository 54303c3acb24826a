using Microsoft.Extensions.Logging.Abstractions;
using Simulator;
using Simulator.Redfish;
using Simulator.Start;
using Simulator.Time;

namespace Harness.Labs;

/// <summary>One simulator without a core: on free ports, with a virtual clock of its own and a password that nobody else has.</summary>
internal sealed class LabRack : IAsyncDisposable
{
    public const string User = "admin";

    private readonly DirectoryInfo _data;

    private LabRack(SimulatorApp app, DirectoryInfo data, string password) => (App, _data, Password) = (app, data, password);

    public SimulatorApp App { get; }

    public string Password { get; }

    /// <param name="password">Null for a new one.</param>
    public static async Task<LabRack> StartAsync(string rackFile, string profile, long seed, string? password = null)
    {
        var anyPort = new Uri("http://127.0.0.1:0");
        var data = Directory.CreateTempSubdirectory("lab-");
        password ??= Guid.NewGuid().ToString("N");
        var app = SimulatorApp.Create(
            new SimulatorOptions
            {
                RackFile = rackFile,
                Seed = seed,
                Clock = ClockSetting.Virtual,
                Redfish = anyPort,
                Ironic = anyPort,
                Eem = anyPort,
                Page = anyPort,
                User = User,
                Profile = RedfishProfile.Find(profile) ?? throw new ArgumentException($"There is no profile {profile}.", nameof(profile)),
                Core = false,
                DataFolder = data.FullName,
            },
            password,
            NullLoggerFactory.Instance);
        await app.StartAsync(CancellationToken.None);
        return new LabRack(app, data, password);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
