using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

public sealed class BmcTests
{
    private const string Bmc = "/redfish/v1/Managers/r1-d1-s1-bmc";
    private const string Reset = Bmc + "/Actions/Manager.Reset";
    private const string System = "/redfish/v1/Systems/r1-d1-s1";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [TestCase("""{"ResetType":"ForceRestart"}""")]
    [TestCase("""{"ResetType":"GracefulRestart"}""")]
    [TestCase("{}")]
    public async Task A_bmc_that_is_reset_is_dark_for_its_time_and_its_system_with_it(string body)
    {
        (await Redfish.PostAsync(Reset, body)).Status.ShouldBe(HttpStatusCode.NoContent);

        foreach (var uri in new[] { Bmc, System, System + "/Processors" })
        {
            var dark = await Redfish.GetAsync(uri);
            dark.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
            dark.Headers["Retry-After"].ShouldBe("30");
            dark.Problems.ShouldBe(["ServiceTemporarilyUnavailable"]);
        }

        (await Redfish.PostAsync(Reset, body)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await Redfish.GetAsync("/redfish/v1/Systems")).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.GetAsync("/redfish/v1/Systems/r1-d1-s2")).Status.ShouldBe(HttpStatusCode.OK);
        await _simulator.PassAsync(29);
        (await Redfish.GetAsync(Bmc)).Headers["Retry-After"].ShouldBe("1");
        await _simulator.PassAsync(1);
        (await Redfish.GetAsync(Bmc)).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.GetAsync(System)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_system_goes_on_while_its_bmc_restarts()
    {
        await Redfish.PostAsync(System + "/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");

        await Redfish.PostAsync(Reset, """{"ResetType":"ForceRestart"}""");
        await _simulator.PassAsync(30);

        (await Redfish.GetAsync(System)).Body.GetProperty("PowerState").GetString().ShouldBe("On");
    }

    [Test]
    public async Task What_a_bmc_did_stands_in_its_own_log()
    {
        await Redfish.PostAsync(Reset, """{"ResetType":"ForceRestart"}""");
        await _simulator.PassAsync(30);

        var names = (await Redfish.GetAsync(Bmc + "/LogServices/Events/Entries")).Body.GetProperty("Members").EnumerateArray()
            .Select(e => e.GetProperty("Name").GetString()!);
        names.ShouldBe(["bmc Reset", "bmc Started"]);
        (await Redfish.GetAsync(System + "/LogServices/Events/Entries")).Body.GetProperty("Members").GetArrayLength().ShouldBe(0);
    }

    [TestCase(Reset, """{"ResetType":"On","Force":true}""", 400)]
    [TestCase("/redfish/v1/Managers/none-bmc/Actions/Manager.Reset", """{"ResetType":"ForceRestart"}""", 404)]
    [TestCase("/redfish/v1/Managers/PodManager/Actions/Manager.Reset", """{"ResetType":"ForceRestart"}""", 404)]
    public async Task A_reset_that_cannot_be_is_refused(string target, string body, int status) =>
        ((int)(await Redfish.PostAsync(target, body)).Status).ShouldBe(status);
}
