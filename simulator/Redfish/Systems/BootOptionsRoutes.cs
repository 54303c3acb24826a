using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>BootOption v1_0_6: what a system can boot from, in its order: network ports, drives, the virtual CD.</summary>
internal static class BootOptionsRoutes
{
    public static RedfishRoutes MapBootOptions(this RedfishRoutes routes, Pod pod) => routes
        .Collection($"{SystemUris.Systems}/{{id}}/BootOptions", "BootOption", context => SystemsRoutes.Find(pod, context) is { } s
            ? ResourceCollection.Of(SystemUris.BootOptions(s.Id), $"Boot options of {s.Name}", BootOptionJson.Of(s).Select(o => o.Id)) : null)
        .Resource($"{SystemUris.Systems}/{{id}}/BootOptions/{{part}}", BootOptionsJsonContext.Default.BootOptionJson, context =>
            SystemsRoutes.Find(pod, context) is { } s ? BootOptionJson.Of(s).FirstOrDefault(o => o.Id == RedfishRoutes.Id(context, "part")) : null);
}

internal sealed class BootOptionJson(ComputerSystem system, string reference, string alias, string text, string path)
    : Resource($"{SystemUris.BootOptions(system.Id)}/{reference}", Type, reference, $"Boot option {reference}"), IResource
{
    public static string Type => "#BootOption.v1_0_6.BootOption";

    public string BootOptionReference => Id;

    public string DisplayName => text;

    public string Alias => alias;

    public string UefiDevicePath => path;

    public bool BootOptionEnabled => true;

    public static IReadOnlyList<BootOptionJson> Of(ComputerSystem system)
    {
        var sources = system.EthernetInterfaces
            .Select((nic, i) => ("Pxe", $"Network {nic.Id}", $"PciRoot(0x0)/Pci(0x{i + 1:X},0x0)/MAC({nic.MacAddress.Replace(":", "", StringComparison.Ordinal)},0x1)"))
            .Concat(system.Drives.Select((drive, i) => ("Hdd", $"Drive {drive.Id}", $"PciRoot(0x0)/Pci(0x1F,0x0)/Sata(0x{i:X},0xFFFF,0x0)")))
            .Append(("Cd", "Virtual CD", "PciRoot(0x0)/Pci(0x14,0x0)/USB(0x0,0x0)"));
        return [.. sources.Select((s, i) => new BootOptionJson(
            system, string.Create(CultureInfo.InvariantCulture, $"Boot{i + 1:X4}"), s.Item1, s.Item2, s.Item3))];
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BootOptionJson))]
internal sealed partial class BootOptionsJsonContext : JsonSerializerContext;
