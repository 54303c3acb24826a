using NUnit.Framework;
using Shouldly;

namespace ValenceCore.Tests.Peers;

/// <summary>A core between a pod and an Ironic, both stubs; any request that no test announced fails the test.</summary>
internal abstract class CoreTests
{
    protected StubPod Pod { get; private set; } = null!;

    protected StubIronic Ironic { get; private set; } = null!;

    protected CoreUnderTest Core { get; private set; } = null!;

    [SetUp]
    public async Task StartPeersAsync()
    {
        Pod = await StubPod.StartedAsync();
        Ironic = await StubIronic.StartedAsync();
        Core = await CoreUnderTest.StartedAsync(options =>
        {
            options.Ironic.Url = Ironic.Url;
            Configure(options);
        });
    }

    [TearDown]
    public async Task StopPeersAsync()
    {
        await Core.DisposeAsync();
        await Ironic.DisposeAsync();
        await Pod.DisposeAsync();
        Pod.Unannounced.ShouldBeEmpty("the pod was asked for what nobody announced");
        Ironic.Unannounced.ShouldBeEmpty("Ironic was asked for what nobody announced");
    }

    protected virtual void Configure(ValenceCoreOptions options)
    {
        // Most tests live with the defaults.
    }
}
