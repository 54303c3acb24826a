using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>How the fans of a drawer run together: the fastest of them as it was told to, and the air that all of them move.</summary>
internal sealed record DrawerAir(int Percent, int Rpm, int Cfm)
{
    // What a fan of that size moves at full speed.
    private const double CfmOfFan = 120;

    public static DrawerAir Of(Pod pod, Drawer drawer)
    {
        var speeds = drawer.Fans.Select(f => pod.Readings.Of(drawer, f)).ToList();
        return speeds.Count == 0
            ? new DrawerAir(0, 0, 0)
            : new DrawerAir((int)Math.Round(speeds.Max(s => s.Value)), speeds.Max(s => s.SpeedRpm ?? 0), (int)Math.Round(speeds.Sum(s => s.Value) / 100 * CfmOfFan));
    }
}
