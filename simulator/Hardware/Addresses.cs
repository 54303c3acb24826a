using System.Globalization;

namespace Simulator.Hardware;

/// <summary>
/// Addresses that the DHCP servers of a pod would give out. They are read off the MAC addresses, whose last three bytes
/// count the ports of the pod, so they never repeat: hosts in 10.0.0.0/9, BMCs in 10.128.0.0/9.
/// </summary>
public static class Addresses
{
    public const string Mask = "255.128.0.0";
    public const string HostGateway = "10.127.255.254";
    public const string BmcGateway = "10.255.255.254";

    // EUI-64 marks an address as locally administered by this bit.
    private const int LocalBit = 0x02;

    public static string OfHost(EthernetInterface nic) => InNet(nic.MacAddress, 0);

    /// <summary>Counted by the first NIC of its system.</summary>
    public static string OfBmc(ComputerSystem system) => InNet(system.EthernetInterfaces[0].MacAddress, 128);

    /// <summary>Of the iSCSI portals of storage services: the end of the hosts' net, which no host comes to.</summary>
    /// <param name="number">From 1, in the order of the rack file.</param>
    public static string OfPortal(int number) => string.Create(CultureInfo.InvariantCulture, $"10.127.{254 - (number >> 8)}.{number & 0xff}");

    /// <summary>IPv6 link-local, from the MAC address as RFC 4291 (appendix A) has it.</summary>
    public static string LinkLocal(string macAddress)
    {
        var b = Bytes(macAddress);
        return string.Create(
            CultureInfo.InvariantCulture, $"fe80::{((b[0] ^ LocalBit) << 8) | b[1]:x}:{(b[2] << 8) | 0xff:x}:fe{b[3]:x2}:{(b[4] << 8) | b[5]:x}");
    }

    private static string InNet(string macAddress, int net) =>
        Bytes(macAddress) is var b ? string.Create(CultureInfo.InvariantCulture, $"10.{net | (b[3] & 0x7f)}.{b[4]}.{b[5]}") : "";

    private static int[] Bytes(string macAddress) => [.. macAddress.Split(':').Select(p => int.Parse(p, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
}
