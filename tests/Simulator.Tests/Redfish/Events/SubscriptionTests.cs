using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;
using Simulator.Chance;
using Simulator.Fixtures;
using Simulator.Redfish;
using Simulator.Time;
using Simulator.Work;

namespace Simulator.Tests.Redfish.Events;

public sealed class SubscriptionTests
{
    private const string Subscriptions = "/redfish/v1/EventService/Subscriptions";
    private const string SystemUri = "/redfish/v1/Systems/r1-d1-s1";

    private StartedSimulator _simulator = null!;
    private EventReceiver _receiver = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
        _receiver = await EventReceiver.StartAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _simulator.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Test]
    public async Task A_subscriber_hears_of_power_in_the_standard_form()
    {
        var created = await SubscribeAsync(""" "Context": "rack room" """);
        await PowerOnAsync();

        var heard = await _receiver.NextAsync();

        heard.GetProperty("@odata.type").GetString().ShouldBe("#Event.v1_13_0.Event");
        heard.GetProperty("Context").GetString().ShouldBe("rack room");
        var record = heard.GetProperty("Events").EnumerateArray().ShouldHaveSingleItem();
        record.GetProperty("MessageId").GetString().ShouldBe("ResourceEvent.1.4.ResourcePoweringOn");
        record.GetProperty("OriginOfCondition").GetProperty("@odata.id").GetString().ShouldBe(SystemUri);
        if (StandardSchemas.Find() is { } schemas)
        {
            schemas.Problems(heard).ShouldBeEmpty();
            schemas.Problems(created.Body).ShouldBeEmpty();
        }

        (await _simulator.Redfish.GetAsync(created.Headers["Location"])).Text.ShouldBe(created.Text);
    }

    [TestCase(""" "MessageIds": ["ResourceEvent.1.4.ResourcePoweredOn"] """)]
    [TestCase(""" "MessageIds": ["ResourceEvent.ResourcePoweredOn"], "OriginResources": [{"@odata.id": "/redfish/v1/Systems/r1-d1-s1"}] """)]
    [TestCase(""" "EventTypes": ["StatusChange"], "MessageIds": ["ResourceEvent.1.4.ResourcePoweredOn"] """)]
    [TestCase(""" "OriginResources": [{"@odata.id": "/redfish/v1/Systems"}], "SubordinateResources": true, "ExcludeMessageIds": ["ResourceEvent.ResourcePoweringOn", "ResourceEvent.1.0.ResourceChanged"] """)]
    [TestCase(""" "ExcludeRegistryPrefixes": ["TaskEvent"], "ExcludeMessageIds": ["ResourceEvent.1.4.ResourcePoweringOn", "ResourceEvent.1.4.ResourceChanged"] """)]
    public async Task A_filter_lets_through_what_was_asked_for(string filter)
    {
        await SubscribeAsync(filter);
        await PowerOnAsync();
        await _simulator.PassAsync(3600);

        (await HeardIdAsync()).ShouldBe("ResourceEvent.1.4.ResourcePoweredOn");
    }

    [TestCase(""" "Severities": ["Critical"] """, "ResourceEvent.1.4.ResourceStatusChangedCritical")]
    [TestCase(""" "ResourceTypes": ["ComposedNode"] """, "ResourceEvent.1.4.ResourceCreated")]
    [TestCase(""" "EventTypes": ["ResourceAdded"] """, "ResourceEvent.1.4.ResourceCreated")]
    public async Task Health_and_nodes_are_heard_of_by_kind(string filter, string first)
    {
        await SubscribeAsync(filter);
        await PowerOnAsync();
        await _simulator.Control.PostAsync("/sim/v1/health", RedfishClient.Json("""{"id":"r1-d2-s1","health":"Critical"}"""));
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{"Name":"web-1"}""");

        (await HeardIdAsync()).ShouldBe(first);
    }

    [Test]
    public async Task A_failed_task_is_told_with_its_uri()
    {
        await SubscribeAsync(""" "MessageIds": ["TaskEvent.TaskAborted"] """);
        await _simulator.Control.PostAsync("/sim/v1/faults", RedfishClient.Json("""{"step":"assemble/configure-system","fail":true}"""));
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{"Name":"web-1"}""");
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/1/Actions/ComposedNode.Assemble");
        await _simulator.PassAsync(60);

        var record = (await _receiver.NextAsync()).GetProperty("Events")[0];

        record.GetProperty("MessageId").GetString().ShouldBe("TaskEvent.1.0.TaskAborted");
        var task = await _simulator.Redfish.GetAsync(record.GetProperty("OriginOfCondition").GetProperty("@odata.id").GetString()!);
        task.Body.GetProperty("TaskState").GetString().ShouldBe("Exception");
    }

    [Test]
    public async Task All_problems_of_a_subscription_are_told_at_once()
    {
        var answer = await _simulator.Redfish.PostAsync(Subscriptions, """
            { "Destination": "192.0.2.1/x", "Protocol": "Kafka", "EventTypes": ["MetricReport"], "RegistryPrefixes": [7], "MessageIds": ["Base.1.0.No"],
              "ResourceTypes": "Task", "OriginResources": [{"@odata.id": "/redfish/v1/Systems/none"}], "HttpHeaders": [{"Host": "x"}, {"A B": "x"}, {"X": "secret\n"}, {"X": 7}],
              "HeartbeatIntervalMinutes": 0, "SubordinateResources": 1, "VerifyCertificate": "no", "SNMP": {}, "Colour": "red" }
            """);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(
        [
            "PropertyValueFormatError #/Destination", "PropertyValueNotInList #/Protocol", "PropertyValueConflict #/MessageIds",
            "PropertyValueNotInList #/EventTypes/0", "PropertyValueTypeError #/RegistryPrefixes/0", "PropertyValueTypeError #/ResourceTypes",
            "PropertyValueNotInList #/MessageIds/0", "ResourceMissingAtURI #/OriginResources/0", "PropertyValueFormatError #/HttpHeaders/0/Host", "PropertyValueFormatError #/HttpHeaders/1/A B", "PropertyValueFormatError #/HttpHeaders/2/X",
            "PropertyValueTypeError #/HttpHeaders/3/X", "PropertyValueOutOfRange #/HeartbeatIntervalMinutes", "PropertyMissing #/SendHeartbeat",
            "PropertyValueTypeError #/SubordinateResources", "PropertyValueTypeError #/VerifyCertificate", "PropertyUnknown #/SNMP", "PropertyUnknown #/Colour",
        ], ignoreOrder: true);
        answer.Text.ShouldNotContain("secret");
        (await _simulator.Redfish.GetAsync(Subscriptions)).Body.GetProperty("Members").GetArrayLength().ShouldBe(0);
    }

    [TestCase("ftp://127.0.0.1/x")]
    [TestCase("/events")]
    [TestCase("http://user:secret@127.0.0.1/x")]
    public async Task A_destination_that_no_event_could_be_posted_to_is_refused(string destination)
    {
        var answer = await _simulator.Redfish.PostAsync(Subscriptions, $$"""{"Destination":"{{destination}}","Protocol":"Redfish"}""");

        answer.Problems.ShouldBe(["PropertyValueFormatError #/Destination"]);
        answer.Text.ShouldNotContain("secret");
    }

    [TestCase("https://192.168.1.50/Destination1")]
    [TestCase("http://example.org/x")]
    [TestCase("http://127.0.0.1.example.org/x")]
    public async Task A_destination_off_this_machine_is_taken_and_says_that_nothing_is_sent(string destination)
    {
        var created = await _simulator.Redfish.PostAsync(Subscriptions, $$"""{"Destination":"{{destination}}","Protocol":"Redfish"}""");

        created.Status.ShouldBe(HttpStatusCode.Created);
        var status = created.Body.GetProperty("Status");
        status.GetProperty("State").GetString().ShouldBe("Disabled");
        status.GetProperty("Conditions")[0].GetProperty("MessageId").GetString().ShouldBe("Base.1.22.AccessDenied");
        if (StandardSchemas.Find() is { } schemas)
        {
            schemas.Problems(created.Body).ShouldBeEmpty();
        }

        var resumed = await _simulator.Redfish.PostAsync(created.Headers["Location"] + "/Actions/EventDestination.ResumeSubscription");
        resumed.Status.ShouldBe(HttpStatusCode.Conflict);
        resumed.Problems.ShouldBe(["AccessDenied"]);
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task Nothing_is_sent_off_this_machine_unless_the_operator_allows_it(bool isAllowed, int requests)
    {
        var asked = new List<Uri>();
        var settings = new RedfishSettings("admin", "x") { RemoteEvents = isAllowed, EventTransport = () => new Recorder(asked) };
        await using var world = new SimulatorWorld(ClockSetting.Virtual, new Seed(1), NullLoggerFactory.Instance);
        using var transport = EventTransport.Of(settings);
        var (subscriptions, pod) = (new Subscriptions(), RackFile.Load(Path.Combine(AppContext.BaseDirectory, "fixtures", "racks", "demo.json"), world.Seed, world.Clock));
        var tests = new TestEvents(world.Journal);
        var power = new PowerWork(pod, world.Work);
        var tasks = new PodTasks(pod, world.Work, new UpdateWork(pod, world.Work, power, new BmcWork(pod, world.Work)), world.Clock);
        var jobs = new PodJobs(world.Work, new JobWork(pod, world.Work, power, world.Clock), world.Clock);
        var events = new JournalEvents(world.Journal, pod, tasks, jobs, tests, new RouteKinds());
        var webhooks = new Webhooks(transport, world.Clock, events, subscriptions, NullLogger<Webhooks>.Instance);
        var reader = new BodyReader(JsonElement.Parse("""{"Destination":"http://192.0.2.1/x","Protocol":"Redfish","SendHeartbeat":true,"HeartbeatIntervalMinutes":1}"""), []);
        var (subscription, ended) = subscriptions.Add(new SubscriptionReader(settings, [], _ => true).Read(reader, owner: null)!)!.Value;

        webhooks.Start(subscription, ended);
        tests.Submit(new PodEvent(0, world.Clock.GetUtcNow(), "Other", MessageRegistries.ResourceEvent.Message("TestMessage", [])));
        await world.Clock.AdvanceAsync(TimeSpan.FromSeconds(1)).Soon();

        asked.Count.ShouldBe(requests);
    }

    [Test]
    public async Task A_remote_destination_is_taken_when_the_operator_allows_it()
    {
        await using var open = await StartedSimulator.StartAsync(o => o with { RemoteEvents = true });

        var created = await open.Redfish.PostAsync(Subscriptions, """{"Destination":"https://192.0.2.1/x","Protocol":"Redfish"}""");

        created.Body.GetProperty("Status").GetProperty("State").GetString().ShouldBe("Enabled");
    }

    [TestCase(""" "RegistryPrefixes": ["TaskEvent"], "ExcludeRegistryPrefixes": ["TaskEvent"] """, "PropertyValueConflict #/ExcludeRegistryPrefixes")]
    [TestCase(""" "MessageIds": ["TaskEvent.1.0.TaskStarted"], "ExcludeMessageIds": ["TaskEvent.TaskStarted"] """, "PropertyValueConflict #/ExcludeMessageIds")]
    [TestCase(""" "RegistryPrefixes": ["TaskEvent"], "MessageIds": ["TaskEvent.TaskStarted"] """, "PropertyValueConflict #/MessageIds")]
    public async Task Wishes_that_contradict_each_other_are_refused(string filter, string problem) =>
        (await _simulator.Redfish.PostAsync(Subscriptions, $$"""{"Destination":"{{_receiver.Address}}","Protocol":"Redfish",{{filter}}}""")).Problems.ShouldBe([problem]);

    [Test]
    public async Task The_clients_headers_go_with_each_event_and_are_never_shown()
    {
        var created = await SubscribeAsync(""" "HttpHeaders": [{"Authorization": "Bearer sesame"}, {"X-Rack": "r1"}] """);
        created.Text.ShouldNotContain("sesame");
        created.Body.GetProperty("HttpHeaders").GetArrayLength().ShouldBe(0);
        await PowerOnAsync();
        await _receiver.NextAsync();
        _receiver.Headers.Authorization.ToString().ShouldBe("Bearer sesame");
        _receiver.Headers["X-Rack"].ToString().ShouldBe("r1");

        (await _simulator.Redfish.PatchAsync(created.Headers["Location"], """{"HttpHeaders":null}""")).Status.ShouldBe(HttpStatusCode.OK);
        await _receiver.NextAsync();
        await _simulator.PassAsync(60);
        await _receiver.NextAsync();
        await _receiver.NextAsync();

        _receiver.Headers.Authorization.ToString().ShouldBeEmpty();
    }

    [Test]
    public async Task A_sign_of_life_is_sent_at_its_interval()
    {
        var created = await SubscribeAsync(""" "SendHeartbeat": true, "HeartbeatIntervalMinutes": 5 """);
        created.Body.GetProperty("HeartbeatIntervalMinutes").GetInt32().ShouldBe(5);

        await _simulator.PassAsync(301);

        (await HeardIdAsync()).ShouldBe("HeartbeatEvent.1.1.RedfishServiceFunctional");
    }

    [Test]
    public async Task A_subscription_that_a_client_suspends_sends_nothing_until_it_is_resumed()
    {
        var uri = (await SubscribeAsync(""" "MessageIds": ["ResourceEvent.ResourceChanged"] """)).Headers["Location"];

        (await _simulator.Redfish.PostAsync(uri + "/Actions/EventDestination.SuspendSubscription")).Status.ShouldBe(HttpStatusCode.NoContent);

        var suspended = (await _simulator.Redfish.GetAsync(uri)).Body.GetProperty("Status");
        suspended.GetProperty("State").GetString().ShouldBe("Disabled");
        suspended.TryGetProperty("Conditions", out _).ShouldBeFalse();
        await _simulator.Redfish.PatchAsync(SystemUri, """{"AssetTag":"lost"}""");
        await _simulator.PassAsync(1);
        await _simulator.Redfish.PostAsync(uri + "/Actions/EventDestination.ResumeSubscription");
        await _simulator.Redfish.PatchAsync(SystemUri, """{"AssetTag":"heard"}""");
        await HeardIdAsync();
        _receiver.Attempts.ShouldBe(1);
    }

    [Test]
    public async Task What_clients_make_change_and_remove_is_told()
    {
        await SubscribeAsync(""" "ResourceTypes": ["Role"] """);

        var uri = (await _simulator.Redfish.PostAsync(AccountDriver.Roles, """{"RoleId":"Guest","AssignedPrivileges":["Login"]}""")).Headers["Location"];
        await _simulator.Redfish.PatchAsync(uri, """{"AssignedPrivileges":["Login"]}"""); // the same again: nothing to tell
        await _simulator.Redfish.PatchAsync(uri, """{"AssignedPrivileges":["Login","ConfigureSelf"]}""");
        await _simulator.Redfish.PatchAsync(uri, """{"Colour":"red"}""");
        await _simulator.Redfish.DeleteAsync(uri);

        foreach (var expected in new[] { "ResourceCreated", "ResourceChanged", "ResourceRemoved" })
        {
            var record = (await _receiver.NextAsync()).GetProperty("Events")[0];
            record.GetProperty("MessageId").GetString().ShouldBe($"ResourceEvent.1.4.{expected}");
            record.GetProperty("OriginOfCondition").GetProperty("@odata.id").GetString().ShouldBe(uri);
        }
    }

    [Test]
    public async Task The_test_message_of_the_standard_is_sent_on_request()
    {
        await SubscribeAsync(""" "Context": "a" """);

        (await _simulator.Redfish.PostAsync("/redfish/v1/EventService/Actions/EventService.TestEventSubscription")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await HeardIdAsync()).ShouldBe("ResourceEvent.1.4.TestMessage");
    }

    [Test]
    public async Task How_a_subscription_is_served_changes_and_not_what_it_hears_of()
    {
        var uri = (await SubscribeAsync(""" "Context": "a" """)).Headers["Location"];

        (await _simulator.Redfish.PatchAsync(uri, """{"Context":"b"}""")).Body.GetProperty("Context").GetString().ShouldBe("b");
        (await _simulator.Redfish.PatchAsync(uri, """{"DeliveryRetryPolicy":"RetryForever","VerifyCertificate":true}""")).Body
            .GetProperty("DeliveryRetryPolicy").GetString().ShouldBe("RetryForever");
        (await _simulator.Redfish.PatchAsync(uri, """{"Destination":"http://127.0.0.1/"}""")).Problems.ShouldBe(["PropertyNotWritable #/Destination"]);
        (await _simulator.Redfish.DeleteAsync(uri)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await _simulator.Redfish.DeleteAsync(uri)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_destination_that_comes_back_gets_what_it_missed()
    {
        await SubscribeAsync(""" "DeliveryRetryPolicy": "RetryForever" """);
        _receiver.Status = StatusCodes.Status503ServiceUnavailable;
        await PowerOnAsync();
        await _simulator.PassAsync(31);
        _receiver.Status = StatusCodes.Status200OK;
        await _simulator.PassAsync(30);

        (await HeardIdAsync()).ShouldBe("ResourceEvent.1.4.ResourcePoweringOn");
        _receiver.Attempts.ShouldBeGreaterThan(2);
    }

    [Test]
    public async Task A_dead_destination_ends_the_subscription_after_its_retries()
    {
        var uri = (await SubscribeAsync(""" "DeliveryRetryPolicy": "TerminateAfterRetries" """)).Headers["Location"];

        // Before the PATCH, of which the subscription hears as well.
        _receiver.Status = StatusCodes.Status500InternalServerError;
        await _simulator.Redfish.PatchAsync("/redfish/v1/EventService", """{"DeliveryRetryAttempts":2,"DeliveryRetryIntervalSeconds":10}""");
        await PowerOnAsync();

        await _simulator.PassAsync(300);

        _receiver.Attempts.ShouldBe(3);
        (await _simulator.Redfish.GetAsync(uri)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_suspended_subscription_goes_on_when_it_is_resumed()
    {
        var uri = (await SubscribeAsync(""" "DeliveryRetryPolicy": "SuspendRetries" """)).Headers["Location"];
        _receiver.Status = StatusCodes.Status500InternalServerError;
        await PowerOnAsync();
        await _simulator.PassAsync(3600);
        (await _simulator.Redfish.GetAsync(uri)).Body.GetProperty("Status").GetProperty("State").GetString().ShouldBe("Disabled");
        _receiver.Status = StatusCodes.Status200OK;

        (await _simulator.Redfish.PostAsync(uri + "/Actions/EventDestination.ResumeSubscription")).Status.ShouldBe(HttpStatusCode.NoContent);
        await _simulator.Redfish.PatchAsync(SystemUri, """{"AssetTag":"x"}""");

        (await HeardIdAsync()).ShouldBe("ResourceEvent.1.4.ResourceChanged");
    }

    [Test]
    public async Task A_test_event_reaches_the_subscriber_as_it_was_described()
    {
        await SubscribeAsync(""" "Context": "a" """);
        (await _simulator.Redfish.PostAsync("/redfish/v1/EventService/Actions/EventService.SubmitTestEvent", """
            {"MessageId":"Alert.1.0.LanDisconnect","Message":"The cable is out.","MessageArgs":["nic-1"],"MessageSeverity":"Warning","EventType":"Alert","EventId":"e1",
             "EventTimestamp":"2026-01-02T03:04:05Z","OriginOfCondition":"/redfish/v1/Systems/r1-d1-s1"}
            """)).Status.ShouldBe(HttpStatusCode.NoContent);

        var record = (await _receiver.NextAsync()).GetProperty("Events")[0];

        record.GetProperty("MessageId").GetString().ShouldBe("Alert.1.0.LanDisconnect");
        record.GetProperty("Message").GetString().ShouldBe("The cable is out.");
        record.GetProperty("EventId").GetString().ShouldBe("e1");
        record.GetProperty("EventTimestamp").GetDateTimeOffset().Second.ShouldBe(5);
    }

    [Test]
    public async Task A_test_event_without_sense_is_refused()
    {
        var answer = await _simulator.Redfish.PostAsync("/redfish/v1/EventService/Actions/EventService.SubmitTestEvent", """
            {"MessageArgs":[1],"MessageSeverity":"Grave","EventTimestamp":"soon","Colour":"red"}
            """);

        answer.Problems.ShouldBe(
        [
            "ActionParameterMissing #/MessageId", "ActionParameterValueTypeError #/MessageArgs", "ActionParameterValueNotInList #/MessageSeverity",
            "ActionParameterValueFormatError #/EventTimestamp", "ActionParameterUnknown #/Colour",
        ], ignoreOrder: true);
    }

    private async Task<Answer> SubscribeAsync(string more)
    {
        var answer = await _simulator.Redfish.PostAsync(Subscriptions, $$"""{"Destination":"{{_receiver.Address}}","Protocol":"Redfish",{{more}}}""");
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        return answer;
    }

    private async Task PowerOnAsync() =>
        await _simulator.Redfish.PostAsync($"{SystemUri}/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");

    private async Task<string> HeardIdAsync() => (await _receiver.NextAsync()).GetProperty("Events")[0].GetProperty("MessageId").GetString()!;

    private sealed class Recorder(List<Uri> asked) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.Add(request.RequestUri!);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
        }
    }
}
