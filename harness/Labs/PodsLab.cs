using Harness.Time;

namespace Harness.Labs;

/// <summary>Many pods and one core that watches them.</summary>
internal sealed class PodsLab : IAsyncDisposable
{
    private readonly LabCore _core;

    private PodsLab(LabCore core, PushedClock clock, IReadOnlyList<LabPod> pods) => (_core, Clock, Pods) = (core, clock, pods);

    public Uri Valence => _core.Address;

    /// <summary>Of the core. Each pod has one of its own, which jumps.</summary>
    public PushedClock Clock { get; }

    public IReadOnlyList<LabPod> Pods { get; }

    public static async Task<PodsLab> StartAsync(IReadOnlyList<PodWish> wishes, string driversFolder)
    {
        var pods = await Task.WhenAll(wishes.Select(LabPod.StartAsync));
        var clock = new PushedClock();
        var core = await LabCore.StartAsync(
            options =>
            {
                options.DriversFolder = driversFolder;

                // Ramdisks call the Ironic beside their own rack, so that instances come to be in the last pod only.
                options.Ironic.Url = pods[^1].Ironic.GetLeftPart(UriPartial.Authority);

                // Longer than a scenario: whoever waits for a pod that says nothing is found waiting.
                (options.OperationTimeouts.PodRequest, options.OperationTimeouts.PodLongRequest) = (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10));
                options.OperationTimeouts.PodSilence = TimeSpan.FromSeconds(5);
            },
            clock);
        return new PodsLab(core, clock, pods);
    }

    /// <exception cref="ConservationException">In one of the pods something was lost, or held twice.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            foreach (var pod in Pods)
            {
                await Conservation.EnsureAsync(pod.Control);
            }
        }
        finally
        {
            await _core.DisposeAsync();
            await Task.WhenAll(Pods.Select(pod => pod.DisposeAsync().AsTask()));
        }
    }
}
