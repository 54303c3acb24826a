namespace Simulator.Hardware;

/// <summary>Redfish <c>PowerState</c>, by its spelling.</summary>
public enum PowerState
{
    Off,
    PoweringOn,
    On,
    PoweringOff,
}

/// <summary>Redfish <c>ResetType</c> (Resource v1_23_0), as far as a system here offers it.</summary>
public enum ResetType
{
    On,
    ForceOff,
    GracefulShutdown,
    GracefulRestart,
    ForceRestart,
    Nmi,
    ForceOn,
    PushPowerButton,
    PowerCycle,
}
