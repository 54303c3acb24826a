using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Inventory;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Inventory;

/// <summary>What is stored of a pod follows the pod without anybody asking.</summary>
internal sealed class PodWatcherTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private DeafDrivers deaf = null!;
    private StubPod pod = null!;
    private CoreUnderTest core = null!;

    [SetUp]
    public async Task StartAsync()
    {
        deaf = new DeafDrivers();
        pod = await StubPod.StartedAsync();
        pod.On("GET /redfish/v1/Chassis", Members());
        pod.On("GET /redfish/v1/Systems", Members());
        pod.HasNode();
        core = await CoreUnderTest.StartedAsync(
            options =>
            {
                options.PollInterval = TimeSpan.FromMilliseconds(40);
                options.LongestPollInterval = TimeSpan.FromMilliseconds(160);
                options.OperationTimeouts.PodSilence = TimeSpan.FromSeconds(2);
            },
            services => services.AddSingleton(TimeProvider.System).AddSingleton<IPodDriverFactory>(deaf));
    }

    [TearDown]
    public async Task StopAsync()
    {
        await core.DisposeAsync();
        await pod.DisposeAsync();
    }

    [Test]
    public async Task A_pod_that_falls_silent_is_offline_and_online_again_when_it_answers()
    {
        var id = await core.RegisterPodAsync(pod);

        pod.On(StubPod.Nodes, new StubReply(503));
        await SeeAsync($"/v1/pod_managers/{id}", answer => answer.Text("status") == "Offline");
        pod.On(StubPod.Nodes, StubPod.File("nodes"));

        await SeeAsync($"/v1/pod_managers/{id}", answer => answer.Text("status") == "Online");
    }

    [Test]
    public async Task A_node_that_is_gone_from_its_pod_is_missing_and_composed_again_when_it_is_back()
    {
        await core.RegisterPodAsync(pod);
        var node = (await core.PostAsync("/v1/nodes/manage", """{"node_index": "7"}""")).Text("uuid");

        pod.On(StubPod.Nodes, Members());
        pod.On(StubPod.Node, new StubReply(404));
        await SeeStateAsync(node, "missing");
        (await core.GetAsync($"/v1/nodes/{node}")).Text("state").ShouldBe("missing");
        pod.On(StubPod.Nodes, StubPod.File("nodes"));
        pod.HasNode();

        await SeeStateAsync(node, "composed");
    }

    [Test]
    public async Task A_pod_that_cannot_be_reached_takes_no_node_away()
    {
        var id = await core.RegisterPodAsync(pod);
        var node = (await core.PostAsync("/v1/nodes/manage", """{"node_index": "7"}""")).Text("uuid");

        pod.On(StubPod.Nodes, new StubReply(503));
        await SeeAsync($"/v1/pod_managers/{id}", answer => answer.Text("status") == "Offline");

        (await StateAsync(node)).ShouldBe("composed");
    }

    [Test]
    public async Task A_pod_that_says_nothing_is_offline_while_it_is_waited_for_and_online_when_it_answers_late()
    {
        var id = await core.RegisterPodAsync(pod);
        var held = new TaskCompletionSource();

        pod.On("GET /redfish/v1/", StubPod.File("service-root") with { Arrived = new(), Held = held });
        await SeeAsync($"/v1/pod_managers/{id}", answer => answer.Text("status") == "Offline");
        (await core.GetAsync($"/v1/pod_managers/{id}")).Text("status_reason").ShouldBe("It has said nothing for 2 s; it is waited for.");
        held.SetResult();

        await SeeAsync($"/v1/pod_managers/{id}", answer => answer.Text("status") == "Online");
    }

    [Test]
    public async Task A_pod_that_falls_silent_while_it_is_read_is_offline_before_the_reading_ends()
    {
        var (arrived, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        pod.On("GET /redfish/v1/Chassis", Members() with { Arrived = arrived, Held = held });
        var id = await core.RegisterPodAsync(pod);
        await Wait.ForAsync(arrived);

        pod.On(StubPod.Nodes, new StubReply(503));

        await SeeAsync($"/v1/pod_managers/{id}", answer => answer.Text("status") == "Offline");
        held.SetResult();
    }

    [Test]
    public async Task A_node_that_was_composed_while_its_pod_was_read_is_not_missing()
    {
        var id = await core.RegisterPodAsync(pod);
        var node = (await core.PostAsync("/v1/nodes/manage", """{"node_index": "7"}""")).Text("uuid");
        var reconciliation = core.Services.GetRequiredService<NodeReconciliation>();
        var stored = (await core.Services.GetRequiredService<ValenceCore.Composition.NodeStore>().FindAsync(node, CancellationToken.None)).Value;
        await core.StopAsync();

        await reconciliation.ReconcileAsync(id, [], stored.UpdatedAt - 1, CancellationToken.None);
        (await StateAsync(node)).ShouldBe("composed", "the pod was asked before");
        await reconciliation.ReconcileAsync(id, [], stored.UpdatedAt, CancellationToken.None);

        (await StateAsync(node)).ShouldBe("missing");
    }

    [Test]
    public async Task A_driver_that_does_not_heed_its_token_holds_up_no_other_pod()
    {
        var id = (await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("deaf", "http://127.0.0.1:1", driver: "deaf"))).Text("uuid");
        await Wait.ForAsync(deaf.Asked);

        // Its turn is under way and will not end with it.
        await core.DeleteAsync($"/v1/pod_managers/{id}");
        await core.RegisterPodAsync(pod);

        await SeeTurnsAsync(pod, 2);
        deaf.Answer.SetResult([]);
    }

    [Test]
    public async Task A_deleted_pod_manager_is_not_asked_any_more()
    {
        // Another pod, asked as often, tells when a turn would have come.
        await using var other = await StubPod.StartedAsync();
        other.On("GET /redfish/v1/Chassis", Members());
        other.On("GET /redfish/v1/Systems", Members());
        other.HasNode();
        var id = await core.RegisterPodAsync(pod);
        await core.RegisterPodAsync(other, "pod-b");

        await core.DeleteAsync($"/v1/pod_managers/{id}");

        // The turn that was under way may end.
        await SeeTurnsAsync(other, 3);
        var asked = pod.Seen.Count;
        await SeeTurnsAsync(other, 5);
        pod.Seen.Count.ShouldBe(asked);
    }

    [Test]
    public void A_silent_pod_is_asked_more_and_more_rarely_down_to_a_limit()
    {
        var backOff = new BackOff(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

        double[] waits = [.. Enumerable.Range(0, 6).Select(_ => backOff.Next(isOnline: false).TotalSeconds), backOff.Next(isOnline: true).TotalSeconds];

        waits.ShouldBe([30, 60, 120, 240, 300, 300, 30]);
    }

    private static StubReply Members(params string[] uris) => StubReply.Json(new JsonObject
    {
        ["Members"] = new JsonArray([.. uris.Select(uri => new JsonObject { ["@odata.id"] = uri })]),
    });

    private async Task<string?> StateAsync(string node) => (await core.Services.GetRequiredService<ValenceCore.Composition.NodeStore>()
        .FindAsync(node, CancellationToken.None)).Value.State;

    private static Task SeeTurnsAsync(StubPod of, int turns)
    {
        var before = of.Count("GET /redfish/v1/Chassis");
        return SeeAsync(() => Task.FromResult((of.Count("GET /redfish/v1/Chassis") >= before + turns, $"{of.Count("GET /redfish/v1/Chassis") - before} turns")));
    }

    private Task SeeStateAsync(string node, string state) => SeeAsync(async () => await StateAsync(node) is { } seen ? (seen == state, seen) : (false, "none"));

    private Task SeeAsync(string path, Func<Answer, bool> holds) => SeeAsync(async () =>
    {
        var answer = await core.GetAsync(path);
        return (holds(answer), answer.ToString());
    });

    private static async Task SeeAsync(Func<Task<(bool Holds, string Seen)>> look)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (true)
        {
            var (holds, seen) = await look();
            if (holds)
            {
                return;
            }

            if (deadline.IsCancellationRequested)
            {
                Assert.Fail($"not seen within {Deadline.TotalSeconds} s; seen last: {seen}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>Makes drivers whose pods are well and read their devices when it pleases them.</summary>
    private sealed class DeafDrivers : IPodDriverFactory
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<IReadOnlyList<PooledDevice>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "deaf";

        public Type DriverType => typeof(DeafDriver);

        public object Create(PodTarget pod, DriverHost host) => new DeafDriver(this);
    }

    private sealed class DeafDriver(DeafDrivers all) : IProbeHealth, IReadInventory
    {
        public Task<PodHealth> ProbeAsync(CancellationToken cancellation) => Task.FromResult(PodHealth.Well());

        public Task<IReadOnlyList<PodSystem>> ReadSystemsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<PodSystem>>([]);

        public Task<IReadOnlyList<PodRack>> ReadRacksAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<PodRack>>([]);

        public Task<IReadOnlyList<PooledDevice>> ReadDevicesAsync(CancellationToken cancellation)
        {
            all.Asked.TrySetResult();
            return all.Answer.Task;
        }
    }
}
