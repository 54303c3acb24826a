using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>Requests beyond all measure are refused in the form of every other error.</summary>
public sealed class LimitTests
{
    private StartedSimulator _simulator = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task A_uri_that_is_too_long_is_414()
    {
        var answer = await _simulator.Redfish.GetAsync($"/redfish/v1/Systems?$filter={new string('x', 10_000)}");

        answer.Status.ShouldBe(HttpStatusCode.RequestUriTooLong);
        answer.Problems.ShouldBe(["GeneralError"]);
    }

    [Test]
    public async Task Headers_that_are_too_long_are_431()
    {
        var answer = await _simulator.Redfish.GetAsync("/redfish/v1/Systems", ("X-Long", new string('x', 40_000)));

        answer.Status.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
        answer.Problems.ShouldBe(["GeneralError"]);
    }

    [Test]
    public async Task A_body_that_is_too_deep_is_400()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40);

        (await _simulator.Redfish.PatchAsync("/redfish/v1/Systems/r1-d1-s1", deep)).Problems.ShouldBe(["MalformedJSON"]);
    }
}
