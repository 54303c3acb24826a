using System.Net;
using System.Text.Json;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish.Tasks;

public sealed class TaskTests
{
    private const string Tasks = "/redfish/v1/TaskService/Tasks";

    private StartedSimulator _simulator = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        _simulator.App.Clock.Freeze();
    }

    [TearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task An_assembly_is_a_task_from_its_start_to_its_end()
    {
        await AssembleAsync();

        var running = await OnlyTaskAsync();
        running.GetProperty("TaskState").GetString().ShouldBe("Running");
        running.TryGetProperty("EndTime", out _).ShouldBeFalse();
        running.GetProperty("Messages").GetArrayLength().ShouldBe(0);

        await _simulator.PassAsync(60);

        var ended = await OnlyTaskAsync();
        ended.GetProperty("TaskState").GetString().ShouldBe("Completed");
        ended.GetProperty("TaskStatus").GetString().ShouldBe("OK");
        ended.GetProperty("PercentComplete").GetInt32().ShouldBe(100);
        ended.GetProperty("EndTime").GetDateTimeOffset().ShouldBeGreaterThan(ended.GetProperty("StartTime").GetDateTimeOffset());
    }

    [Test]
    public async Task A_failed_task_says_why()
    {
        await _simulator.Control.PostAsync("/sim/v1/faults", RedfishClient.Json("""{"step":"assemble/configure-system","fail":true,"message":"firmware said no"}"""));
        await AssembleAsync();

        await _simulator.PassAsync(60);

        var task = await OnlyTaskAsync();
        task.GetProperty("TaskState").GetString().ShouldBe("Exception");
        task.GetProperty("TaskStatus").GetString().ShouldBe("Critical");
        var message = task.GetProperty("Messages").EnumerateArray().ShouldHaveSingleItem();
        message.GetProperty("MessageId").GetString().ShouldBe("TaskEvent.1.0.TaskAborted");
        message.GetProperty("Message").GetString()!.ShouldContain("firmware said no");
        if (StandardSchemas.Find() is { } schemas)
        {
            schemas.Problems(task).ShouldBeEmpty();
        }
    }

    [Test]
    public async Task A_cancelled_assembly_leaves_a_failed_node_that_can_be_deleted()
    {
        await AssembleAsync();
        var uri = (await OnlyTaskAsync()).GetProperty("@odata.id").GetString()!;

        (await _simulator.Redfish.DeleteAsync(uri)).Status.ShouldBe(HttpStatusCode.NoContent);

        (await OnlyTaskAsync()).GetProperty("TaskState").GetString().ShouldBe("Cancelled");
        (await _simulator.Redfish.GetAsync("/redfish/v1/Nodes/1")).Body.GetProperty("ComposedNodeState").GetString().ShouldBe("Failed");
        _simulator.App.Clock.Unfreeze();
        (await _simulator.Redfish.DeleteAsync("/redfish/v1/Nodes/1")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Test]
    public async Task An_ended_task_is_not_deleted()
    {
        await AssembleAsync();
        await _simulator.PassAsync(60);
        var uri = (await OnlyTaskAsync()).GetProperty("@odata.id").GetString()!;

        var answer = await _simulator.Redfish.DeleteAsync(uri);

        answer.Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Headers["Allow"].ShouldBe("GET, HEAD");
        answer.Problems.ShouldBe(["ResourceCannotBeDeleted"]);
    }

    [Test]
    public async Task A_system_on_its_way_up_is_not_left_there()
    {
        await _simulator.Redfish.PostAsync("/redfish/v1/Systems/r1-d1-s1/Actions/ComputerSystem.Reset", """{"ResetType":"On"}""");
        var uri = (await OnlyTaskAsync()).GetProperty("@odata.id").GetString()!;

        var answer = await _simulator.Redfish.DeleteAsync(uri);

        answer.Status.ShouldBe(HttpStatusCode.Conflict);
        answer.Problems.ShouldBe(["ResourceInUse"]);
        (await OnlyTaskAsync()).GetProperty("TaskState").GetString().ShouldBe("Running");
    }

    [Test]
    public async Task An_unknown_task_is_not_found() =>
        (await _simulator.Redfish.DeleteAsync($"{Tasks}/power-77")).Status.ShouldBe(HttpStatusCode.NotFound);

    private async Task AssembleAsync()
    {
        await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{"Name":"web-1"}""");
        (await _simulator.Redfish.PostAsync("/redfish/v1/Nodes/1/Actions/ComposedNode.Assemble")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    private async Task<JsonElement> OnlyTaskAsync()
    {
        var members = (await _simulator.Redfish.GetAsync(Tasks)).Body.GetProperty("Members");
        return (await _simulator.Redfish.GetAsync(members.EnumerateArray().ShouldHaveSingleItem().GetProperty("@odata.id").GetString()!)).Body;
    }
}
