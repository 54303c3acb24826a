using System.Text.Json.Serialization;

namespace Simulator.Redfish;

internal static class TelemetryUris
{
    public const string Service = "/redfish/v1/TelemetryService";
    public const string Definitions = Service + "/MetricDefinitions";
    public const string ReportDefinitions = Service + "/MetricReportDefinitions";
    public const string Reports = Service + "/MetricReports";
    public const string Triggers = Service + "/Triggers";
}

/// <summary>TelemetryService v1_4_1.</summary>
internal sealed class TelemetryServiceJson() : Resource(TelemetryUris.Service, Type, "TelemetryService", "Telemetry Service"), IResource
{
    public static string Type => "#TelemetryService.v1_4_1.TelemetryService";

    public bool ServiceEnabled => true;

    public Status Status => new("Enabled", "OK");

    public int MaxReports => Redfish.MetricReports.Most;

    public TimeSpan MinCollectionInterval => Redfish.MetricReports.ShortestInterval;

    public Link MetricDefinitions => new(TelemetryUris.Definitions);

    public Link MetricReportDefinitions => new(TelemetryUris.ReportDefinitions);

    public Link MetricReports => new(TelemetryUris.Reports);

    public Link Triggers => new(TelemetryUris.Triggers);
}

/// <summary>MetricDefinition v1_3_5: something that the sensors of this service measure.</summary>
internal sealed class MetricDefinitionJson(MetricDefinition definition)
    : Resource($"{TelemetryUris.Definitions}/{definition.Id}", Type, definition.Id, definition.Title), IResource
{
    public static string Type => "#MetricDefinition.v1_3_5.MetricDefinition";

    public string MetricType => definition.IsCounter ? "Counter" : "Gauge";

    public string MetricDataType => "Decimal";

    public string Units => definition.Units;

    public string Implementation => "PhysicalSensor";

    public string Calculable => definition.IsSummable ? "Summable" : "NonSummable";

    public bool IsLinear => true;

    public IReadOnlyList<string> MetricProperties => [.. definition.SensorIds.Select(s => $"/redfish/v1/Chassis/{{ChassisId}}/Sensors/{s}#/Reading")];

    public IReadOnlyList<WildcardJson> Wildcards => [new("ChassisId", [MetricWildcard.Anything])];
}

internal sealed record WildcardJson(string Name, IReadOnlyList<string> Values);

/// <param name="Units">UCUM.</param>
/// <param name="SensorIds">Of the sensors that measure it, in every chassis that has them.</param>
internal sealed record MetricDefinition(string Id, string Title, string Units, bool IsSummable, IReadOnlyList<string> SensorIds)
{
    public bool IsCounter => Id == "EnergykWh";

    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("PowerWatts", "Power consumption", "W", IsSummable: true, ["power"]),
        new("EnergykWh", "Energy consumption", "kW.h", IsSummable: true, ["energy"]),
        new("TemperatureCelsius", "Temperature", "Cel", IsSummable: false, ["intake", "exhaust", "cpu"]),
        new("ProcessorLoadPercent", "Processor load", "%", IsSummable: false, ["load"]),
        new("HumidityPercent", "Relative humidity", "%", IsSummable: false, ["humidity"]),
        new("RailVoltage", "12 V rail", "V", IsSummable: false, ["p12v"]),
    ];
}

/// <summary>Times that last, as Redfish writes them (ISO 8601).</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref System.Text.Json.Utf8JsonReader reader, System.Type typeToConvert, System.Text.Json.JsonSerializerOptions options) =>
        System.Xml.XmlConvert.ToTimeSpan(reader.GetString()!);

    public override void Write(System.Text.Json.Utf8JsonWriter writer, TimeSpan value, System.Text.Json.JsonSerializerOptions options) =>
        writer.WriteStringValue(System.Xml.XmlConvert.ToString(value));
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(DurationConverter)])]
[JsonSerializable(typeof(TelemetryServiceJson))]
[JsonSerializable(typeof(MetricDefinitionJson))]
[JsonSerializable(typeof(ReportDefinitionJson))]
[JsonSerializable(typeof(MetricReportJson))]
[JsonSerializable(typeof(TriggerJson))]
internal sealed partial class TelemetryJsonContext : JsonSerializerContext;
