namespace Simulator.Ironic;

/// <summary>Keys of <c>driver_info</c> that tell what a machine boots while the conductor works on it.</summary>
internal static class RamdiskDriverInfo
{
    public static readonly IReadOnlyDictionary<string, string> Keys = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["deploy_kernel"] = "URL of the kernel of the deploy ramdisk. Used by the boot interfaces pxe and ipxe.",
        ["deploy_ramdisk"] = "URL of the deploy ramdisk. Used by the boot interfaces pxe and ipxe.",
        ["deploy_iso"] = "URL of the deploy ramdisk as a bootable medium. Used by the boot interface redfish-virtual-media.",
        ["rescue_kernel"] = "URL of the kernel of the rescue ramdisk.",
        ["rescue_ramdisk"] = "URL of the rescue ramdisk.",
        ["bootloader"] = "URL of an EFI image with the bootloader, for virtual media that are made of kernel and ramdisk.",
        ["force_persistent_boot_device"] = "When the boot device is set persistently: Always, Never or Default.",
        ["agent_verify_ca"] = "Either a boolean value, or a path to a file of certificates that agents are trusted by.",
    };
}
