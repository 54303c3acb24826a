using System.Net;
using NUnit.Framework;
using Shouldly;
using Simulator.Start;

namespace Simulator.Tests.Redfish.Events;

/// <summary>Subscriptions that outlive the service.</summary>
public sealed class KeptSubscriptionsTests
{
    private const string Subscriptions = "/redfish/v1/EventService/Subscriptions";

    private EventReceiver _receiver = null!;
    private string _folder = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _receiver = await EventReceiver.StartAsync();
        _folder = Directory.CreateTempSubdirectory("simulator-kept-").FullName;
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _receiver.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_subscriber_hears_of_what_happens_after_a_restart()
    {
        string shown;
        await using (var before = await RunAsync())
        {
            await SubscribeAsync(before, _receiver.Address, "gone");
            var second = await SubscribeAsync(before, _receiver.Address, "kept");
            await before.Redfish.DeleteAsync($"{Subscriptions}/1");
            shown = (await before.Redfish.GetAsync(second.Headers["Location"])).Text;
        }

        await using var after = await RunAsync();

        (await after.Redfish.GetAsync($"{Subscriptions}/2")).Text.ShouldBe(shown);
        (await after.Redfish.PostAsync("/redfish/v1/Systems/r1-d1-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""")).Status.ShouldBe(HttpStatusCode.NoContent);
        (await _receiver.NextAsync()).GetProperty("Context").GetString().ShouldBe("kept");
        _receiver.Headers["X-Secret"].ShouldBe(["words"]);
        (await SubscribeAsync(after, _receiver.Address, "new")).Headers["Location"].ShouldBe($"{Subscriptions}/3");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(FirstStart.Subscriptions(_folder)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Test]
    public async Task Where_events_may_go_is_what_the_operator_says_at_this_start()
    {
        await using (var before = await RunAsync(remoteEvents: true))
        {
            (await SubscribeAsync(before, "http://192.0.2.1/events", "far")).Body.GetProperty("Status").GetProperty("State").GetString().ShouldBe("Enabled");
        }

        await using var after = await RunAsync();

        (await after.Redfish.GetAsync($"{Subscriptions}/1")).Body.GetProperty("Status").GetProperty("State").GetString().ShouldBe("Disabled");
    }

    [TestCase("not JSON")]
    [TestCase("""[null,{"Id":"1","Destination":"nowhere"}]""")]
    public async Task A_file_that_is_not_ours_does_not_keep_a_rack_from_starting(string content)
    {
        await File.WriteAllTextAsync(FirstStart.Subscriptions(_folder), content);

        await using var simulator = await RunAsync();

        (await simulator.Redfish.GetAsync(Subscriptions)).Body.GetProperty("Members@odata.count").GetInt32().ShouldBe(0);
    }

    private Task<StartedSimulator> RunAsync(bool remoteEvents = false) =>
        StartedSimulator.StartAsync(options => options with { DataFolder = _folder, RemoteEvents = remoteEvents });

    private static Task<Answer> SubscribeAsync(StartedSimulator simulator, string destination, string context) => simulator.Redfish.PostAsync(
        Subscriptions, $$"""{"Destination":"{{destination}}","Protocol":"Redfish","Context":"{{context}}","HttpHeaders":[{"X-Secret":"words"}]}""");
}
