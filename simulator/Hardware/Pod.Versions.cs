using System.Collections.Concurrent;

namespace Simulator.Hardware;

/// <content>Which firmware every part has: the one place that knows.</content>
public sealed partial class Pod
{
    // Only what differs from delivery: a pod of many thousand parts keeps nothing for those that nobody touched.
    private readonly ConcurrentDictionary<FirmwareItem, Firmware> _firmware = new();

    /// <summary>Everything that has firmware, in the order of the rack file: parts of systems, pooled devices, switches.</summary>
    public IEnumerable<FirmwareItem> FirmwareItems =>
    [
        .. Systems.Keys.SelectMany(FirmwareItemsOf),
        .. Devices.Values.Where(d => d.HasFirmware).Select(FirmwareItemOf),
        .. Cables.Switches.Keys.Select(id => new FirmwareItem(FirmwareKind.Switch, id)),
    ];

    /// <summary>Those whose next version waits for a reset, by id.</summary>
    public IReadOnlyList<FirmwareItem> StagedFirmware =>
        [.. _firmware.Where(f => f.Value.Staged is not null).Select(f => f.Key).OrderBy(i => i.Id, StringComparer.Ordinal)];

    public FirmwareItem? FindFirmware(string id)
    {
        if (Devices.TryGetValue(id, out var device))
        {
            return FirmwareItemOf(device);
        }

        if (Cables.Switches.ContainsKey(id))
        {
            return new FirmwareItem(FirmwareKind.Switch, id);
        }

        return id.LastIndexOf('-') is > 0 and var dash && Systems.ContainsKey(id[..dash])
            ? FirmwareItemsOf(id[..dash]).Where(i => i.Id == id).Select(i => (FirmwareItem?)i).FirstOrDefault()
            : null;
    }

    public Firmware FirmwareOf(FirmwareItem item) => _firmware.GetValueOrDefault(item) ?? Firmware.Factory(item.Kind);

    public Firmware FirmwareOf(FirmwareKind kind, string owner) => FirmwareOf(new FirmwareItem(kind, owner));

    public Firmware FirmwareOf(PooledDevice device) => FirmwareOf(FirmwareItemOf(device));

    /// <summary>For people: <c>BIOS of System r1-d1-s1</c>.</summary>
    public string NameOf(FirmwareItem item) => item.Kind switch
    {
        FirmwareKind.Bios => $"BIOS of {Systems[item.Owner].Name}",
        FirmwareKind.Bmc => $"BMC of {Systems[item.Owner].Name}",
        FirmwareKind.Nic => $"Network adapter of {Systems[item.Owner].Name}",
        FirmwareKind.Switch => Cables.Switches[item.Owner].Switch.Name,
        _ => Devices[item.Owner].Name,
    };

    /// <summary>Writes a version that <see cref="Activate"/>, a boot or a restart of the BMC takes into use.</summary>
    public void Stage(FirmwareItem item, string version)
    {
        using (ActOn(item))
        {
            _firmware[item] = FirmwareOf(item) with { Staged = version };
            Report_NeedsLock(item, "Staged", $"{NameOf(item)} has firmware {version} written and waiting.");
        }
    }

    /// <summary>Takes the waiting version into use, if one waits.</summary>
    public void Activate(FirmwareItem item)
    {
        using (ActOn(item))
        {
            if (FirmwareOf(item).Staged is not { } version)
            {
                return;
            }

            _firmware[item] = new Firmware(version, Released: null);
            Report_NeedsLock(item, "Activated", $"{NameOf(item)} runs firmware {version}.");

            // Twice, as two things changed: the inventory, and the part that shows its version.
            Changed?.Invoke(new HardwareChange("firmware", item.Id, "Version", $"{NameOf(item)} shows version {version}."));
        }
    }

    /// <summary>All the firmware of a system, its NIC's and its BMC's.</summary>
    public static IReadOnlyList<FirmwareItem> FirmwareItemsOf(string systemId) =>
        [new(FirmwareKind.Bios, systemId), new(FirmwareKind.Bmc, systemId), new(FirmwareKind.Nic, systemId)];

    public static FirmwareItem FirmwareItemOf(PooledDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return new FirmwareItem(
            device.Kind switch
            {
                PooledDeviceKind.NVMe => FirmwareKind.Drive,
                PooledDeviceKind.GPU => FirmwareKind.Gpu,
                _ => FirmwareKind.Fpga,
            }, device.Id);
    }

    private Verb ActOn(FirmwareItem item) =>
        Systems.TryGetValue(item.Owner, out var system) ? Act(system) : Devices.TryGetValue(item.Owner, out var device) ? Act(device) : Act();

    private void Report_NeedsLock(FirmwareItem item, string what, string text)
    {
        var change = new HardwareChange("firmware", item.Id, what, text);
        if (Systems.TryGetValue(item.Owner, out var system))
        {
            // The BMC has a log of its own, and this goes there.
            system.Write_NeedsLock(system.Log.With(_clock.GetUtcNow(), item.Kind == FirmwareKind.Bmc ? change with { Room = "bmc" } : change));
        }

        Changed?.Invoke(change);
    }
}
