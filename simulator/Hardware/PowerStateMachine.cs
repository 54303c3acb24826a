namespace Simulator.Hardware;

/// <summary>What a reset does in a power state.</summary>
/// <param name="Refusal">Why nothing happens, or null.</param>
/// <param name="Path">The states that follow, in order; empty when there is nothing to do.</param>
public sealed record PowerMove(PowerRefusal? Refusal, IReadOnlyList<PowerState> Path);

public enum PowerRefusal
{
    /// <summary>The system is off and the reset needs it on.</summary>
    Off,

    /// <summary>The system is on its way to another state.</summary>
    InTransition,
}

/// <summary>
/// Power of a system as a table. Rules: what services of the field do on each reset type in each state; a reset that asks
/// for the state a system is in is accepted and does nothing.
/// </summary>
public static class PowerStateMachine
{
    private static readonly PowerMove Nothing = new(null, []);
    private static readonly PowerMove IsOff = new(PowerRefusal.Off, []);
    private static readonly PowerMove IsMoving = new(PowerRefusal.InTransition, []);
    private static readonly PowerMove Start = Via(PowerState.PoweringOn, PowerState.On);
    private static readonly PowerMove Stop = Via(PowerState.PoweringOff, PowerState.Off);
    private static readonly PowerMove Cut = Via(PowerState.Off);
    private static readonly PowerMove Restart = Via(PowerState.PoweringOff, PowerState.Off, PowerState.PoweringOn, PowerState.On);
    private static readonly PowerMove CutAndStart = Via(PowerState.Off, PowerState.PoweringOn, PowerState.On);

    private static readonly Dictionary<(PowerState, ResetType), PowerMove> Moves = new()
    {
        [(PowerState.Off, ResetType.On)] = Start,
        [(PowerState.Off, ResetType.ForceOn)] = Start,
        [(PowerState.Off, ResetType.PushPowerButton)] = Start,
        [(PowerState.Off, ResetType.PowerCycle)] = Start,
        [(PowerState.Off, ResetType.ForceOff)] = Nothing,
        [(PowerState.Off, ResetType.GracefulShutdown)] = Nothing,
        [(PowerState.Off, ResetType.GracefulRestart)] = IsOff,
        [(PowerState.Off, ResetType.ForceRestart)] = Start,
        [(PowerState.Off, ResetType.Nmi)] = IsOff,

        [(PowerState.On, ResetType.On)] = Nothing,
        [(PowerState.On, ResetType.ForceOn)] = Nothing,
        [(PowerState.On, ResetType.Nmi)] = Nothing,
        [(PowerState.On, ResetType.ForceOff)] = Cut,
        [(PowerState.On, ResetType.GracefulShutdown)] = Stop,
        [(PowerState.On, ResetType.PushPowerButton)] = Stop,
        [(PowerState.On, ResetType.GracefulRestart)] = Restart,
        [(PowerState.On, ResetType.ForceRestart)] = CutAndStart,
        [(PowerState.On, ResetType.PowerCycle)] = CutAndStart,

        // On its way: only pulling the plug is taken.
        [(PowerState.PoweringOn, ResetType.ForceOff)] = Cut,
        [(PowerState.PoweringOff, ResetType.ForceOff)] = Cut,
    };

    public static PowerMove Move(PowerState from, ResetType reset) => Moves.GetValueOrDefault((from, reset), IsMoving);

    private static PowerMove Via(params PowerState[] path) => new(null, path);
}
