using System.Globalization;

namespace Valence.Drivers.ExpEther;

/// <summary>The types of valence-api 1.11 from the PCI class code: 24 bits, of which class and subclass are the upper two bytes (D-16).</summary>
internal static class PciClass
{
    public const string Unknown = "Unknown";

    private const int SerialBus = 0x0C;
    private const int UsbController = 0x03;

    /// <summary>What can be asked for. FPGA cannot: accelerators of all kinds have one class.</summary>
    public static readonly IReadOnlyList<string> Types = ["SSD", "NIC", "GPU", "Multi", "SWITCH", "USB", "ACS"];

    /// <summary>Null when there is no code at all.</summary>
    public static string? TypeOf(string? classCode)
    {
        if (string.IsNullOrEmpty(classCode))
        {
            return null;
        }

        var digits = classCode.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? classCode.AsSpan(2) : classCode;
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? TypeOf(code >> 16, (code >> 8) & 0xFF)
            : Unknown;
    }

    private static string TypeOf(int baseClass, int subclass) => (baseClass, subclass) switch
    {
        (0x01, _) => "SSD",
        (0x02, _) => "NIC",
        (0x03, _) => "GPU",
        (0x04, _) => "Multi",
        (0x06, _) => "SWITCH",
        (SerialBus, UsbController) => "USB",
        (0x12, _) => "ACS",
        _ => Unknown,
    };
}
