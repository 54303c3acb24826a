using System.Net;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.Tasks;

/// <summary>What a client sees that is told "accepted" and then asks the monitor.</summary>
public sealed class TaskMonitorTests
{
    private const string Service = "/redfish/v1/TaskService";
    private const string SimpleUpdate = "/redfish/v1/UpdateService/Actions/UpdateService.SimpleUpdate";

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
    public async Task Accepted_work_is_watched_by_its_monitor_until_it_has_ended()
    {
        var accepted = await UpdateAsync();

        accepted.Headers["Retry-After"].ShouldBe("5");
        accepted.Bytes.ShouldBeEmpty();
        var monitor = accepted.Headers["Location"];
        monitor.ShouldStartWith(Service + "/TaskMonitors/");
        var running = await Redfish.GetAsync(monitor);
        running.Status.ShouldBe(HttpStatusCode.Accepted);
        running.Headers["Location"].ShouldBe(monitor);
        running.Bytes.ShouldBeEmpty();

        // sushy 4.3 sleeps by this header and cannot read it as a number.
        running.Headers.ContainsKey("Retry-After").ShouldBeFalse();
        await _simulator.PassAsync(60);

        var ended = await Redfish.GetAsync(monitor);
        ended.Status.ShouldBe(HttpStatusCode.OK);
        ended.Body.GetProperty("TaskMonitor").GetString().ShouldBe(monitor);
        ended.Body.GetProperty("HidePayload").GetBoolean().ShouldBeFalse();
        ended.Body.GetProperty("Payload").GetProperty("TargetUri").GetString().ShouldBe(SimpleUpdate);
        (await Redfish.GetAsync(monitor)).Text.ShouldBe(ended.Text);
    }

    [Test]
    public async Task A_monitor_is_gone_some_time_after_it_told_the_end()
    {
        var monitor = (await UpdateAsync()).Headers["Location"];
        await _simulator.PassAsync(5_000);
        (await Redfish.GetAsync(monitor)).Status.ShouldBe(HttpStatusCode.OK);
        await _simulator.PassAsync(3_599);
        (await Redfish.GetAsync(monitor)).Status.ShouldBe(HttpStatusCode.OK);

        await _simulator.PassAsync(1);

        (await Redfish.GetAsync(monitor)).Status.ShouldBe(HttpStatusCode.NotFound);
        var task = await Redfish.GetAsync(monitor.Replace("TaskMonitors", "Tasks", StringComparison.Ordinal));
        task.Status.ShouldBe(HttpStatusCode.OK);
        task.Body.TryGetProperty("TaskMonitor", out _).ShouldBeFalse();
    }

    [Test]
    public async Task A_task_is_gone_when_its_time_is_over()
    {
        var uri = (await UpdateAsync()).Headers["Location"].Replace("TaskMonitors", "Tasks", StringComparison.Ordinal);
        (await Redfish.PatchAsync(Service, """{"TaskAutoDeleteTimeoutMinutes":10}""")).Status.ShouldBe(HttpStatusCode.OK);
        await _simulator.PassAsync(60);
        (await Redfish.GetAsync(uri)).Status.ShouldBe(HttpStatusCode.OK);

        await _simulator.PassAsync(600);

        (await Redfish.GetAsync(uri)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.GetAsync(Service + "/Tasks")).Body.GetProperty("Members").GetArrayLength().ShouldBe(0);
    }

    [Test]
    public async Task Deleting_a_monitor_stops_the_work_and_ends_the_monitor()
    {
        var monitor = (await UpdateAsync()).Headers["Location"];
        await _simulator.PassAsync(3);

        (await Redfish.DeleteAsync(monitor)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await Redfish.GetAsync(monitor)).Status.ShouldBe(HttpStatusCode.NotFound);
        var task = (await Redfish.GetAsync(monitor.Replace("TaskMonitors", "Tasks", StringComparison.Ordinal))).Body;
        task.GetProperty("TaskState").GetString().ShouldBe("Cancelled");
        await _simulator.PassAsync(60);
        (await Redfish.GetAsync("/redfish/v1/Systems/r1-d1-s1")).Body.GetProperty("BiosVersion").GetString().ShouldBe("2.3.0");
    }

    [Test]
    public async Task Firmware_is_not_left_half_written()
    {
        var monitor = (await UpdateAsync()).Headers["Location"];
        await _simulator.PassAsync(8);

        var answer = await Redfish.DeleteAsync(monitor);

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        (await Redfish.GetAsync(monitor)).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Test]
    public async Task A_monitor_takes_only_what_it_is_for()
    {
        var monitor = (await UpdateAsync()).Headers["Location"];

        var posted = await Redfish.PostAsync(monitor, "{}");

        posted.Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        posted.Headers["Allow"].ShouldBe("GET, HEAD, DELETE");
        (await Redfish.GetAsync(Service + "/TaskMonitors/none")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Redfish.GetAsync(monitor + "?$select=Id")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task The_clock_of_the_task_service_runs_without_changing_its_etag()
    {
        var before = await Redfish.GetAsync(Service);

        await _simulator.PassAsync(30);

        var after = await Redfish.GetAsync(Service);
        after.Headers["ETag"].ShouldBe(before.Headers["ETag"]);
        (after.Body.GetProperty("DateTime").GetDateTimeOffset() - before.Body.GetProperty("DateTime").GetDateTimeOffset()).TotalSeconds.ShouldBe(30);
        var changed = await Redfish.PatchAsync(Service, """{"TaskMonitorAutoExpirySeconds":60}""", ("If-Match", before.Headers["ETag"]));
        changed.Body.GetProperty("TaskMonitorAutoExpirySeconds").GetInt32().ShouldBe(60);
        changed.Headers["ETag"].ShouldNotBe(before.Headers["ETag"]);
    }

    [Test]
    public async Task Bad_settings_of_the_task_service_change_nothing()
    {
        var before = await Redfish.GetAsync(Service);

        var answer = await Redfish.PatchAsync(
            Service, """{"TaskMonitorAutoExpirySeconds":0,"TaskAutoDeleteTimeoutMinutes":"ten","CompletedTaskOverWritePolicy":"Manual","Colour":1}""");

        answer.Problems.ShouldBe(
        [
            "PropertyValueOutOfRange #/TaskMonitorAutoExpirySeconds", "PropertyValueTypeError #/TaskAutoDeleteTimeoutMinutes",
            "PropertyNotWritable #/CompletedTaskOverWritePolicy", "PropertyUnknown #/Colour",
        ], ignoreOrder: true);
        (await Redfish.GetAsync(Service)).Text.ShouldBe(before.Text);
    }

    private async Task<Answer> UpdateAsync()
    {
        var answer = await Redfish.PostAsync(SimpleUpdate, """{"ImageURI":"http://images/bios-2.4.1.bin","Targets":["/redfish/v1/Systems/r1-d1-s1"]}""");
        answer.Status.ShouldBe(HttpStatusCode.Accepted);
        return answer;
    }
}
