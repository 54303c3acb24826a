using Harness.Fixtures;
using Harness.Labs;
using Microsoft.Extensions.Logging.Abstractions;
using Valence.DriverContract;

namespace Harness.Tests.Drivers;

/// <summary>A pod manager of the simulator, and redfish drivers for it.</summary>
internal sealed class RedfishPod(Lab lab, string rack) : IAsyncDisposable
{
    public LabAddresses Addresses => lab.Addresses;

    /// <param name="profile">Which pod manager it looks like.</param>
    public static Task<RedfishPod> StartAsync(RackBuilder rack, string profile) => StartAsync(rack.Write(), profile);

    /// <param name="rack">A rack file in a folder of its own, which goes with the pod.</param>
    public static async Task<RedfishPod> StartAsync(string rack, string profile) => new(await Lab.StartAsync(new LabSettings { RackFile = rack, Profile = profile }), rack);

    public object Driver(CountingWire wire)
    {
        var minute = TimeSpan.FromMinutes(1);
        return DriverRuns.FactoryOf("redfish").Create(
            new PodTarget("1", "pod", lab.Addresses.Redfish, new PodCredentials(lab.Addresses.User, lab.Addresses.Password)),
            new DriverHost
            {
                CreateClient = () => new HttpClient(wire, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan },
                Time = TimeProvider.System,
                Loggers = NullLoggerFactory.Instance,
                Timeouts = new DriverTimeouts(minute, minute, TimeSpan.FromMilliseconds(20), minute),
            });
    }

    public async ValueTask DisposeAsync()
    {
        await lab.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(rack)!, recursive: true);
    }
}
