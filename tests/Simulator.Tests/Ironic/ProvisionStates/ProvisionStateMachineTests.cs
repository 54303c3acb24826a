using NUnit.Framework;
using Shouldly;
using Simulator.Ironic;

namespace Simulator.Tests.Ironic;

internal sealed class ProvisionStateMachineTests
{
    private static readonly string[] AllEvents =
    [
        "manage", "provide", "clean", "inspect", "adopt", "deploy", "delete", "rebuild", "rescue", "unrescue", "abort", "done", "fail", "wait", "resume",
        "service", "hold", "unhold",
    ];

    // State, then "event>next" for every move that exists; all others must not.
    [TestCase("enroll", "manage>verifying")]
    [TestCase("verifying", "done>manageable", "fail>enroll")]
    [TestCase("manageable", "provide>cleaning", "clean>cleaning", "inspect>inspecting", "adopt>adopting")]
    [TestCase("inspecting", "done>manageable", "wait>inspect wait", "fail>inspect failed")]
    [TestCase("inspect wait", "resume>inspecting", "done>manageable", "abort>inspect failed", "fail>inspect failed")]
    [TestCase("inspect failed", "manage>manageable", "inspect>inspecting")]
    [TestCase("cleaning", "done>available", "manage>manageable", "wait>clean wait", "fail>clean failed", "hold>clean hold")]
    [TestCase("clean wait", "resume>cleaning", "abort>clean failed", "fail>clean failed")]
    [TestCase("clean failed", "manage>manageable")]
    [TestCase("available", "deploy>deploying", "manage>manageable")]
    [TestCase("deploying", "done>active", "wait>wait call-back", "fail>deploy failed", "hold>deploy hold")]
    [TestCase("wait call-back", "resume>deploying", "delete>deleting", "fail>deploy failed")]
    [TestCase("deploy failed", "deploy>deploying", "rebuild>deploying", "delete>deleting")]
    [TestCase("active", "delete>deleting", "rebuild>deploying", "rescue>rescuing", "service>servicing")]
    [TestCase("deleting", "clean>cleaning", "fail>error")]
    [TestCase("error", "delete>deleting", "rebuild>deploying")]
    [TestCase("adopting", "done>active", "fail>adopt failed")]
    [TestCase("adopt failed", "adopt>adopting", "manage>manageable")]
    [TestCase("rescuing", "done>rescue", "wait>rescue wait", "fail>rescue failed")]
    [TestCase("rescue wait", "resume>rescuing", "abort>rescue failed", "fail>rescue failed", "delete>deleting")]
    [TestCase("rescue", "unrescue>unrescuing", "rescue>rescuing", "delete>deleting")]
    [TestCase("rescue failed", "rescue>rescuing", "unrescue>unrescuing", "delete>deleting")]
    [TestCase("unrescuing", "done>active", "fail>unrescue failed")]
    [TestCase("clean hold", "unhold>cleaning", "abort>clean failed", "fail>clean failed")] // from here on newer than 1.82
    [TestCase("deploy hold", "unhold>deploying", "abort>deploy failed", "fail>deploy failed", "delete>deleting")]
    [TestCase("servicing", "done>active", "wait>service wait", "hold>service hold", "fail>service failed")]
    [TestCase("service wait", "resume>servicing", "abort>service failed", "fail>service failed")]
    [TestCase("service hold", "unhold>servicing", "abort>service failed", "fail>service failed")]
    [TestCase("service failed", "service>servicing", "rescue>rescuing", "delete>deleting")]
    [TestCase("unrescue failed", "rescue>rescuing", "unrescue>unrescuing", "delete>deleting")]
    public void A_state_has_exactly_these_moves(string state, params string[] moves)
    {
        var found = AllEvents
            .Where(e => ProvisionStateMachine.Next(state, e) is not null)
            .Select(e => $"{e}>{ProvisionStateMachine.Next(state, e)}");

        found.ShouldBe(moves, ignoreOrder: true);
    }

    [Test]
    public void There_are_twenty_four_states_and_six_newer_ones() => ProvisionStateMachine.States.Count.ShouldBe(30);

    // Move, former target, expected target.
    [TestCase("verifying", "manage", null, "manageable")]
    [TestCase("cleaning", "provide", null, "available")]
    [TestCase("cleaning", "clean", null, "manageable")]
    [TestCase("cleaning", "clean", "available", "available")] // undeploying goes on to cleaning
    [TestCase("clean wait", "wait", "available", "available")]
    [TestCase("clean failed", "fail", "available", "available")]
    [TestCase("deploying", "deploy", null, "active")]
    [TestCase("deploy failed", "fail", "active", "active")]
    [TestCase("deleting", "delete", null, "available")]
    [TestCase("inspecting", "inspect", null, "manageable")]
    [TestCase("adopting", "adopt", null, "active")]
    [TestCase("available", "done", "available", null)]
    [TestCase("active", "done", "active", null)]
    [TestCase("enroll", "fail", "manageable", null)]
    public void The_target_follows_the_move(string next, string happening, string? former, string? target) =>
        ProvisionStateMachine.TargetAfter(next, happening, former).ShouldBe(target);

    [TestCase("enroll", true)]
    [TestCase("manageable", true)]
    [TestCase("available", true)]
    [TestCase("inspecting", true)]
    [TestCase("inspect wait", true)]
    [TestCase("active", false)]
    [TestCase("cleaning", false)]
    [TestCase("clean failed", false)]
    [TestCase("deploy failed", false)]
    public void Interfaces_are_changed_freely_only_in_some_states(string state, bool isFree) =>
        ProvisionStateMachine.MayUpdate(state).ShouldBe(isFree);
}
