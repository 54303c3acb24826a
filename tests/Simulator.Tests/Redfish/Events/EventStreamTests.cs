using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Journal;

namespace Simulator.Tests.Redfish.Events;

public sealed class EventStreamTests
{
    private const string Subscriptions = "/redfish/v1/EventService/Subscriptions";

    private StartedSimulator _simulator = null!;
    private HttpClient _http = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _simulator.App.RedfishAddress };
        _http.DefaultRequestHeaders.Authorization = RedfishClient.Basic("admin", StartedSimulator.Password);
        _http.DefaultRequestHeaders.Add("Accept", "text/event-stream");
    }

    [TearDown]
    public async Task StopAsync()
    {
        _http.Dispose();
        await _simulator.DisposeAsync();
    }

    [Test]
    public async Task An_open_stream_is_a_subscription_and_tells_what_happens_while_the_clock_runs()
    {
        using var stream = await OpenAsync();
        var subscription = await OnlySubscriptionAsync();
        subscription.GetProperty("SubscriptionType").GetString().ShouldBe("SSE");
        if (StandardSchemas.Find() is { } schemas)
        {
            schemas.Problems(subscription).ShouldBeEmpty();
        }

        await PowerOnAsync();

        // Powering on takes simulated time: the second event comes only because the stream does not hold the clock.
        var all = new List<JsonElement>();
        while (all.Count == 0 || MessageId(all[^1]) != "TaskEvent.1.0.TaskCompletedOK")
        {
            all.Add((await NextAsync(stream)).Event);
        }

        all.Select(MessageId).Select(id => id.Split('.')[^1]).ShouldBe(
        [
            "ResourcePoweringOn", "TaskStarted", .. Enumerable.Repeat("ResourceChanged", 4), "ResourcePoweredOn", "TaskCompletedOK",
        ]);
        all[2].GetProperty("Events")[0].GetProperty("Message").GetString()!.ShouldContain("MemoryInitializationStarted");
        all[0].GetProperty("Context").GetString().ShouldBe(subscription.GetProperty("Context").GetString());
    }

    [Test]
    public async Task An_update_of_firmware_tells_of_its_task_of_the_inventory_and_of_the_part()
    {
        using var stream = await OpenAsync();

        (await _simulator.Redfish.PostAsync(
            "/redfish/v1/UpdateService/Actions/UpdateService.SimpleUpdate",
            """{"ImageURI":"http://images/bios-2.4.1.bin","Targets":["/redfish/v1/Systems/r1-d1-s1"]}""")).Status.ShouldBe(HttpStatusCode.Accepted);

        var told = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var happened = (await NextAsync(stream)).Event;
            told.Add($"{MessageId(happened)} {happened.GetProperty("Events")[0].GetProperty("OriginOfCondition").GetProperty("@odata.id")}");
        }

        told.ShouldBe(
        [
            "TaskEvent.1.0.TaskStarted /redfish/v1/TaskService/Tasks/update-1",
            "ResourceEvent.1.4.ResourceChanged /redfish/v1/UpdateService/FirmwareInventory/r1-d1-s1-bios",
            "ResourceEvent.1.4.ResourceChanged /redfish/v1/Systems/r1-d1-s1",
            "TaskEvent.1.0.TaskCompletedOK /redfish/v1/TaskService/Tasks/update-1",
        ]);
    }

    [Test]
    public async Task A_stream_goes_on_after_the_last_event_that_was_seen()
    {
        string id;
        using (var stream = await OpenAsync())
        {
            await PowerOnAsync();
            (id, var first) = await NextAsync(stream);
            MessageId(first).ShouldBe("ResourceEvent.1.4.ResourcePoweringOn");
        }

        using var again = await OpenAsync(id);

        MessageId((await NextAsync(again)).Event).ShouldBe("TaskEvent.1.0.TaskStarted");
    }

    [Test]
    public async Task A_reader_that_comes_too_late_hears_that_events_are_lost()
    {
        for (var i = 0; i < EventJournal.Kept + 10; i++)
        {
            _simulator.App.World.Journal.Record("clock", "x", "Tick", "Nothing that an event tells of.");
        }

        using var stream = await OpenAsync("1", "?$filter=RegistryPrefix eq 'TaskEvent'");

        var lost = (await NextAsync(stream)).Event;
        MessageId(lost).ShouldBe("Base.1.22.EventBufferExceeded");
    }

    [Test]
    public async Task A_reader_of_an_earlier_run_hears_that_events_are_lost()
    {
        using var stream = await OpenAsync("999999");

        MessageId((await NextAsync(stream)).Event).ShouldBe("Base.1.22.EventBufferExceeded");
    }

    [TestCase("ResourceType eq 'Task' and MessageId eq 'TaskEvent.1.0.TaskCompletedOK'", "TaskCompletedOK")]
    [TestCase("MessageId eq 'ResourceEvent.ResourcePoweredOn'", "ResourcePoweredOn")]
    [TestCase("RegistryPrefix eq 'TaskEvent'", "TaskStarted")]
    [TestCase("not (RegistryPrefix eq 'ResourceEvent') and EventFormatType eq 'Event'", "TaskStarted")]
    [TestCase("OriginResource eq '/redfish/v1/TaskService' and SubordinateResources eq true", "TaskStarted")]
    [TestCase("OriginResource eq '/redfish/v1/TaskService' or ResourceType ne 'ComputerSystem'", "TaskStarted")]
    public async Task A_filter_lets_through_what_was_asked_for(string filter, string first)
    {
        using var stream = await OpenAsync(query: $"?$filter={Uri.EscapeDataString(filter)}");

        await PowerOnAsync();

        MessageId((await NextAsync(stream)).Event).Split('.')[^1].ShouldBe(first);
    }

    [TestCase("$filter=Colour eq 'red'", 400, "QueryParameterValueFormatError")]
    [TestCase("$filter=", 400, "QueryParameterValueFormatError")]
    [TestCase("$filter=RegistryPrefix", 501, "QueryParameterUnsupported")]
    [TestCase("$filter=RegistryPrefix eq 7", 400, "QueryParameterValueFormatError")]
    [TestCase("$filter=RegistryPrefix gt 'A'", 501, "QueryParameterUnsupported")]
    [TestCase("$filter=contains(RegistryPrefix,'A')", 501, "QueryParameterUnsupported")]
    [TestCase("$top=1", 400, "QueryNotSupportedOnResource")]
    [TestCase("$wish=1", 501, "QueryParameterUnsupported")]
    public async Task A_filter_that_means_nothing_opens_no_stream(string query, int status, string problem)
    {
        var answer = await _simulator.Redfish.GetAsync($"/redfish/v1/EventService/SSE?{query}");

        ((int)answer.Status).ShouldBe(status);
        answer.Problems.ShouldBe([problem]);
        (await _simulator.Redfish.GetAsync(Subscriptions)).Body.GetProperty("Members").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task Deleting_the_subscription_closes_the_stream()
    {
        using var stream = await OpenAsync();
        var uri = (await OnlySubscriptionAsync()).GetProperty("@odata.id").GetString()!;

        (await _simulator.Redfish.DeleteAsync(uri)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await stream.ReadToEndAsync().Soon()).ShouldNotContain("data:");
        (await _simulator.Redfish.GetAsync(uri)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Closing_the_stream_deletes_the_subscription()
    {
        var stream = await OpenAsync();
        await OnlySubscriptionAsync();

        stream.Dispose();

        await NoSubscriptionIsLeftAsync().Soon();
    }

    [Test]
    public async Task Stopping_the_simulator_closes_the_stream()
    {
        using var stream = await OpenAsync();

        await _simulator.App.StopAsync(CancellationToken.None).Soon();

        (await stream.ReadToEndAsync().Soon()).ShouldNotContain("data:");
    }

    [Test]
    public async Task A_reader_that_wants_no_stream_or_names_no_event_is_refused()
    {
        (await _simulator.Redfish.GetAsync("/redfish/v1/EventService/SSE", ("Accept", "application/json"))).Status.ShouldBe(HttpStatusCode.NotAcceptable);
        (await _simulator.Redfish.GetAsync("/redfish/v1/EventService/SSE", ("Last-Event-ID", "x"))).Problems.ShouldBe(["HeaderInvalid"]);
        (await _simulator.Redfish.GetAsync(Subscriptions)).Body.GetProperty("Members").GetArrayLength().ShouldBe(0);
    }

    private async Task<StreamReader> OpenAsync(string? lastEventId = null, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/redfish/v1/EventService/SSE" + query);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Soon();
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new StreamReader(await response.Content.ReadAsStreamAsync());
    }

    private static async Task<(string Id, JsonElement Event)> NextAsync(StreamReader stream)
    {
        var (id, data) = ("", "");
        while (await stream.ReadLineAsync().Soon() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data = line[6..];
            }
            else if (line.Length == 0 && data.Length > 0)
            {
                return (id, JsonElement.Parse(data));
            }
        }

        throw new EndOfStreamException("The stream ended before the event.");
    }

    private static string MessageId(JsonElement happened) => happened.GetProperty("Events")[0].GetProperty("MessageId").GetString()!;

    private async Task<JsonElement> OnlySubscriptionAsync()
    {
        var members = (await _simulator.Redfish.GetAsync(Subscriptions)).Body.GetProperty("Members");
        return (await _simulator.Redfish.GetAsync(members.EnumerateArray().ShouldHaveSingleItem().GetProperty("@odata.id").GetString()!)).Body;
    }

    // The server learns of a closed line in its own time; the deadline is the caller's.
    private async Task NoSubscriptionIsLeftAsync()
    {
        while ((await _simulator.Redfish.GetAsync(Subscriptions)).Body.GetProperty("Members").GetArrayLength() > 0)
        {
            await Task.Yield();
        }
    }

    private async Task PowerOnAsync() =>
        await _simulator.Redfish.PostAsync("/redfish/v1/Systems/r1-d1-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
}
