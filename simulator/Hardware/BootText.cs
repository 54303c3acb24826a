namespace Simulator.Hardware;

/// <summary>What firmware writes to the serial console while a system boots.</summary>
internal static class BootText
{
    /// <summary>Of a change of power.</summary>
    public static IEnumerable<string> Of(ComputerSystem system, PowerState power) => power switch
    {
        PowerState.PoweringOn => [$"{system.Manufacturer} {system.Model}, serial {system.SerialNumber}", .. Of(system, BootStage.PrimaryProcessorInitializationStarted)],
        PowerState.PoweringOff => ["[ shutdown ] The system is going down."],
        PowerState.Off => ["-- no carrier --"],
        _ => [],
    };

    /// <summary>Of a stage of a boot.</summary>
    public static IEnumerable<string> Of(ComputerSystem system, BootStage stage) => stage switch
    {
        BootStage.PrimaryProcessorInitializationStarted => [.. system.Processors.Select((p, number) => $"CPU {number}: {p.Model}, {p.Cores} cores")],
        BootStage.MemoryInitializationStarted => [$"Memory: {system.TotalMemoryMiB} MiB in {system.Memory.Count} modules"],
        BootStage.PCIResourceConfigStarted =>
        [
            .. system.EthernetInterfaces.Select(e => $"NIC {e.MacAddress}"),
            .. system.Drives.Select(d => $"Drive {d.Model}, {d.CapacityGiB} GiB"),
        ],
        BootStage.OSBootStarted => [system.State.Boot.Enabled == BootEnabled.Disabled ? "Booting from the first boot option" : $"Booting from {system.State.Boot.Target}"],
        _ => [],
    };
}
