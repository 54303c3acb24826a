namespace Simulator.Hardware;

/// <summary>The drives that a BMC shows to its system without having them, by the id of their resource.</summary>
public enum VirtualDrive
{
    Cd,
    UsbStick,
}

/// <summary>What lies in a virtual drive.</summary>
/// <param name="Image">Absolute URI.</param>
/// <param name="IsInserted">False: known to the BMC, hidden from the system.</param>
public sealed record VirtualMedium(
    string Image, bool IsInserted, bool IsWriteProtected, string? TransferMethod, string? TransferProtocol, string? UserName);
