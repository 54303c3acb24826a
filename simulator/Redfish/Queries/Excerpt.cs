using System.Text.Json.Nodes;

namespace Simulator.Redfish;

/// <summary>
/// The query parameter <c>excerpt</c>: keeps the properties that the schema marks for copies in other resources
/// (<c>Redfish.Excerpt</c> in the CSDL of Sensor v1_12_0 and Control v1_7_0). Other types have no excerpt.
/// </summary>
internal static class Excerpt
{
    private static readonly Dictionary<string, string[]> Properties = new(StringComparer.Ordinal)
    {
        ["#Sensor."] =
        [
            "Reading", "PhysicalContext", "PhysicalSubContext", "ApparentVA", "ReactiveVAR", "PowerFactor", "SensorResetTime", "CrestFactor", "THDPercent",
            "LifetimeReading", "SpeedRPM", "DeviceName", "ApparentkVAh", "ReactivekVARh", "PhaseAngleDegrees",
        ],
        ["#Control."] = ["ControlMode", "SetPoint", "SettingMin", "SettingMax", "AllowableNumericValues", "SetPointUnits", "AllowableMax", "AllowableMin", "DefaultSetPoint"],
    };

    /// <summary>Of a resource, or of the members of a collection, where they stand in it whole. False for a type that has no excerpt.</summary>
    public static bool Apply(JsonObject body)
    {
        var type = (string?)body["@odata.type"] ?? "";
        if (Properties.FirstOrDefault(p => type.StartsWith(p.Key, StringComparison.Ordinal) || type.StartsWith(CollectionOf(p.Key), StringComparison.Ordinal)).Value is not { } kept)
        {
            return false;
        }

        foreach (var resource in body["Members"] is JsonArray members ? members.OfType<JsonObject>() : [body])
        {
            foreach (var name in resource.Select(p => p.Key).Where(n => !n.StartsWith('@') && !kept.Contains(n)).ToList())
            {
                resource.Remove(name);
            }
        }

        return true;
    }

    private static string CollectionOf(string type) => $"{type.TrimEnd('.')}Collection.";
}
