using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using Simulator.Tests.Redfish.Events;

namespace Simulator.Tests.Redfish;

/// <summary>Ropes on the floor under a rack.</summary>
public sealed class LeakTests
{
    private const string Rack = "/redfish/v1/Chassis/r1";
    private const string Detection = Rack + "/ThermalSubsystem/LeakDetection";
    private const string Rope = Detection + "/LeakDetectors/r1-leak-front";

    private StartedSimulator _simulator = null!;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [TestCase(Health.Warning, "LeakDetectedWarning")]
    [TestCase(Health.Critical, "LeakDetectedCritical")]
    public async Task A_leak_shows_from_the_rope_up_to_the_rack_and_is_told_until_it_is_dry(Health leak, string message)
    {
        await using var receiver = await EventReceiver.StartAsync();
        await _simulator.Redfish.PostAsync("/redfish/v1/EventService/Subscriptions",
            $$"""{"Destination": "{{receiver.Address}}", "Protocol": "Redfish", "ResourceTypes": ["LeakDetector"]}""");
        (await StateAsync()).ShouldBe("OK");

        _simulator.App.Pod.SetHealth("r1-leak-front", leak).ShouldBeTrue();

        (await StateAsync()).ShouldBe($"{leak}");
        (await HealthAsync(Rope)).ShouldBe($"{leak}");
        (await HealthAsync(Detection)).ShouldBe($"{leak}");
        (await HealthAsync(Rack + "/ThermalSubsystem")).ShouldBe($"{leak}");
        (await HealthAsync(Rack)).ShouldBe($"{leak}");
        (await HealthAsync(Rack + "/PowerSubsystem")).ShouldBe("OK");
        (await HealthAsync("/redfish/v1/Chassis/r2")).ShouldBe("OK");
        (await BodyAsync(Detection)).GetProperty("LeakDetectorGroups")[0].GetProperty("Detectors").EnumerateArray()
            .Select(d => d.GetProperty("DetectorState").GetString()).ShouldBe([$"{leak}", "OK"]);

        _simulator.App.Pod.SetHealth("r1-leak-front", Health.OK);

        (await StateAsync()).ShouldBe("OK");
        (await HealthAsync(Rack)).ShouldBe("OK");
        foreach (var expected in new[] { message, "LeakDetectedNormal" })
        {
            var told = (await receiver.NextAsync()).GetProperty("Events")[0];
            told.GetProperty("MessageId").GetString().ShouldBe($"Environmental.1.4.{expected}");
            told.GetProperty("OriginOfCondition").GetProperty("@odata.id").GetString().ShouldBe(Rope);
        }
    }

    [TestCase("r2-leak-front")]
    [TestCase("none")]
    public async Task A_rope_of_another_rack_is_not_found(string rope) =>
        (await _simulator.Redfish.GetAsync($"{Detection}/LeakDetectors/{rope}")).Status.ShouldBe(HttpStatusCode.NotFound);

    private async Task<string> StateAsync() => (await BodyAsync(Rope)).GetProperty("DetectorState").GetString()!;

    private async Task<string> HealthAsync(string uri) => (await BodyAsync(uri)).GetProperty("Status").GetProperty("Health").GetString()!;

    private async Task<JsonElement> BodyAsync(string uri) => (await _simulator.Redfish.GetAsync(uri)).Body;
}
