using System.Text.Json.Nodes;
using Simulator.Hardware;

namespace Simulator.Ramdisk;

/// <summary>What an agent finds of the machine it runs on, as ironic-python-agent tells it to whoever inspects.</summary>
internal static class AgentInventory
{
    /// <summary>The body of <c>/v1/continue_inspection</c>.</summary>
    /// <param name="attached">What was brought to the system besides its own parts.</param>
    public static JsonObject Of(ComputerSystem system, IReadOnlyList<PooledDevice> attached)
    {
        var disks = DisksOf(system, attached);
        var cpu = system.Processors is [var first, ..] ? first : null;
        var bootsFrom = system.EthernetInterfaces is [var nic, ..] ? nic.MacAddress.ToLowerInvariant() : null;

        // As the agent chooses by itself: the smallest that holds an image.
        var root = disks.Where(d => d["size"]!.GetValue<long>() >= 4L << 30).MinBy(d => d["size"]!.GetValue<long>());
        return new JsonObject
        {
            ["inventory"] = new JsonObject
            {
                ["interfaces"] = new JsonArray([.. NicsOf(system, attached).Select(Nic)]),
                ["cpu"] = new JsonObject
                {
                    ["model_name"] = cpu?.Model, ["frequency"] = cpu?.SpeedMHz, ["count"] = system.Processors.Sum(p => p.Threads),
                    ["architecture"] = "x86_64", ["flags"] = new JsonArray([.. (cpu?.Capabilities ?? []).Select(c => JsonValue.Create(c.ToLowerInvariant()))]),
                    ["socket_count"] = system.Processors.Count,
                },
                ["disks"] = new JsonArray([.. disks]),
                ["memory"] = new JsonObject { ["total"] = (long)system.TotalMemoryMiB << 20, ["physical_mb"] = system.TotalMemoryMiB },
                ["bmc_address"] = null,
                ["bmc_mac"] = system.BmcMacAddress,
                ["system_vendor"] = new JsonObject
                {
                    ["product_name"] = system.Model, ["serial_number"] = system.SerialNumber, ["manufacturer"] = system.Manufacturer,
                },
                ["boot"] = new JsonObject
                {
                    ["current_boot_mode"] = system.State.Boot.Mode == BootMode.UEFI ? "uefi" : "bios", ["pxe_interface"] = bootsFrom,
                },
                ["hostname"] = null,
            },
            ["root_disk"] = root?.DeepClone(),
            ["boot_interface"] = bootsFrom,
        };
    }

    private static IEnumerable<EthernetInterface> NicsOf(ComputerSystem system, IReadOnlyList<PooledDevice> attached) =>
        system.EthernetInterfaces.Concat(attached.Select(d => d.Nic).OfType<EthernetInterface>());

    private static JsonObject Nic(EthernetInterface nic, int number) => new()
    {
        ["name"] = $"eth{number}", ["mac_address"] = nic.MacAddress.ToLowerInvariant(), ["has_carrier"] = true, ["ipv4_address"] = null, ["speed_mbps"] = nic.SpeedMbps,
    };

    private static IReadOnlyList<JsonObject> DisksOf(ComputerSystem system, IReadOnlyList<PooledDevice> attached) =>
    [
        .. system.Drives.Select((d, number) => Disk($"/dev/sd{(char)('a' + number)}", d.Manufacturer, d.Model, d.SerialNumber, d.CapacityGiB, isRotational: d.MediaType == "HDD")),
        .. attached.Where(d => d.Kind is PooledDeviceKind.NVMe).Select((d, number) => Disk($"/dev/nvme{number}n1", d.Manufacturer, d.Model, d.SerialNumber, d.CapacityGiB, isRotational: false)),
    ];

    private static JsonObject Disk(string name, string vendor, string model, string serial, int gibibytes, bool isRotational) => new()
    {
        ["name"] = name, ["vendor"] = vendor, ["model"] = model, ["serial"] = serial, ["size"] = (long)gibibytes << 30, ["rotational"] = isRotational,
    };
}
