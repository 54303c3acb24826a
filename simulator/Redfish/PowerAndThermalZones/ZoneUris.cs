namespace Simulator.Redfish;

/// <summary>Where Intel RSD 1.2 and 2.1 had power and cooling. A rack is one power zone, a drawer one thermal zone.</summary>
internal static class ZoneUris
{
    public const string OnlyId = "1";

    public static string PowerZones(string rackId) => $"{ChassisUris.Of(rackId)}/PowerZones";

    public static string PowerZone(string rackId) => $"{PowerZones(rackId)}/{OnlyId}";

    public static string ThermalZones(string drawerId) => $"{ChassisUris.Of(drawerId)}/ThermalZones";

    public static string ThermalZone(string drawerId) => $"{ThermalZones(drawerId)}/{OnlyId}";
}
