using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>ThermalZone v1_0_0 of Intel RSD 1.2 and 2.1: the fans and temperatures of a drawer.</summary>
internal sealed class ThermalZoneJson(Pod pod, Drawer drawer)
    : Resource(ZoneUris.ThermalZone(drawer.Id), Type, ZoneUris.OnlyId, $"Thermal zone of {drawer.Name}"), IResource
{
    private readonly DrawerAir _air = DrawerAir.Of(pod, drawer);

    public static string Type => "#ThermalZone.v1_0_0.ThermalZone";

    public Status Status => Status.Of(pod.HealthOf(drawer));

    public ZoneLocation RackLocation => new(drawer.Unit, drawer.Height);

    /// <summary>One digit per slot; none is empty here.</summary>
    public string Presence => new('1', drawer.Fans.Count);

    [JsonPropertyName("DesiredSpeedPWM")]
    public int DesiredSpeedPwm => _air.Percent;

    [JsonPropertyName("DesiredSpeedRPM")]
    public int DesiredSpeedRpm => _air.Rpm;

    public int MaxFansSupported => drawer.Fans.Count;

    public int NumberOfFansPresent => drawer.Fans.Count;

    /// <summary>In cubic feet per minute.</summary>
    public int VolumetricAirflow => _air.Cfm;

    public IReadOnlyList<ZoneTemperature> Temperatures => [.. pod.Readings.Of(drawer).Where(r => r.Quantity == Quantity.Temperature)
        .Select(r => new ZoneTemperature(r.Name, r.Place, Status.Of(r.Health), r.Value))];

    public IReadOnlyList<ZoneFan> Fans => [.. drawer.Fans.Select(f => new ZoneFan(
        f.Name, Status.Of(pod.HealthOf(drawer, f)), RackLocation, pod.Readings.Of(drawer, f).SpeedRpm ?? 0))];
}

internal sealed record ZoneTemperature(string Name, string PhysicalContext, Status Status, double ReadingCelsius);

internal sealed record ZoneFan(string Name, Status Status, ZoneLocation RackLocation, [property: JsonPropertyName("ReadingRPM")] int ReadingRpm);
