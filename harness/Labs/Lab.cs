using Simulator.Demo;
using Simulator.Faces;

namespace Harness.Labs;

/// <summary>
/// One rack and one core for one scenario: on free ports, with a virtual clock, gone afterwards. What is tested talks over
/// HTTP, as it does in the field.
/// </summary>
public sealed class Lab : IAsyncDisposable
{
    private readonly LabRack _rack;
    private readonly Face _core;

    private Lab(LabRack rack, Face core, LabAddresses addresses) => (_rack, _core, Addresses) = (rack, core, addresses);

    public LabAddresses Addresses { get; }

    public static async Task<Lab> StartAsync(LabSettings settings)
    {
        var rack = await LabRack.StartAsync(settings.RackFile, settings.Profile, settings.Seed);
        var app = rack.App;
        var core = CoreHost.Create(app.World, new CoreSettings(
            new FaceAddress(new Uri("http://127.0.0.1:0"), "port 0"), app.IronicAddress, $"Data Source=lab-{Guid.NewGuid():N};Mode=Memory;Cache=Shared")
        {
            DriversFolder = settings.DriversFolder,
            RequestsFollowClock = settings.RequestsFollowClock,
            Deadline = settings.Deadline,
        });
        await core.StartAsync(CancellationToken.None);
        if (settings.ShowsInstances)
        {
            app.WatchInstances(core.Addresses[0]);
        }

        return new Lab(rack, core, new LabAddresses(
            core.Addresses[0], app.RedfishAddress, app.IronicAddress, app.PageAddress, LabRack.User, rack.Password)
        {
            Eem = app.EemAddress,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _core.StopAsync(CancellationToken.None);
        await _core.DisposeAsync();
        await _rack.DisposeAsync();
    }
}
