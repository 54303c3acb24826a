using NUnit.Framework;
using Shouldly;
using Simulator.Ramdisk;

namespace Simulator.Tests.Ramdisk;

internal sealed class AgentFileTests
{
    [Test]
    public void What_a_file_leaves_out_is_as_built_in()
    {
        var (behaviour, problems) = AgentFile.Read("""{"bootSeconds": 1, "cleanSteps": [{"interface": "deploy", "step": "erase_devices", "priority": 5, "seconds": 2, "fail": "no"}]}""");

        problems.ShouldBeEmpty();
        behaviour!.BootSeconds.ShouldBe(1);
        behaviour.CleanSteps.ShouldHaveSingleItem().Fail.ShouldBe("no");
        behaviour.DeploySteps.ShouldBe(new AgentBehaviour().DeploySteps);
    }

    [Test]
    public void Everything_wrong_is_named_with_its_place()
    {
        var (behaviour, problems) = AgentFile.Read("""{"bootSeconds": 0, "lookupAttempts": 0, "deploySteps": [{"interface": "", "step": "x", "priority": -1, "seconds": 1}]}""");

        behaviour.ShouldBeNull();
        problems.ShouldBe(
            [
                "$.bootSeconds: must be above zero", "$.lookupAttempts: must be at least 1", "$.deploySteps[0].interface: is required",
                "$.deploySteps[0].priority: must not be below zero",
            ]);
    }

    [TestCase("{", "$")]
    [TestCase("""{"colour": "red"}""", "colour")]
    [TestCase("null", "must be an object")]
    public void What_is_no_behaviour_is_refused(string text, string problem) =>
        AgentFile.Read(text).Problems.ShouldHaveSingleItem().ShouldContain(problem);
}
