using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Control v1_7_0: the power limit of a sled, or how slow the fans of a drawer may run. Nothing in it moves by itself.</summary>
internal sealed class ControlJson(PowerControl control) : Resource(ControlUris.Of(control.ChassisId, control.Id), Type, control.Id, control.Name), IResource
{
    public static string Type => "#Control.v1_7_0.Control";

    public string ControlType => control.ControlType;

    public string SetPointType => "Single";

    public string SetPointUnits => control.Units;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? SetPoint => control.SetPoint;

    public double? DefaultSetPoint => control.Default;

    public double AllowableMin => control.Least;

    public double AllowableMax => control.Most;

    public DateTimeOffset? SetPointUpdateTime => control.Changed;

    public string ControlMode => control.Mode;

    public string Implementation => "Programmable";

    public string PhysicalContext => control.Place;

    public Status Status => new("Enabled", "OK");

    public IReadOnlyList<Link> AssociatedSensors => Link.All(control.SensorIds.Select(s => SensorUris.Sensor(control.ChassisId, s)));

    [JsonPropertyName("AssociatedSensors@odata.count")]
    public int SensorCount => control.SensorIds.Count;

    public IReadOnlyList<Link> RelatedItem => Link.All(control.Governed);

    [JsonPropertyName("RelatedItem@odata.count")]
    public int RelatedCount => control.Governed.Count;
}

/// <summary>What other resources repeat of a control (Control v1_7_0, excerpt Single).</summary>
internal sealed record ControlExcerpt(string DataSourceUri, string ControlMode, double AllowableMin, double AllowableMax)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? SetPoint { get; init; }

    /// <summary>What is controlled, as it is now.</summary>
    public double? Reading { get; init; }

    public static ControlExcerpt Of(PowerControl control) => new(ControlUris.Of(control.ChassisId, control.Id), control.Mode, control.Least, control.Most)
    {
        SetPoint = control.SetPoint, Reading = control.Reading,
    };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ControlJson))]
internal sealed partial class ControlsJsonContext : JsonSerializerContext;
