namespace Simulator.Hardware.ExpEther;

/// <summary>What every board of an ExpEther fabric has, from the rack file and the seed.</summary>
/// <param name="Id">The manager's id: the address as one hexadecimal number.</param>
public abstract record Board(string Id, BoardSpeed Speed, string MacAddress, string SerialNumber, string Model);

/// <summary>A server's board (EESV): the server sees the devices of its group as if they were in its own slots.</summary>
/// <param name="MaxDevices">So many devices at most in its group.</param>
public sealed record ServerBoard(
    string Id, BoardSpeed Speed, string MacAddress, string SerialNumber, string Model, string HostModel, string HostSerialNumber, int MaxDevices)
    : Board(Id, Speed, MacAddress, SerialNumber, Model);

/// <summary>A board with a PCI device (EEIO).</summary>
/// <param name="Pci">Null on boards of 10 Gb/s, which do not tell.</param>
public sealed record DeviceBoard(string Id, BoardSpeed Speed, string MacAddress, string SerialNumber, string Model, PciIdentity? Pci)
    : Board(Id, Speed, MacAddress, SerialNumber, Model);

/// <param name="ClassCode">Class, subclass and programming interface, 24 bits (PCI Code and ID Assignment, 1).</param>
public sealed record PciIdentity(int ClassCode, int VendorId, int DeviceId);

public enum BoardSpeed
{
    TenGigabit,
    FortyGigabit,
}
