namespace Simulator.Hardware;

/// <summary>Redfish <c>Status.Health</c>, by its spelling.</summary>
public enum Health
{
    OK,
    Warning,
    Critical,
}
