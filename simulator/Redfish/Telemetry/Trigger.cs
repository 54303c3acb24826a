using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Where a value stands by the thresholds of a trigger.</summary>
internal enum TriggerZone
{
    BelowCritical,
    BelowWarning,
    Normal,
    AboveWarning,
    AboveCritical,
}

/// <summary>Thresholds over metrics: a value that crosses one is told by an event (Triggers v1_4_0, numeric).</summary>
/// <param name="IsPredefined">The service's own; it can be changed and not deleted.</param>
internal sealed record Trigger(
    string Id, string Title, bool IsEnabled, IReadOnlyList<MetricPointer> Pointers, IReadOnlyList<MetricWildcard> Wildcards, TriggerThresholds Thresholds, bool IsPredefined)
{
    /// <summary>What a pod starts with: nothing that is watched unless somebody wants it.</summary>
    public static IReadOnlyList<Trigger> Predefined(Pod pod) =>
    [
        new("HotProcessors", "Processors that get hot", IsEnabled: false,
            [MetricPointer.TryParse("/redfish/v1/Chassis/{ChassisId}/Sensors/cpu#/Reading")!],
            [new MetricWildcard("ChassisId", [.. pod.Systems.Keys])],
            new TriggerThresholds { UpperWarning = 70, UpperCritical = 85 }, IsPredefined: true),
    ];
}

/// <summary>Null for no such threshold.</summary>
internal sealed record TriggerThresholds
{
    public double? UpperCritical { get; init; }

    public double? UpperWarning { get; init; }

    public double? LowerWarning { get; init; }

    public double? LowerCritical { get; init; }

    [JsonIgnore]
    public bool Any => (UpperCritical ?? UpperWarning ?? LowerWarning ?? LowerCritical) is not null;

    [JsonIgnore]
    public bool AreInOrder
    {
        get
        {
            double[] given = [.. new[] { LowerCritical, LowerWarning, UpperWarning, UpperCritical }.OfType<double>()];
            return given.Zip(given.Skip(1)).All(pair => pair.First < pair.Second);
        }
    }

    public TriggerZone ZoneOf(double value) =>
        value > UpperCritical ? TriggerZone.AboveCritical
        : value < LowerCritical ? TriggerZone.BelowCritical
        : value > UpperWarning ? TriggerZone.AboveWarning
        : value < LowerWarning ? TriggerZone.BelowWarning
        : TriggerZone.Normal;
}

/// <summary>Triggers v1_4_0.</summary>
internal sealed class TriggerJson(Trigger trigger) : Resource($"{TelemetryUris.Triggers}/{trigger.Id}", Type, trigger.Id, trigger.Title), IResource
{
    public static string Type => "#Triggers.v1_4_0.Triggers";

    public string MetricType => "Numeric";

    public bool TriggerEnabled => trigger.IsEnabled;

    public IReadOnlyList<string> TriggerActions => ["RedfishEvent"];

    public IReadOnlyList<string> MetricProperties => [.. trigger.Pointers.Select(p => p.ToString())];

    public IReadOnlyList<WildcardJson> Wildcards => [.. trigger.Wildcards.Select(w => new WildcardJson(w.Name, w.Values))];

    public NumericThresholdsJson NumericThresholds => NumericThresholdsJson.Of(trigger.Thresholds);

    public Status Status => new(trigger.IsEnabled ? "Enabled" : "Disabled", "OK");
}

internal sealed record NumericThresholdsJson(SensorThreshold? UpperCritical, SensorThreshold? UpperWarning, SensorThreshold? LowerWarning, SensorThreshold? LowerCritical)
{
    public static NumericThresholdsJson Of(TriggerThresholds thresholds) => new(
        Above(thresholds.UpperCritical), Above(thresholds.UpperWarning), Below(thresholds.LowerWarning), Below(thresholds.LowerCritical));

    private static SensorThreshold? Above(double? limit) => limit is { } at ? new SensorThreshold(at, "Increasing") : null;

    private static SensorThreshold? Below(double? limit) => limit is { } at ? new SensorThreshold(at, "Decreasing") : null;
}
