namespace Valence.Drivers.ExpEther;

/// <summary>Names of a few vendors of cards, by their number with PCI-SIG; of others the number is told.</summary>
internal static class PciVendors
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["0x1002"] = "AMD",
        ["0x1033"] = "NEC",
        ["0x10de"] = "NVIDIA",
        ["0x10ee"] = "Xilinx",
        ["0x144d"] = "Samsung",
        ["0x14e4"] = "Broadcom",
        ["0x15b3"] = "Mellanox",
        ["0x8086"] = "Intel",
    };

    public static string? NameOf(string? vendorId) => vendorId is null ? null : Names.GetValueOrDefault(vendorId, $"PCI vendor {vendorId}");
}
