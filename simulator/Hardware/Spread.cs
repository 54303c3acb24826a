using System.Text;

namespace Simulator.Hardware;

/// <summary>What differs from part to part: a number from 0 to 1 that a serial number and a purpose give, always the same.</summary>
internal static class Spread
{
    public static double Of(string serialNumber, string purpose = "") =>
        Encoding.UTF8.GetBytes(serialNumber + purpose).Aggregate(17u, (sum, b) => ((sum * 31) + b) & 0xFFFFF) % 1_009 / 1_008.0;

    /// <summary>From 0 to <paramref name="most"/>, in steps of a tenth.</summary>
    public static double Tenths(string serialNumber, double most) => Math.Round(Of(serialNumber) * most, 1);
}
