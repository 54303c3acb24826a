using System.Text.Json.Nodes;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Intel's sections of Power and Thermal since 2.1 (Intel RSD, rack power and cooling).</summary>
internal static class PowerForm
{
    public static void ApplyToPower(JsonObject power, Pod pod)
    {
        if (pod.Racks.FirstOrDefault(r => PowerUris.Power(r.Id) == (string?)power["@odata.id"]) is { } rack)
        {
            power["Oem"] = Section("Power", ("InputACPowerWatts", Math.Round(rack.PowerSupplies.Sum(s => pod.Readings.InputWatts(rack, s)), 1)));
        }
    }

    public static void ApplyToThermal(JsonObject thermal, Pod pod)
    {
        if (pod.Drawers.Values.FirstOrDefault(d => ThermalUris.Thermal(d.Id) == (string?)thermal["@odata.id"]) is { Fans.Count: > 0 } drawer)
        {
            var air = DrawerAir.Of(pod, drawer);
            thermal["Oem"] = Section("Thermal", ("VolumetricAirflowCfm", air.Cfm), ("DesiredSpeedPwm", air.Percent));
        }
    }

    private static JsonObject Section(string type, params (string Name, double Value)[] values)
    {
        var section = new JsonObject { ["@odata.type"] = $"#Intel.Oem.{type}" };
        foreach (var (name, value) in values)
        {
            section[name] = value;
        }

        return new JsonObject { ["Intel_RackScale"] = section };
    }
}
