using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Drivers;
using ValenceCore.PodManagers;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Drivers;

internal sealed class DriverManagerTests
{
    [TestCase("GET", "/v1/systems?podm_id={0}", null, "inventory")]
    [TestCase("POST", "/v1/nodes", "{\"name\": \"n\"}", "compose")]
    [TestCase("POST", "/v1/nodes/manage", "{\"node_index\": \"1\"}", "compose")]
    public async Task What_a_driver_cannot_do_is_501_and_never_a_silent_success(string method, string path, string? body, string capability)
    {
        await using var core = await CoreUnderTest.StartedAsync(
            services: services => services.AddSingleton<IPodDriverFactory, BareDriverFactory>());
        var created = await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("bare", "http://127.0.0.1:1", driver: "bare"));

        var answer = await core.SendAsync(new HttpMethod(method), string.Format(path, created.Text("uuid")), body);

        answer.Status.ShouldBe(HttpStatusCode.NotImplemented, answer.ToString());
        answer.Detail.ShouldContain("'bare'");
        answer.Detail.ShouldContain($"'{capability}'");
        created.Text("status").ShouldBe("Unknown");
    }

    [TestCase("systems")]
    [TestCase("racks")]
    public async Task What_a_driver_throws_against_its_contract_is_told_as_its_bug_and_takes_nothing_down(string verb)
    {
        await using var core = await CoreUnderTest.StartedAsync(
            services: services => services.AddSingleton<IPodDriverFactory, BrokenDriverFactory>());
        var pod = (await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("broken", "http://127.0.0.1:1", driver: "broken"))).Text("uuid");

        var answer = await core.GetAsync($"/v1/{verb}?podm_id={pod}");

        answer.Status.ShouldBe(HttpStatusCode.BadGateway, answer.ToString());
        answer.Text("title").ShouldBe("Driver Error");
        answer.Detail.ShouldContain("'broken'");
        answer.Detail.ShouldContain("oops");
        (await core.GetAsync("/v1/health")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_driver_that_cannot_be_made_is_told_as_its_bug()
    {
        await using var core = await CoreUnderTest.StartedAsync(
            services: services => services.AddSingleton<IPodDriverFactory, UnmakableDriverFactory>());
        var pod = (await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("u", "http://127.0.0.1:1", driver: "unmakable"))).Text("uuid");

        var answer = await core.GetAsync($"/v1/systems?podm_id={pod}");

        answer.Status.ShouldBe(HttpStatusCode.BadGateway, answer.ToString());
        answer.Detail.ShouldContain("'unmakable'");
    }

    [Test]
    public async Task A_driver_is_disposed_of_when_its_pod_manager_is_changed_or_deleted_and_when_the_service_stops()
    {
        var factory = new LeavingDriverFactory();
        await using var core = await CoreUnderTest.StartedAsync(services: services => services.AddSingleton<IPodDriverFactory>(factory));
        var first = (await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("a", "http://127.0.0.1:1", driver: "leaving"))).Text("uuid");
        await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("b", "http://127.0.0.1:2", driver: "leaving"));

        (await core.PatchAsync($"/v1/pod_managers/{first}", """{"description": "changed"}""")).Status.ShouldBe(HttpStatusCode.OK);
        factory.Left.ShouldBe(["a"]);
        (await core.DeleteAsync($"/v1/pod_managers/{first}")).Status.ShouldBe(HttpStatusCode.OK);
        factory.Left.ShouldBe(["a", "a"]);
        await core.StopAsync();

        factory.Left.ShouldBe(["a", "a", "b"]);
    }

    [Test]
    public async Task Who_still_holds_a_pod_manager_that_was_changed_or_deleted_brings_no_old_driver_back()
    {
        await using var core = await CoreUnderTest.StartedAsync(services: services => services.AddSingleton<IPodDriverFactory, BareDriverFactory>());
        var uuid = (await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("bare", "http://127.0.0.1:1", driver: "bare"))).Text("uuid");
        var (manager, store) = (core.Services.GetRequiredService<DriverManager>(), core.Services.GetRequiredService<PodManagerStore>());
        var before = (await store.FindAsync(uuid, CancellationToken.None)).Value;

        await core.PatchAsync($"/v1/pod_managers/{uuid}", """{"description": "changed"}""");
        var after = manager.Of((await store.FindAsync(uuid, CancellationToken.None)).Value);
        var late = manager.Of(before);
        await core.DeleteAsync($"/v1/pod_managers/{uuid}");

        late.ShouldBeSameAs(after);
        Should.Throw<DriverException>(() => manager.Of(before)).Failure.Detail.ShouldContain("was deleted meanwhile");
    }

    private sealed class LeavingDriverFactory : IPodDriverFactory
    {
        public List<string> Left { get; } = [];

        public string Name => "leaving";

        public Type DriverType => typeof(LeavingDriver);

        public object Create(PodTarget pod, DriverHost host) => new LeavingDriver(pod.Name, Left);
    }

    /// <summary>Leaves, and fails at that.</summary>
    private sealed class LeavingDriver(string pod, List<string> left) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            left.Add(pod);
            throw new InvalidOperationException("oops");
        }
    }

    private sealed class BareDriverFactory : IPodDriverFactory
    {
        public string Name => "bare";

        public Type DriverType => typeof(object);

        public object Create(PodTarget pod, DriverHost host) => new();
    }

    private sealed class BrokenDriverFactory : IPodDriverFactory
    {
        public string Name => "broken";

        public Type DriverType => typeof(BrokenDriver);

        public object Create(PodTarget pod, DriverHost host) => new BrokenDriver();
    }

    private sealed class UnmakableDriverFactory : IPodDriverFactory
    {
        public string Name => "unmakable";

        public Type DriverType => typeof(BrokenDriver);

        public object Create(PodTarget pod, DriverHost host) => throw new InvalidOperationException("oops");
    }

    /// <summary>Throws at once, and after a while.</summary>
    private sealed class BrokenDriver : IReadInventory
    {
        public Task<IReadOnlyList<PodSystem>> ReadSystemsAsync(CancellationToken cancellation) => throw new InvalidOperationException("oops");

        public async Task<IReadOnlyList<PodRack>> ReadRacksAsync(CancellationToken cancellation)
        {
            await Task.Yield();
            throw new InvalidOperationException("oops");
        }

        public Task<IReadOnlyList<PooledDevice>> ReadDevicesAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<PooledDevice>>([]);
    }
}
