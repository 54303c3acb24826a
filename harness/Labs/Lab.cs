using Microsoft.Extensions.Logging.Abstractions;
using Simulator;
using Simulator.Demo;
using Simulator.Faces;
using Simulator.Redfish;
using Simulator.Start;
using Simulator.Time;

namespace Harness.Labs;

/// <summary>
/// One rack and one core for one scenario: on free ports, with a virtual clock, gone afterwards. What is tested talks over
/// HTTP, as it does in the field.
/// </summary>
public sealed class Lab : IAsyncDisposable
{
    private const string User = "admin";

    private readonly SimulatorApp _rack;
    private readonly Face _core;
    private readonly DirectoryInfo _data;

    private Lab(SimulatorApp rack, Face core, DirectoryInfo data, LabAddresses addresses) => (_rack, _core, _data, Addresses) = (rack, core, data, addresses);

    public LabAddresses Addresses { get; }

    public static async Task<Lab> StartAsync(LabSettings settings)
    {
        var anyPort = new Uri("http://127.0.0.1:0");
        var data = Directory.CreateTempSubdirectory("lab-");
        var password = Guid.NewGuid().ToString("N");
        var rack = SimulatorApp.Create(
            new SimulatorOptions
            {
                RackFile = settings.RackFile,
                Seed = settings.Seed,
                Clock = ClockSetting.Virtual,
                Redfish = anyPort,
                Ironic = anyPort,
                Eem = anyPort,
                Page = anyPort,
                User = User,
                Profile = RedfishProfile.Find(settings.Profile) ?? throw new ArgumentException($"There is no profile {settings.Profile}.", nameof(settings)),
                Core = false,
                DataFolder = data.FullName,
            },
            password,
            NullLoggerFactory.Instance);
        await rack.StartAsync(CancellationToken.None);
        var core = CoreHost.Create(rack.World, new CoreSettings(
            new FaceAddress(anyPort, "port 0"), rack.IronicAddress, $"Data Source=lab-{Guid.NewGuid():N};Mode=Memory;Cache=Shared")
        {
            DriversFolder = settings.DriversFolder,
            RequestsFollowClock = settings.RequestsFollowClock,
            Deadline = settings.Deadline,
        });
        await core.StartAsync(CancellationToken.None);
        return new Lab(rack, core, data, new LabAddresses(
            core.Addresses[0], rack.RedfishAddress, rack.IronicAddress, rack.PageAddress, User, password)
        {
            Eem = rack.EemAddress,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _core.StopAsync(CancellationToken.None);
        await _core.DisposeAsync();
        await _rack.StopAsync(CancellationToken.None);
        await _rack.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
