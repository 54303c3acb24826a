using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;

namespace Simulator.Tests.Redfish;

public sealed class LogServiceTests
{
    private const string System = "/redfish/v1/Systems/r1-d1-s1";
    private const string Log = System + "/LogServices/Events";

    private StartedSimulator _simulator = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [SetUp]
    public async Task StartAsync() => _simulator = await StartedSimulator.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task The_log_of_a_system_tells_what_the_journal_told_of_it()
    {
        _simulator.App.Pod.SetHealth("r1-d1-s1", Health.Critical);
        _simulator.App.Pod.SetHealth("r1-d1-s2", Health.Warning);

        var entry = (await EntriesAsync()).ShouldHaveSingleItem();

        entry.GetProperty("Severity").GetString().ShouldBe("Critical");
        entry.GetProperty("Message").GetString().ShouldBe("The health of r1-d1-s1 is Critical.");
        var single = await Redfish.GetAsync(entry.GetProperty("@odata.id").GetString()!);
        single.Body.GetProperty("Message").GetString().ShouldBe("The health of r1-d1-s1 is Critical.");
    }

    [Test]
    public async Task A_cleared_log_is_empty_and_the_next_entry_has_a_new_number()
    {
        _simulator.App.Pod.SetHealth("r1-d1-s1", Health.Warning);

        (await Redfish.PostAsync(Log + "/Actions/LogService.ClearLog")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await EntriesAsync()).ShouldBeEmpty();
        _simulator.App.Pod.SetHealth("r1-d1-s1", Health.OK);
        (await EntriesAsync()).ShouldHaveSingleItem().GetProperty("Id").GetString().ShouldBe("2");
        (await Redfish.GetAsync(Log + "/Entries/1")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<IReadOnlyList<JsonElement>> EntriesAsync() =>
        [.. (await Redfish.GetAsync(Log + "/Entries")).Body.GetProperty("Members").EnumerateArray()];
}
