using System.Globalization;
using System.Text;

namespace Simulator.Hardware;

/// <summary>Numbers under which a maker sells a model: the same for every piece of it, so they are made from its name.</summary>
public static class Catalog
{
    /// <summary>For example <c>482-10975-31</c>.</summary>
    public static string PartNumber(string model)
    {
        var number = Hash(model);
        return string.Create(CultureInfo.InvariantCulture, $"{number % 1000:000}-{number / 1000 % 100_000:00000}-{number / 7 % 100:00}");
    }

    /// <summary>For example <c>C220-SLED</c>.</summary>
    public static string Sku(string model) => new([.. model.ToUpperInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]);

    // FNV-1a.
    private static uint Hash(string text) => Encoding.UTF8.GetBytes(text).Aggregate(2_166_136_261u, (hash, b) => unchecked((hash ^ b) * 16_777_619u));
}

/// <summary>How much room and weight a chassis takes.</summary>
public sealed record Dimensions(double HeightMm, double WidthMm, double DepthMm, double WeightKg)
{
    // EIA-310: a unit, and the opening between the posts.
    private const double UnitMm = 44.45;
    private const double OpeningMm = 450.85;

    private const double DrawerDepthMm = 800;

    public static Dimensions Of(Rack rack) => new(
        Math.Round((rack.Units * UnitMm) + 130, 2), 600, 1200,
        135 + rack.Drawers.Sum(d => Of(d).WeightKg) + (rack.Switches.Count * 9) + (rack.PowerSupplies.Count * 6) + (rack.StorageServices.Count * 28));

    public static Dimensions Of(Drawer drawer) => new(
        Math.Round(drawer.Height * UnitMm, 2), OpeningMm, DrawerDepthMm,
        Math.Round(8 + (drawer.Height * 4) + drawer.Systems.Sum(WeightOf) + drawer.Devices.Sum(d => d.IsDrive || d.Kind == PooledDeviceKind.Memory ? 0.3 : 1.4), 1));

    /// <summary>Sleds stand side by side and fill their drawer.</summary>
    public static Dimensions Of(Drawer drawer, ComputerSystem sled) => new(
        Math.Round((drawer.Height * UnitMm) - 4, 2), Math.Round((OpeningMm - 10) / Math.Max(1, drawer.Systems.Count), 2), DrawerDepthMm - 40, WeightOf(sled));

    private static double WeightOf(ComputerSystem sled) =>
        Math.Round(3.5 + (sled.Processors.Count * 0.6) + (sled.Memory.Count * 0.05) + (sled.Drives.Count * 0.4), 2);
}
