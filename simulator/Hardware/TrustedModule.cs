namespace Simulator.Hardware;

/// <summary>The trusted platform module (TPM 2.0) on the board of a sled.</summary>
public sealed record TrustedModule(string SerialNumber)
{
    public const string Id = "tpm";
    public const string Manufacturer = "Contoso";
    public const string Model = "TPM 2.0";
    public const string FirmwareVersion = "7.2.1.0";

    public static TrustedModule Of(ComputerSystem sled) => new($"{sled.SerialNumber}-T");
}
