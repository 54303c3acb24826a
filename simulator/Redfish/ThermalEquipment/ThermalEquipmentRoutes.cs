using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

internal static class CoolantUris
{
    public const string Equipment = "/redfish/v1/ThermalEquipment";
    public const string Units = Equipment + "/CDUs";

    /// <summary>Of the one connector at either side of a unit.</summary>
    public const string ConnectorId = "1";

    public static string Unit(string unitId) => $"{Units}/{unitId}";

    public static string Pumps(string unitId) => $"{Unit(unitId)}/Pumps";

    public static string Pump(string unitId, string pumpId) => $"{Pumps(unitId)}/{pumpId}";

    public static string Filters(string unitId) => $"{Unit(unitId)}/Filters";

    public static string Filter(string unitId) => $"{Filters(unitId)}/{CoolantUnit.FilterId}";

    /// <summary>To the water of the building.</summary>
    public static string Primary(string unitId) => $"{Unit(unitId)}/PrimaryCoolantConnectors";

    /// <summary>To the loop through the rack.</summary>
    public static string Secondary(string unitId) => $"{Unit(unitId)}/SecondaryCoolantConnectors";

    /// <summary>Where the loop comes into a rack.</summary>
    public static string OfRack(string rackId) => $"{ThermalUris.Subsystem(rackId)}/CoolantConnectors";
}

/// <summary>ThermalEquipment v1_2_0: the coolant distribution unit of each rack with its pumps, its filter and its connectors.</summary>
internal static class ThermalEquipmentRoutes
{
    private const string Unit = $"{CoolantUris.Units}/{{id}}";

    public static RedfishRoutes MapThermalEquipment(this RedfishRoutes routes, Pod pod) => routes
        .Resource(CoolantUris.Equipment, ThermalEquipmentJsonContext.Default.ThermalEquipmentJson, _ => new ThermalEquipmentJson())
        .Collection(CoolantUris.Units, "CoolingUnit", _ => ResourceCollection.Of(
            CoolantUris.Units, "Coolant Distribution Units", pod.Racks.Select(r => CoolantUnit.Of(r).Id)))
        .Resource(Unit, ThermalEquipmentJsonContext.Default.CoolingUnitJson, context => Find(pod, context) is { } u ? new CoolingUnitJson(pod, u) : null)
        .Collection($"{Unit}/Pumps", "Pump", context => Find(pod, context) is { } u
            ? ResourceCollection.Of(CoolantUris.Pumps(u.Id), $"Pumps of {u.Name}", u.Pumps.Select(p => p.Id)) : null)
        .Resource($"{Unit}/Pumps/{{pump}}", ThermalEquipmentJsonContext.Default.PumpJson, context =>
            Find(pod, context) is { } u && u.Pumps.FirstOrDefault(p => p.Id == RedfishRoutes.Id(context, "pump")) is { } pump ? new PumpJson(pod, u, pump) : null)
        .Collection($"{Unit}/Filters", "Filter", context => Find(pod, context) is { } u
            ? ResourceCollection.Of(CoolantUris.Filters(u.Id), $"Filters of {u.Name}", [CoolantUnit.FilterId]) : null)
        .Resource($"{Unit}/Filters/{CoolantUnit.FilterId}", ThermalEquipmentJsonContext.Default.FilterJson, context =>
            Find(pod, context) is { } u ? new FilterJson(pod, u) : null)
        .MapConnector($"{Unit}/PrimaryCoolantConnectors", context => Find(pod, context) is { } u ? CoolantConnectorJson.Primary(pod, u) : null)
        .MapConnector($"{Unit}/SecondaryCoolantConnectors", context => Find(pod, context) is { } u ? CoolantConnectorJson.Secondary(pod, u) : null)
        .MapConnector($"{ChassisUris.Chassis}/{{id}}/ThermalSubsystem/CoolantConnectors", context =>
            pod.Racks.FirstOrDefault(r => r.Id == RedfishRoutes.Id(context)) is { } rack ? CoolantConnectorJson.OfRack(pod, CoolantUnit.Of(rack)) : null);

    private static RedfishRoutes MapConnector(this RedfishRoutes routes, string path, Func<HttpContext, CoolantConnectorJson?> get) => routes
        .Collection(path, "CoolantConnector", context => get(context) is { } connector
            ? new ResourceCollection(connector.ODataId[..connector.ODataId.LastIndexOf('/')], "Coolant connectors", [new Link(connector.ODataId)]) : null)
        .Resource($"{path}/{CoolantUris.ConnectorId}", ThermalEquipmentJsonContext.Default.CoolantConnectorJson, get);

    private static CoolantUnit? Find(Pod pod, HttpContext context) =>
        pod.Racks.Select(CoolantUnit.Of).FirstOrDefault(u => u.Id == RedfishRoutes.Id(context));
}

/// <summary>ThermalEquipment v1_2_0.</summary>
internal sealed class ThermalEquipmentJson() : Resource(CoolantUris.Equipment, Type, "ThermalEquipment", "Thermal Equipment"), IResource
{
    public static string Type => "#ThermalEquipment.v1_2_0.ThermalEquipment";

    public Status Status => new("Enabled", "OK");

    [JsonPropertyName("CDUs")]
    public Link Cdus => new(CoolantUris.Units);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ThermalEquipmentJson))]
[JsonSerializable(typeof(CoolingUnitJson))]
[JsonSerializable(typeof(PumpJson))]
[JsonSerializable(typeof(FilterJson))]
[JsonSerializable(typeof(CoolantConnectorJson))]
internal sealed partial class ThermalEquipmentJsonContext : JsonSerializerContext;
