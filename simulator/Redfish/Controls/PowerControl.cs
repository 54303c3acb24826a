using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Something that can be set about the power or the cooling of a chassis.</summary>
/// <param name="SetPoint">Null when nothing is set.</param>
/// <param name="SensorIds">Sensors of the chassis that show what it does.</param>
/// <param name="Governed">URIs of what it acts on.</param>
/// <param name="Set">Sets it; null, where that is allowed, lifts it.</param>
internal sealed record PowerControl(
    string ChassisId, string Id, string Name, string ControlType, string Units, string Place, double? SetPoint, double Least, double Most,
    IReadOnlyList<string> SensorIds, IReadOnlyList<string> Governed, Action<double?> Set)
{
    public const string PowerLimit = "power-limit";
    public const string FanFloor = "fan-floor";

    /// <summary>What holds when nobody sets anything; null for no limit at all.</summary>
    public double? Default { get; init; }

    public DateTimeOffset? Changed { get; init; }

    public double? Reading { get; init; }

    public bool CanBeLifted => Default is null;

    /// <summary>Redfish <c>ControlMode</c>.</summary>
    public string Mode => SetPoint is null ? "Disabled" : "Automatic";

    public static PowerControl Of(Pod pod, ComputerSystem system) => new(
        system.Id, PowerLimit, $"Power limit of {system.Name}", "Power", "W", "Chassis", system.State.PowerLimitWatts,
        SystemPower.LeastLimitWatts(system), Math.Ceiling(SystemPower.PeakWatts(system)), ["power"], [SystemUris.Of(system)],
        watts => pod.SetPowerLimit(system, watts))
    {
        Changed = system.State.PowerLimitSince, Reading = Math.Round(pod.Readings.Watts(system), 1),
    };

    public static PowerControl Of(Pod pod, Drawer drawer) => new(
        drawer.Id, FanFloor, $"Least fan speed of {drawer.Name}", "Percent", "%", "Fan", pod.CoolingOf(drawer).FloorPercent, 15, 100,
        [.. drawer.Fans.Select(f => f.Id)], [.. drawer.Fans.Select(f => ThermalUris.Fan(drawer.Id, f.Id))], percent => pod.SetFanFloor(drawer, percent!.Value))
    {
        Default = DrawerCooling.DefaultFloorPercent, Changed = pod.CoolingOf(drawer).Changed,
    };

    /// <summary>Null when the chassis has no such control.</summary>
    public static PowerControl? Find(Pod pod, string chassisId, string id) => All(pod, chassisId)?.FirstOrDefault(c => c.Id == id);

    /// <summary>Null for a chassis that cannot have any.</summary>
    public static IReadOnlyList<PowerControl>? All(Pod pod, string chassisId) =>
        pod.Systems.TryGetValue(chassisId, out var system) ? [Of(pod, system)]
        : pod.Drawers.TryGetValue(chassisId, out var drawer) ? drawer.Fans.Count > 0 ? [Of(pod, drawer)] : []
        : null;
}
