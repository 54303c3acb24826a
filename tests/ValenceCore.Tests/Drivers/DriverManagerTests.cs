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

    private sealed class BareDriverFactory : IPodDriverFactory
    {
        public string Name => "bare";

        public Type DriverType => typeof(object);

        public object Create(PodTarget pod, DriverHost host) => new();
    }
}
