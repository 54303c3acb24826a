namespace Valence.DriverContract;

/// <summary>Who has to act: the caller, the pod manager's side, Ironic's side, or we.</summary>
public enum Fault
{
    Caller,
    Pod,
    Ironic,
    Service,
}
