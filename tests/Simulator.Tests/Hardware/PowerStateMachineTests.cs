using NUnit.Framework;
using Shouldly;
using Simulator.Hardware;
using static Simulator.Hardware.PowerState;

namespace Simulator.Tests.Hardware;

public sealed class PowerStateMachineTests
{
    [TestCase(Off, ResetType.On, PoweringOn, On)]
    [TestCase(Off, ResetType.ForceOn, PoweringOn, On)]
    [TestCase(Off, ResetType.PushPowerButton, PoweringOn, On)]
    [TestCase(Off, ResetType.PowerCycle, PoweringOn, On)]
    [TestCase(Off, ResetType.ForceRestart, PoweringOn, On)]
    [TestCase(On, ResetType.ForceOff, Off)]
    [TestCase(On, ResetType.GracefulShutdown, PoweringOff, Off)]
    [TestCase(On, ResetType.PushPowerButton, PoweringOff, Off)]
    [TestCase(On, ResetType.GracefulRestart, PoweringOff, Off, PoweringOn, On)]
    [TestCase(On, ResetType.ForceRestart, Off, PoweringOn, On)]
    [TestCase(On, ResetType.PowerCycle, Off, PoweringOn, On)]
    [TestCase(PoweringOn, ResetType.ForceOff, Off)]
    [TestCase(PoweringOff, ResetType.ForceOff, Off)]
    // Asking for the present state is accepted and does nothing; an NMI leaves the power alone.
    [TestCase(Off, ResetType.ForceOff)]
    [TestCase(Off, ResetType.GracefulShutdown)]
    [TestCase(On, ResetType.On)]
    [TestCase(On, ResetType.ForceOn)]
    [TestCase(On, ResetType.Nmi)]
    public void A_reset_that_is_taken_leads_through_these_states(PowerState from, ResetType reset, params PowerState[] path)
    {
        var move = PowerStateMachine.Move(from, reset);

        move.Refusal.ShouldBeNull();
        move.Path.ShouldBe(path);
    }

    [TestCase(Off, ResetType.GracefulRestart, PowerRefusal.Off)]
    [TestCase(Off, ResetType.Nmi, PowerRefusal.Off)]
    [TestCase(PoweringOn, ResetType.On, PowerRefusal.InTransition)]
    [TestCase(PoweringOn, ResetType.ForceOn, PowerRefusal.InTransition)]
    [TestCase(PoweringOn, ResetType.GracefulShutdown, PowerRefusal.InTransition)]
    [TestCase(PoweringOn, ResetType.GracefulRestart, PowerRefusal.InTransition)]
    [TestCase(PoweringOn, ResetType.ForceRestart, PowerRefusal.InTransition)]
    [TestCase(PoweringOn, ResetType.PowerCycle, PowerRefusal.InTransition)]
    [TestCase(PoweringOn, ResetType.PushPowerButton, PowerRefusal.InTransition)]
    [TestCase(PoweringOn, ResetType.Nmi, PowerRefusal.InTransition)]
    [TestCase(PoweringOff, ResetType.On, PowerRefusal.InTransition)]
    [TestCase(PoweringOff, ResetType.ForceOn, PowerRefusal.InTransition)]
    [TestCase(PoweringOff, ResetType.GracefulShutdown, PowerRefusal.InTransition)]
    [TestCase(PoweringOff, ResetType.GracefulRestart, PowerRefusal.InTransition)]
    [TestCase(PoweringOff, ResetType.ForceRestart, PowerRefusal.InTransition)]
    [TestCase(PoweringOff, ResetType.PowerCycle, PowerRefusal.InTransition)]
    [TestCase(PoweringOff, ResetType.PushPowerButton, PowerRefusal.InTransition)]
    [TestCase(PoweringOff, ResetType.Nmi, PowerRefusal.InTransition)]
    public void A_reset_that_is_refused_says_why(PowerState from, ResetType reset, PowerRefusal refusal)
    {
        var move = PowerStateMachine.Move(from, reset);

        move.Refusal.ShouldBe(refusal);
        move.Path.ShouldBeEmpty();
    }

    [Test]
    public void The_tables_above_name_every_pair_of_state_and_reset_once()
    {
        var rows = new[] { nameof(A_reset_that_is_taken_leads_through_these_states), nameof(A_reset_that_is_refused_says_why) }
            .SelectMany(test => GetType().GetMethod(test)!.GetCustomAttributes(typeof(TestCaseAttribute), inherit: false))
            .Cast<TestCaseAttribute>()
            .Select(row => ((PowerState)row.Arguments[0]!, (ResetType)row.Arguments[1]!));

        rows.ShouldBe(
            Enum.GetValues<PowerState>().SelectMany(_ => Enum.GetValues<ResetType>(), (state, reset) => (state, reset)), ignoreOrder: true);
    }
}
