using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Tests.Redfish.Events;

namespace Simulator.Tests.Redfish.Telemetry;

/// <summary>Metric reports that are sent to whoever subscribed to them, by webhook and stream.</summary>
public sealed class SentReportTests
{
    private const string Definitions = "/redfish/v1/TelemetryService/MetricReportDefinitions";
    private const string Reports = "/redfish/v1/TelemetryService/MetricReports";
    private const string Subscriptions = "/redfish/v1/EventService/Subscriptions";
    private const string Power = "/redfish/v1/Chassis/r1/Sensors/power#/Reading";

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

    [Test]
    public async Task A_report_is_posted_as_itself_each_time_it_is_made()
    {
        await DefineAsync("mine", "\"LogToMetricReportsCollection\", \"RedfishEvent\"");
        await using var receiver = await EventReceiver.StartAsync();
        var subscribed = await SubscribeAsync(receiver, """ "EventFormatType": "MetricReport", "Context": "watts" """);
        subscribed.Body.GetProperty("EventFormatType").GetString().ShouldBe("MetricReport");

        await _simulator.PassAsync(10);
        var report = await receiver.NextAsync();

        report.GetProperty("@odata.type").GetString().ShouldBe("#MetricReport.v1_5_2.MetricReport");
        report.GetProperty("@odata.id").GetString().ShouldBe(Reports + "/mine");
        report.GetProperty("Context").GetString().ShouldBe("watts");
        report.GetProperty("MetricValues").EnumerateArray().ShouldHaveSingleItem().GetProperty("MetricProperty").GetString().ShouldBe(Power);
        StandardSchemas.Find()?.Problems(report).ShouldBeEmpty();
        var readable = (await Redfish.GetAsync(Reports + "/mine")).Body;
        readable.GetProperty("Timestamp").GetDateTimeOffset().ShouldBe(report.GetProperty("Timestamp").GetDateTimeOffset());
        readable.TryGetProperty("Context", out _).ShouldBeFalse();

        await _simulator.PassAsync(10);
        (await receiver.NextAsync()).GetProperty("Timestamp").GetDateTimeOffset().ShouldBe(report.GetProperty("Timestamp").GetDateTimeOffset().AddSeconds(10));
    }

    [Test]
    public async Task Who_wants_some_reports_hears_of_no_others_and_of_no_events_and_who_wants_events_of_no_reports()
    {
        await DefineAsync("mine", "\"RedfishEvent\"");
        await DefineAsync("other", "\"RedfishEvent\"");
        await using var ofReports = await EventReceiver.StartAsync();
        await using var ofEvents = await EventReceiver.StartAsync();
        var subscribed = await SubscribeAsync(
            ofReports, $$""" "EventFormatType": "MetricReport", "MetricReportDefinitions": [ { "@odata.id": "{{Definitions}}/other" } ] """);
        StandardSchemas.Find()?.Problems(subscribed.Body).ShouldBeEmpty();
        await SubscribeAsync(ofEvents, """ "MessageIds": [ "ResourceEvent.ResourcePoweringOn", "ResourceEvent.ResourceChanged" ] """);

        await Redfish.PostAsync("/redfish/v1/Systems/r1-d1-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(21);

        (await ofReports.NextAsync()).GetProperty("Id").GetString().ShouldBe("other");
        (await ofReports.NextAsync()).GetProperty("Id").GetString().ShouldBe("other");
        (await ofEvents.NextAsync()).GetProperty("@odata.type").GetString().ShouldBe("#Event.v1_13_0.Event");
    }

    [Test]
    public async Task A_report_that_is_only_sent_cannot_be_read()
    {
        await DefineAsync("mine", "\"RedfishEvent\"");

        (await Redfish.GetAsync(Reports + "/mine")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.GetAsync(Reports)).Text.ShouldNotContain("mine");
        (await Redfish.GetAsync(Definitions + "/mine")).Body.TryGetProperty("MetricReport", out _).ShouldBeFalse();

        (await Redfish.PatchAsync(Definitions + "/mine", """{"ReportActions":["LogToMetricReportsCollection"]}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await Redfish.GetAsync(Reports + "/mine")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [TestCase("", "#Event.v1_13_0.Event")]
    [TestCase("not (RegistryPrefix eq 'TaskEvent')", "#Event.v1_13_0.Event")]
    [TestCase("EventFormatType eq 'Event'", "#Event.v1_13_0.Event")]
    [TestCase("EventFormatType eq 'MetricReport'", "#MetricReport.v1_5_2.MetricReport")]
    [TestCase($"MetricReportDefinition eq '{Definitions}/mine'", "#MetricReport.v1_5_2.MetricReport")]
    public async Task A_stream_brings_reports_when_its_filter_speaks_of_them(string filter, string first)
    {
        await DefineAsync("mine", "\"RedfishEvent\"");
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _simulator.App.RedfishAddress };
        http.DefaultRequestHeaders.Authorization = RedfishClient.Basic("admin", StartedSimulator.Password);
        using var answer = await http.GetAsync(
            "/redfish/v1/EventService/SSE" + (filter.Length == 0 ? "" : $"?$filter={Uri.EscapeDataString(filter)}"), HttpCompletionOption.ResponseHeadersRead).Soon();
        using var stream = new StreamReader(await answer.Content.ReadAsStreamAsync());

        // The report comes first, so a stream that lets it through shows it first.
        await _simulator.PassAsync(11);
        await Redfish.PostAsync("/redfish/v1/Systems/r1-d1-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");

        string? line;
        do
        {
            line = await stream.ReadLineAsync().Soon();
        }
        while (line?.StartsWith("data: ", StringComparison.Ordinal) == false);
        JsonElement.Parse(line!["data: ".Length..]).GetProperty("@odata.type").GetString().ShouldBe(first);
    }

    [TestCase(""" "EventFormatType": "Poem" """, "PropertyValueNotInList #/EventFormatType")]
    [TestCase(""" "EventFormatType": "MetricReport", "Severities": [ "OK" ] """, "PropertyValueConflict #/Severities")]
    [TestCase($$""" "MetricReportDefinitions": [ { "@odata.id": "{{Definitions}}/Power" } ] """, "PropertyValueConflict #/MetricReportDefinitions")]
    [TestCase($$""" "EventFormatType": "MetricReport", "MetricReportDefinitions": [ { "@odata.id": "{{Definitions}}/none" } ] """,
        "ResourceMissingAtURI #/MetricReportDefinitions/0")]
    [TestCase(""" "EventFormatType": "MetricReport", "MetricReportDefinitions": [ { "@odata.id": "/redfish/v1/Chassis/r1" }, 1 ] """,
        "ResourceMissingAtURI #/MetricReportDefinitions/0", "PropertyValueTypeError #/MetricReportDefinitions/1")]
    public async Task A_wish_that_makes_no_sense_is_refused(string wish, params string[] problems)
    {
        var answer = await Redfish.PostAsync(Subscriptions, $$"""{ "Destination": "http://127.0.0.1:1/x", "Protocol": "Redfish", {{wish}} }""");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems);
    }

    private async Task DefineAsync(string id, string actions) =>
        (await Redfish.PostAsync(Definitions, $$"""
            { "Id": "{{id}}", "MetricReportDefinitionType": "Periodic", "Schedule": { "RecurrenceInterval": "PT10S" }, "ReportActions": [ {{actions}} ],
              "MetricProperties": [ "{{Power}}" ] }
            """)).Status.ShouldBe(HttpStatusCode.Created);

    private async Task<Answer> SubscribeAsync(EventReceiver receiver, string wish)
    {
        var answer = await Redfish.PostAsync(Subscriptions, $$"""{ "Destination": "{{receiver.Address}}", "Protocol": "Redfish", {{wish}} }""");
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        return answer;
    }
}
