using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;
using Simulator.Tests.Redfish.Events;

namespace Simulator.Tests.Redfish.Telemetry;

public sealed class TelemetryTests
{
    private const string Service = "/redfish/v1/TelemetryService";
    private const string Definitions = Service + "/MetricReportDefinitions";
    private const string Power = "/redfish/v1/Chassis/r1-d1-s1/Sensors/power";

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

    [TestCase("Power", 2)]
    [TestCase("Thermal", 16)]
    [TestCase("Processors", 16)]
    public async Task A_report_tells_values_whose_pointers_lead_to_them(string report, int count)
    {
        var values = (await Redfish.GetAsync($"{Service}/MetricReports/{report}")).Body.GetProperty("MetricValues").EnumerateArray().ToList();

        values.Count.ShouldBe(count);
        foreach (var value in values)
        {
            var at = value.GetProperty("MetricProperty").GetString()!.Split("#/");
            (await Redfish.GetAsync(at[0])).Body.GetProperty(at[1]).GetRawText().ShouldBe(value.GetProperty("MetricValue").GetString());
        }
    }

    [Test]
    public async Task A_periodic_report_is_of_its_moment_and_one_on_request_of_now()
    {
        await CreateAsync($$"""{"Id": "mine", "MetricReportDefinitionType": "Periodic", "Schedule": {"RecurrenceInterval": "PT1M"}, "MetricProperties": ["{{Power}}#/Reading"]}""");
        await CreateAsync($$"""{"Id": "now", "MetricReportDefinitionType": "OnRequest", "MetricProperties": ["{{Power}}#/Reading"]}""");
        await _simulator.PassAsync(60);
        var before = await ReportAsync("mine");

        await Redfish.PostAsync("/redfish/v1/Systems/r1-d1-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        await _simulator.PassAsync(30);

        (await ReportAsync("mine")).GetRawText().ShouldBe(before.GetRawText());
        Value(await ReportAsync("now")).ShouldBeGreaterThan(Value(before) + 50);
        await _simulator.PassAsync(30);
        Value(await ReportAsync("mine")).ShouldBeGreaterThan(Value(before) + 50);
    }

    [Test]
    public async Task Appending_keeps_what_was_collected_before()
    {
        await CreateAsync($$"""{"Id": "mine", "MetricReportDefinitionType": "Periodic", "ReportUpdates": "AppendWrapsWhenFull", "Schedule": {"RecurrenceInterval": "PT10S"}, "MetricProperties": ["{{Power}}#/Reading"]}""");

        await _simulator.PassAsync(35);

        var times = (await ReportAsync("mine")).GetProperty("MetricValues").EnumerateArray().Select(v => v.GetProperty("Timestamp").GetDateTimeOffset()).ToList();
        times.Count.ShouldBe(3);
        times.ShouldBeInOrder();
    }

    [Test]
    public async Task Reports_do_not_make_virtual_time_pass()
    {
        await CreateAsync($$"""{"MetricReportDefinitionType": "Periodic", "Schedule": {"RecurrenceInterval": "PT10S"}, "MetricProperties": ["{{Power}}#/Reading"]}""");
        var before = _simulator.App.Clock.GetUtcNow();
        _simulator.App.Clock.Unfreeze();

        await Redfish.GetAsync(Service);
        await Redfish.GetAsync(Service);

        _simulator.App.Clock.GetUtcNow().ShouldBe(before);
    }

    [Test]
    public async Task A_definition_is_made_changed_disabled_and_deleted()
    {
        var created = await CreateAsync("""
            {"Name": "Both", "MetricReportDefinitionType": "OnRequest", "Wildcards": [{"Name": "Sled", "Values": ["r1-d1-s1", "r1-d1-s2"]}],
             "Metrics": [{"MetricId": "W", "MetricProperties": ["/redfish/v1/Chassis/{Sled}/Sensors/power#/Reading"]}]}
            """);
        var uri = created.Headers["Location"];
        var id = uri.Split('/')[^1];
        (await ReportAsync(id)).GetProperty("MetricValues").EnumerateArray().Select(v => v.GetProperty("MetricId").GetString()).ShouldBe(["W", "W"]);
        if (StandardSchemas.Find() is { } schemas)
        {
            schemas.Problems(created.Body).ShouldBeEmpty();
            schemas.Problems(await ReportAsync(id)).ShouldBeEmpty();
        }

        var changed = await Redfish.PatchAsync(uri, """{"MetricReportDefinitionEnabled": false, "Wildcards": [{"Name": "Sled", "Values": ["*"]}]}""", ("If-Match", created.Headers["ETag"]));

        changed.Status.ShouldBe(HttpStatusCode.OK);
        changed.Body.GetProperty("Status").GetProperty("State").GetString().ShouldBe("Disabled");
        (await ReportAsync(id)).GetProperty("MetricValues").GetArrayLength().ShouldBe(16 + 8 + 2);
        (await Redfish.DeleteAsync(uri)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await Redfish.GetAsync(uri)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.GetAsync($"{Service}/MetricReports/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task What_the_service_brings_along_cannot_be_deleted() =>
        (await Redfish.DeleteAsync(Definitions + "/Power")).Status.ShouldBe(HttpStatusCode.Forbidden);

    [TestCase("""{}""", "PropertyMissing #/MetricProperties")]
    [TestCase("""{"MetricProperties": ["nonsense"]}""", "PropertyValueFormatError #/MetricProperties/0")]
    [TestCase("""{"MetricProperties": ["/redfish/v1/AccountService/Accounts/admin#/UserName"]}""", "PropertyValueFormatError #/MetricProperties/0")]
    [TestCase("""{"MetricProperties": ["/redfish/v1/Chassis/none/Sensors/power#/Reading"]}""", "PropertyValueFormatError #/MetricProperties/0")]
    [TestCase("""{"MetricProperties": ["/redfish/v1/Chassis/r1/Sensors/power#/None"]}""", "PropertyValueFormatError #/MetricProperties/0")]
    [TestCase("""{"MetricReportDefinitionType": "Periodic", "MetricProperties": ["/redfish/v1/Chassis/r1/Sensors/power#/Reading"]}""", "PropertyMissing #/Schedule/RecurrenceInterval")]
    [TestCase("""{"Schedule": {"RecurrenceInterval": "PT1S"}, "MetricProperties": ["/redfish/v1/Chassis/r1/Sensors/power#/Reading"]}""", "PropertyValueOutOfRange #/Schedule/RecurrenceInterval")]
    [TestCase("""{"ReportActions": ["Mail"], "MetricProperties": ["/redfish/v1/Chassis/r1/Sensors/power#/Reading"]}""", "PropertyValueNotInList #/ReportActions")]
    [TestCase("""{"ReportActions": ["RedfishEvent"], "MetricReportDefinitionType": "OnRequest", "MetricProperties": ["/redfish/v1/Chassis/r1/Sensors/power#/Reading"]}""", "PropertyValueConflict #/ReportActions")]
    [TestCase("""{"Id": "a/b", "MetricProperties": ["/redfish/v1/Chassis/r1/Sensors/power#/Reading"]}""", "PropertyValueFormatError #/Id")]
    public async Task A_wrong_definition_is_refused(string body, string problem)
    {
        var answer = await Redfish.PostAsync(Definitions, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe([problem]);
        (await Redfish.GetAsync(Definitions)).Body.GetProperty("Members").GetArrayLength().ShouldBe(3);
    }

    [Test]
    public async Task A_trigger_tells_when_its_metric_crosses_and_when_it_comes_back()
    {
        await using var receiver = await EventReceiver.StartAsync();
        await Redfish.PostAsync("/redfish/v1/EventService/Subscriptions",
            $$"""{"Destination": "{{receiver.Address}}", "Protocol": "Redfish", "RegistryPrefixes": ["Telemetry"]}""");
        var created = await Redfish.PostAsync(Service + "/Triggers",
            $$$"""{"MetricProperties": ["{{{Power}}}#/Reading"], "NumericThresholds": {"UpperWarning": {"Reading": 40}, "UpperCritical": {"Reading": 5000} } }""");
        created.Status.ShouldBe(HttpStatusCode.Created);
        if (StandardSchemas.Find() is { } schemas)
        {
            schemas.Problems(created.Body).ShouldBeEmpty();
        }

        await ResetAsync("On");
        await _simulator.PassAsync(30);
        var up = await receiver.NextAsync();
        await ResetAsync("ForceOff");
        await _simulator.PassAsync(30);
        var down = await receiver.NextAsync();

        var record = up.GetProperty("Events")[0];
        record.GetProperty("MessageId").GetString().ShouldBe("Telemetry.1.1.TriggerNumericAboveUpperWarning");
        record.GetProperty("MessageArgs")[0].GetString().ShouldBe(Power + "#/Reading");
        record.GetProperty("OriginOfCondition").GetProperty("@odata.id").GetString().ShouldBe(created.Headers["Location"]);
        down.GetProperty("Events")[0].GetProperty("MessageId").GetString().ShouldBe("Telemetry.1.1.TriggerNumericReadingNormal");
        (await Redfish.DeleteAsync(created.Headers["Location"])).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [TestCase("""{"MetricProperties": ["/redfish/v1/Chassis/r1/Sensors/power#/Reading"]}""", "PropertyMissing #/NumericThresholds")]
    [TestCase("""{"NumericThresholds": {"UpperWarning": {"Reading": 1}}}""", "PropertyMissing #/MetricProperties")]
    [TestCase("""{"MetricProperties": ["/redfish/v1/Chassis/r1/Sensors/power#/Reading"], "NumericThresholds": {"UpperWarning": {"Reading": 1e400}}}""", "PropertyValueTypeError #/NumericThresholds/UpperWarning/Reading")]
    [TestCase("""{"MetricProperties": ["/redfish/v1/Chassis/r1/Sensors/power#/Reading"], "NumericThresholds": {"UpperWarning": {"Reading": 9}, "UpperCritical": {"Reading": 8}}}""", "PropertyValueConflict #/NumericThresholds")]
    public async Task A_wrong_trigger_is_refused(string body, string problem)
    {
        var answer = await Redfish.PostAsync(Service + "/Triggers", body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe([problem]);
    }

    [Test]
    public async Task Counters_of_parts_grow_while_a_system_works_and_rest_while_it_is_off()
    {
        var uris = new[]
        {
            ("/redfish/v1/Chassis/r1-d1-s1/Drives/drive-1/Metrics", "ReadIOKiBytes"), ("/redfish/v1/Chassis/r1-d1-s1/NetworkAdapters/nic-1/Metrics", "RXBytes"),
        };
        (await ReadAsync()).ShouldAllBe(v => v == 0);
        await ResetAsync("On");
        await _simulator.PassAsync(60);
        var busy = await ReadAsync();
        busy.ShouldAllBe(v => v > 0);
        await ResetAsync("ForceOff");
        var off = await ReadAsync();

        await _simulator.PassAsync(60);

        (await ReadAsync()).ShouldBe(off);
        off.ShouldBe(busy);

        async Task<List<long>> ReadAsync()
        {
            var values = new List<long>();
            foreach (var (uri, name) in uris)
            {
                values.Add((await Redfish.GetAsync(uri)).Body.GetProperty(name).GetInt64());
            }

            return values;
        }
    }

    private Task<Answer> ResetAsync(string reset) =>
        Redfish.PostAsync("/redfish/v1/Systems/r1-d1-s1/Actions/ComputerSystem.Reset", $$"""{"ResetType":"{{reset}}"}""");

    private async Task<Answer> CreateAsync(string body)
    {
        var answer = await Redfish.PostAsync(Definitions, body);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        return answer;
    }

    private async Task<JsonElement> ReportAsync(string id) => (await Redfish.GetAsync($"{Service}/MetricReports/{id}")).Body;

    private static double Value(JsonElement report) =>
        double.Parse(report.GetProperty("MetricValues")[0].GetProperty("MetricValue").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
