using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Where a pooled network card is found: in its drawer, with its one port, its function, and the interface that this is to a system.</summary>
internal static class PooledNicUris
{
    /// <summary>Each card has one port and one function.</summary>
    public const string Only = "1";

    public static string Adapter(PooledDevice card) => $"{AdapterUris.Adapters(card.DrawerId)}/{card.Id}";

    public static string Ports(PooledDevice card) => $"{Adapter(card)}/Ports";

    public static string Port(PooledDevice card) => $"{Ports(card)}/{Only}";

    public static string Functions(PooledDevice card) => $"{Adapter(card)}/NetworkDeviceFunctions";

    public static string Function(PooledDevice card) => $"{Functions(card)}/{Only}";

    public static string Interfaces(PooledDevice card) => $"{Function(card)}/EthernetInterfaces";

    /// <summary>The same for the block of the card and for a system that has it.</summary>
    public static string Interface(PooledDevice card) => $"{Interfaces(card)}/{card.Id}";
}
