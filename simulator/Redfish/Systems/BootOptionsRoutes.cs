using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>BootOption v1_0_6: what a system can boot from: network ports, drives, the virtual CD. One can be passed over, none removed.</summary>
internal static class BootOptionsRoutes
{
    public static RedfishRoutes MapBootOptions(this RedfishRoutes routes, Pod pod) => routes
        .Collection($"{SystemUris.Systems}/{{id}}/BootOptions", "BootOption", context => SystemsRoutes.Find(pod, context) is { } s
            ? ResourceCollection.Of(SystemUris.BootOptions(s), $"Boot options of {s.Name}", BootOptionJson.References(s)) : null)
        .Resource(
            $"{SystemUris.Systems}/{{id}}/BootOptions/{{part}}", BootOptionsJsonContext.Default.BootOptionJson,
            context => SystemsRoutes.Find(pod, context) is { } s ? Find(s, context) : null,
            patch: context => PatchAsync(context, pod, SystemsRoutes.Find(pod, context)!));

    private static BootOptionJson? Find(ComputerSystem system, HttpContext context) =>
        BootOptionJson.Of(system).FirstOrDefault(o => o.Id == RedfishRoutes.Id(context, "part"));

    private static Task<IResult> PatchAsync(HttpContext context, Pod pod, ComputerSystem system) =>
        PatchRequest.ApplyAsync(
            context, BootOptionsJsonContext.Default.BootOptionJson,
            reader =>
            {
                var isEnabled = reader.Flag("BootOptionEnabled");
                var reference = RedfishRoutes.Id(context, "part");
                return () =>
                {
                    if (isEnabled is { } enabled)
                    {
                        pod.EditBootMenu(system, menu => menu with
                        {
                            Disabled = enabled ? menu.Disabled.Remove(reference) : menu.Disabled.Add(reference),
                        });
                    }

                    return null;
                };
            },
            () => Find(system, context)!);
}

internal sealed class BootOptionJson(ComputerSystem system, string reference, string alias, string text, string path, Link item)
    : Resource($"{SystemUris.BootOptions(system)}/{reference}", Type, reference, $"Boot option {reference}"), IResource
{
    public static string Type => "#BootOption.v1_0_6.BootOption";

    public string BootOptionReference => Id;

    public string DisplayName => text;

    public string Alias => alias;

    public string UefiDevicePath => path;

    public bool BootOptionEnabled => !system.State.Menu.Disabled.Contains(Id);

    public IReadOnlyList<Link> RelatedItem => [item];

    /// <summary>Of all options, in the order of the factory.</summary>
    public static IReadOnlyList<string> References(ComputerSystem system) =>
        [.. Enumerable.Range(1, system.EthernetInterfaces.Count + system.Drives.Count + 1).Select(Reference)];

    public static IReadOnlyList<BootOptionJson> Of(ComputerSystem system)
    {
        var sources = system.EthernetInterfaces
            .Select((nic, i) => ("Pxe", $"Network {nic.Id}", PathOf(nic, i), SystemUris.EthernetInterface(system, nic.Id)))
            .Concat(system.Drives.Select((drive, i) => (
                "Hdd", $"Drive {drive.Id}", $"PciRoot(0x0)/Pci(0x1F,0x0)/Sata(0x{i:X},0xFFFF,0x0)", StorageUris.Drive(system.Id, drive.Id))))
            .Append(("Cd", "Virtual CD", "PciRoot(0x0)/Pci(0x14,0x0)/USB(0x0,0x0)", $"{SystemUris.VirtualMedia(system)}/{VirtualDrive.Cd}"));
        return [.. sources.Select((s, i) => new BootOptionJson(system, Reference(i + 1), s.Item1, s.Item2, s.Item3, new Link(s.Item4)))];
    }

    /// <summary>UEFI device path of a NIC (UEFI 2.10, section 10).</summary>
    /// <param name="index">From 0, of the NIC in its system.</param>
    public static string PathOf(EthernetInterface nic, int index) =>
        $"PciRoot(0x0)/Pci(0x{index + 1:X},0x0)/MAC({nic.MacAddress.Replace(":", "", StringComparison.Ordinal)},0x1)";

    private static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"Boot{number:X4}");
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BootOptionJson))]
internal sealed partial class BootOptionsJsonContext : JsonSerializerContext;
