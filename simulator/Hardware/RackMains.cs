using System.Collections.Immutable;

namespace Simulator.Hardware;

/// <summary>What changes about the power of a rack, replaced whole.</summary>
/// <param name="OutletsOff">Outlets that are switched off, by <see cref="PowerOutlet.PodId"/>.</param>
/// <param name="Broken">Power supplies, fans, batteries and pumps of the rack that do not work as they should, and leak ropes that sense a leak.</param>
/// <param name="LitBefore">How long the rack has had power, until <paramref name="Since"/>.</param>
/// <param name="Since">The last change; null before the first.</param>
/// <param name="BatteryWattHours">What its battery held then; null before the first change, when it was full.</param>
/// <param name="Drawn">What each power supply has taken from its outlet until then, and what the rack had taken by then.</param>
public sealed record RackMains(
    ImmutableHashSet<string> OutletsOff,
    ImmutableDictionary<string, Health> Broken,
    TimeSpan LitBefore,
    DateTimeOffset? Since,
    ImmutableDictionary<string, double> Drawn,
    double RackWattHours,
    double? BatteryWattHours = null)
{
    public static RackMains Initial { get; } = new(
        [], ImmutableDictionary<string, Health>.Empty, TimeSpan.Zero, Since: null, ImmutableDictionary<string, double>.Empty, 0);
}

/// <summary>What is set about the cooling of a drawer.</summary>
/// <param name="FloorPercent">Its fans never run slower.</param>
/// <param name="FloorHours">Percent times hours with power, until <paramref name="LitAt"/>.</param>
/// <param name="LitAt">How long the rack had had power at the last change.</param>
/// <param name="Changed">When that was; null before.</param>
public sealed record DrawerCooling(double FloorPercent, double FloorHours, TimeSpan LitAt, DateTimeOffset? Changed)
{
    public const double DefaultFloorPercent = 20;

    public static DrawerCooling Initial { get; } = new(DefaultFloorPercent, 0, TimeSpan.Zero, Changed: null);
}
