using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;
using Valence.DriverContract;
using ValenceCore.Instances;
using ValenceCore.Operations;

namespace ValenceCore.Tests.Instances;

/// <summary>What is tried again, and what the next attempt knows of the ones before.</summary>
internal sealed class InstanceAttemptsTests
{
    [TestCase(Fault.Pod, 502, "assemble", true)]
    [TestCase(Fault.Ironic, 504, "deploy", true)]
    [TestCase(Fault.Ironic, 409, "enroll", true)]
    [TestCase(Fault.Pod, 409, "allocate", false)]
    [TestCase(Fault.Ironic, 409, "schedule", false)]
    [TestCase(Fault.Ironic, 400, "deploy", false)]
    [TestCase(Fault.Caller, 409, "allocate", false)]
    [TestCase(Fault.Service, 500, "deploy", false)]
    public void What_may_pass_on_another_pod_or_server_is_tried_again(Fault fault, int status, string stage, bool isTried) =>
        (Policy().Next(Failed(fault, status, stage, [])) is not null).ShouldBe(isTried);

    [Test]
    public void It_is_tried_so_often_and_no_more()
    {
        var failed = Failed(Fault.Pod, 502, "assemble", []);
        for (var attempt = 1; attempt < 3; attempt++)
        {
            var next = Policy().Next(failed).ShouldNotBeNull();
            next[Attempts.Key] = Attempts.With(failed, now: 1);
            failed = failed with { Data = next };
        }

        Policy().Next(failed).ShouldBeNull();
    }

    [Test]
    public void The_next_attempt_knows_which_pods_and_servers_failed_and_nothing_else()
    {
        var pod = Policy().Next(Failed(Fault.Pod, 502, "assemble", new JsonObject { ["podm_id"] = "p-1", ["index"] = "7", ["tried_pods"] = new JsonArray("p-0"), ["composed"] = "yes", ["ironic_uuid"] = "i-1" }));
        var server = Policy().Next(Failed(Fault.Ironic, 502, "deploy", new JsonObject { ["composed"] = "no", ["ironic_uuid"] = "i-2" }));

        pod!.ToJsonString().ShouldBe("""{"tried_pods":["p-0","p-1"],"tried_servers":[]}""");
        server!.ToJsonString().ShouldBe("""{"tried_pods":[],"tried_servers":["i-2"]}""");
    }

    private static InstanceAttempts Policy() => new(Options.Create(new ValenceCoreOptions()));

    private static Operation Failed(Fault fault, int status, string stage, JsonObject data) => new()
    {
        Id = "o", Kind = InstanceKinds.Create, Subject = "instance:i", State = OperationStates.Reverting, Input = [], Data = data,
        Error = new Failure(status, "code", "title", "detail") { Fault = fault, Stage = stage },
        Steps = [new StepRecord(0, stage, StepStates.Reverted, 1, 2, null)],
    };
}
