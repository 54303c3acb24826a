namespace Simulator.Hardware;

/// <summary>The power shelf of a rack: it holds the power supplies and gives what they make to everything in the rack.</summary>
/// <param name="Unit">Lowest unit that its power supplies fill.</param>
public sealed record PowerShelf(string Id, string Name, Rack Rack, int Unit, string SerialNumber)
{
    public const string Manufacturer = "Contoso";
    public const string Model = "Power shelf 2F";

    /// <summary>None in a rack without power supplies, which is fed by itself.</summary>
    public static PowerShelf? Of(Rack rack) => rack.PowerSupplies.Count == 0
        ? null
        : new($"{rack.Id}-power-shelf", $"Power shelf of {rack.Name}", rack, rack.PowerSupplies.Min(s => s.Unit), $"{rack.SerialNumber}P");

    /// <summary>What all its power supplies can give together.</summary>
    public int CapacityWatts => Rack.PowerSupplies.Sum(s => s.Watts);
}
