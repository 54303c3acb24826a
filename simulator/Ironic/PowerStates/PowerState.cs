namespace Simulator.Ironic;

/// <summary>Power states of a node as they are spelled on the wire.</summary>
internal static class PowerState
{
    public const string On = "power on";
    public const string Off = "power off";
    public const string Error = "error";
}

/// <summary>Targets of <c>states/power</c>, with the minor version each came with.</summary>
internal static class PowerTarget
{
    public const string Rebooting = "rebooting";
    public const string SoftOff = "soft power off";
    public const string SoftRebooting = "soft rebooting";

    public static readonly IReadOnlyDictionary<string, int> Since = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        [PowerState.On] = 1,
        [PowerState.Off] = 1,
        [Rebooting] = 1,
        [SoftOff] = 27,
        [SoftRebooting] = 27,
    };

    /// <summary>The power state that a target ends in.</summary>
    public static string Final(string target) => target is PowerState.Off or SoftOff ? PowerState.Off : PowerState.On;
}
