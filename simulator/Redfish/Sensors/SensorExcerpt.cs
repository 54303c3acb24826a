using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>What other resources repeat of a sensor (Sensor v1_12_0, its excerpts). Which of these it has depends on the excerpt.</summary>
/// <param name="DataSourceUri">The sensor; null when the number has none of its own.</param>
internal sealed record SensorExcerpt(string? DataSourceUri, double Reading)
{
    public string? DeviceName { get; init; }

    public string? PhysicalContext { get; init; }

    [JsonPropertyName("SpeedRPM")]
    public int? SpeedRpm { get; init; }

    public DateTimeOffset? SensorResetTime { get; init; }

    public static SensorExcerpt Of(string chassisId, Reading reading) =>
        new(SensorUris.Sensor(chassisId, reading.Id), reading.Value) { SpeedRpm = reading.SpeedRpm, SensorResetTime = reading.CountedSince };

    /// <summary>As a member of a list, where it has to say what it is of.</summary>
    public static SensorExcerpt InArray(string chassisId, Reading reading) => Of(chassisId, reading) with
    {
        DeviceName = reading.Name, PhysicalContext = reading.Place,
    };
}

/// <summary>The readings of one chassis, by what they are.</summary>
/// <param name="All">In the order of its sensors.</param>
internal sealed record ChassisReadings(string ChassisId, IReadOnlyList<Reading> All)
{
    public SensorExcerpt? First(Quantity quantity) => All.FirstOrDefault(r => r.Quantity == quantity) is { } reading ? SensorExcerpt.Of(ChassisId, reading) : null;

    public SensorExcerpt? Find(string id) => All.FirstOrDefault(r => r.Id == id) is { } reading ? SensorExcerpt.Of(ChassisId, reading) : null;

    public Reading this[string id] => All.First(r => r.Id == id);

    /// <summary>Null when none is of that kind.</summary>
    public IReadOnlyList<SensorExcerpt>? Array(Func<Reading, bool> which)
    {
        var list = All.Where(which).Select(r => SensorExcerpt.InArray(ChassisId, r)).ToList();
        return list.Count > 0 ? list : null;
    }

    /// <summary>Null when there is no rack, drawer or sled of that id.</summary>
    public static ChassisReadings? Find(Pod pod, string chassisId) => Readings(pod, chassisId) is { } readings ? new ChassisReadings(chassisId, readings) : null;

    private static IReadOnlyList<Reading>? Readings(Pod pod, string chassisId) =>
        pod.Systems.TryGetValue(chassisId, out var system) ? pod.Readings.Of(system)
        : pod.Drawers.TryGetValue(chassisId, out var drawer) ? pod.Readings.Of(drawer)
        : pod.Racks.FirstOrDefault(r => r.Id == chassisId) is { } rack ? pod.Readings.Of(rack)
        : null;
}
