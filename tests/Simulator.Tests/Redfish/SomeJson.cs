using FsCheck;
using FsCheck.Fluent;

namespace Simulator.Tests.Redfish;

/// <summary>Random JSON made of names and values that the service knows, and of some that it does not.</summary>
internal static class SomeJson
{
    private static readonly string[] Names =
    [
        "Name", "Description", "Processors", "Memory", "LocalDrives", "EthernetInterfaces", "Security", "Oem", "Intel_RackScale", "Brand", "Model",
        "TotalCores", "ProcessorType", "CapacityMiB", "CapacityGiB", "Resource", "Chassis", "@odata.id", "ResetType", "Boot", "AssetTag",
        "BootSourceOverrideTarget", "BootSourceOverrideEnabled", "LocationIndicatorActive", "IndicatorLED", "UserName", "Password", "FabricSwitch",
        "MACAddress", "Id", "Links", "TotalSystemCoreCount", "SpeedMbps", "ClearTPMOnDelete", "Type", "Interface", "RemoteDrives", "", "@odata.type", "x",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "1.5", "1e400", "-1e400", "99999999999999999999", "2147483648", "\"\"", "\"On\"", "\"GPU\"", "\"CPU\"",
        "\"Pxe\"", "\"Once\"", "\"SSD\"", "\"NVMe\"", "\"/redfish/v1/Systems/r1-d1-s1/Processors/cpu-1\"", "\"/redfish/v1/Chassis/r1\"", "\"/\"",
        "\"/redfish/v1/Chassis/pod\"", "\"/redfish/v1/Systems\"", "\"\\ud800\"", "\"\\u0000\"", "\"admin\"", "[]", "{}", "[[]]", "[null]", "[{}]",
    ];

    public static Gen<string> Value(int depth) => depth == 0
        ? Gen.Elements(Values)
        : Gen.Frequency((3, Object(depth)), (1, Gen.Elements(Values)), (1, Value(depth - 1).ArrayOf().Select(v => $"[{string.Join(',', v.Take(4))}]")));

    private static Gen<string> Object(int depth) =>
        (from name in Gen.Elements(Names) from value in Value(depth - 1) select (name, value))
        .ArrayOf()
        .Select(pairs => $"{{{string.Join(',', pairs.DistinctBy(p => p.name).Take(6).Select(p => $"\"{p.name}\":{p.value}"))}}}");
}
