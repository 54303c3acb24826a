using System.Globalization;
using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.Jobs;

public sealed class JobTests
{
    private const string Jobs = "/redfish/v1/JobService/Jobs";
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

    [Test]
    public async Task A_job_resets_a_system_at_once()
    {
        var answer = await OrderAsync("On");

        answer.Status.ShouldBe(HttpStatusCode.Created);
        answer.Headers["Location"].ShouldBe(answer.Body.GetProperty("@odata.id").GetString());
        answer.Body.GetProperty("JobState").GetString().ShouldBe("Running");
        answer.Body.GetProperty("CreatedBy").GetString().ShouldBe("admin");
        (await PowerAsync()).ShouldBe("PoweringOn");
        await _simulator.PassAsync(20);

        var job = (await Redfish.GetAsync(answer.Headers["Location"])).Body;
        job.GetProperty("JobState").GetString().ShouldBe("Completed");
        job.GetProperty("PercentComplete").GetInt32().ShouldBe(100);
        (await PowerAsync()).ShouldBe("On");
        StandardSchemas.Find()?.Problems(job).ShouldBeEmpty();
    }

    [Test]
    public async Task A_job_waits_for_its_time()
    {
        var job = (await OrderAsync("On", In(100))).Headers["Location"];

        await _simulator.PassAsync(99);
        (await StateAsync(job)).ShouldBe("Pending");
        (await PowerAsync()).ShouldBe("Off");
        await _simulator.PassAsync(2);

        (await StateAsync(job)).ShouldBe("Running");
        (await PowerAsync()).ShouldBe("PoweringOn");
    }

    [Test]
    public async Task A_job_that_was_cancelled_does_nothing()
    {
        var job = (await OrderAsync("On", In(100))).Headers["Location"];

        (await Redfish.PostAsync(job + "/Actions/Job.Cancel")).Status.ShouldBe(HttpStatusCode.NoContent);

        await _simulator.PassAsync(200);
        (await StateAsync(job)).ShouldBe("Cancelled");
        (await PowerAsync()).ShouldBe("Off");
        (await Redfish.PostAsync(job + "/Actions/Job.Cancel")).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Test]
    public async Task A_job_that_was_deleted_is_gone_and_does_nothing()
    {
        var job = (await OrderAsync("On", In(100))).Headers["Location"];

        (await Redfish.DeleteAsync(job)).Status.ShouldBe(HttpStatusCode.NoContent);

        await _simulator.PassAsync(200);
        (await Redfish.GetAsync(job)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await PowerAsync()).ShouldBe("Off");
    }

    [Test]
    public async Task A_reset_that_is_refused_fails_the_job()
    {
        var job = (await Redfish.GetAsync((await OrderAsync("GracefulRestart")).Headers["Location"])).Body;

        job.GetProperty("JobState").GetString().ShouldBe("Exception");
        job.GetProperty("Messages")[0].GetProperty("MessageId").GetString().ShouldBe("JobEvent.1.1.JobCompletedException");
        job.GetProperty("Messages")[0].GetProperty("Message").GetString()!.ShouldContain("is off");
    }

    [TestCase("{}", "PropertyMissing #/Payload")]
    [TestCase("""{"Payload":{}}""", "PropertyMissing #/Payload/HttpOperation", "PropertyMissing #/Payload/TargetUri", "PropertyMissing #/Payload/JsonBody")]
    [TestCase(
        """
        {"Payload":{"HttpOperation":"DELETE","TargetUri":"/redfish/v1/Nodes/1","JsonBody":"{\"ResetType\":\"Nap\",\"Force\":1}","Colour":"red"},
         "Schedule":{"InitialStartTime":"soon","MaxOccurrences":2},"JobState":"New","Steps":[]}
        """,
        "PropertyValueNotInList #/Payload/HttpOperation", "PropertyValueNotInList #/Payload/TargetUri", "ActionParameterValueNotInList #/Payload/JsonBody",
        "ActionParameterUnknown #/Payload/JsonBody", "PropertyUnknown #/Payload/Colour", "PropertyValueFormatError #/Schedule/InitialStartTime",
        "PropertyUnknown #/Schedule/MaxOccurrences", "PropertyNotWritable #/JobState", "PropertyUnknown #/Steps")]
    [TestCase(
        """{"Payload":{"HttpOperation":"POST","TargetUri":"/redfish/v1/Systems/r1-d1-s1/Actions/ComputerSystem.Reset","JsonBody":"On"},"Schedule":{"InitialStartTime":"2999-01-01T00:00:00Z"}}""",
        "PropertyValueFormatError #/Payload/JsonBody", "PropertyValueOutOfRange #/Schedule/InitialStartTime")]
    public async Task A_bad_order_is_told_all_its_problems(string body, params string[] problems)
    {
        var answer = await Redfish.PostAsync(Jobs, body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Problems.ShouldBe(problems, ignoreOrder: true);
        (await Redfish.GetAsync(Jobs)).Body.GetProperty("Members").GetArrayLength().ShouldBe(0);
    }

    private string In(int seconds) =>
        $$""","Schedule":{"InitialStartTime":"{{_simulator.App.Clock.GetUtcNow().AddSeconds(seconds).ToString("O", CultureInfo.InvariantCulture)}}"}""";

    private Task<Answer> OrderAsync(string reset, string more = "") => Redfish.PostAsync(Jobs, $$"""
        {"Name":"{{reset}}","Payload":{"HttpOperation":"POST","TargetUri":"{{System}}/Actions/ComputerSystem.Reset","JsonBody":"{\"ResetType\":\"{{reset}}\"}"}{{more}}}
        """);

    private async Task<string> StateAsync(string job) => (await Redfish.GetAsync(job)).Body.GetProperty("JobState").GetString()!;

    private async Task<string> PowerAsync() => (await Redfish.GetAsync(System)).Body.GetProperty("PowerState").GetString()!;
}
