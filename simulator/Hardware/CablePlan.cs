namespace Simulator.Hardware;

/// <summary>A cable from a port of a switch to a NIC of a system of its rack.</summary>
public readonly record struct Cable(SwitchPortId Port, EthernetSwitch Switch, ComputerSystem System, EthernetInterface Nic)
{
    /// <summary>Unique, for there is one cable in a port.</summary>
    public string Id => $"{Port.Switch}-{Port.Port}";

    /// <summary>The slower end decides.</summary>
    public int SpeedMbps => Math.Min(Switch.SpeedMbps, Nic.SpeedMbps);
}

/// <summary>Which NIC is at the other end of which port of a switch. Cables do not move, so this is read once.</summary>
public sealed class CablePlan
{
    private readonly Dictionary<SwitchPortId, Cable> _cables = [];

    public CablePlan(IReadOnlyList<Rack> racks)
    {
        Switches = racks.SelectMany(r => r.Switches, (rack, made) => (rack, made)).ToDictionary(s => s.made.Id, s => s, StringComparer.Ordinal);
        foreach (var system in racks.SelectMany(r => r.Drawers).SelectMany(d => d.Systems))
        {
            foreach (var nic in system.EthernetInterfaces)
            {
                if (nic.SwitchPort is { } port)
                {
                    _cables.Add(port, new Cable(port, Switches[port.Switch].Switch, system, nic));
                }
            }
        }
    }

    /// <summary>By id, in the order of the rack file, each with the rack it is in.</summary>
    public IReadOnlyDictionary<string, (Rack Rack, EthernetSwitch Switch)> Switches { get; }

    public IEnumerable<Cable> All => _cables.Values;

    public Cable? In(SwitchPortId port) => _cables.TryGetValue(port, out var cable) ? cable : null;

    /// <summary>The cable at that NIC; null when it has none.</summary>
    public Cable? At(EthernetInterface nic) => nic.SwitchPort is { } port ? In(port) : null;

    public Cable? Find(string id) =>
        id.LastIndexOf('-') is var dash and > 0 && int.TryParse(id.AsSpan(dash + 1), System.Globalization.NumberStyles.None, null, out var port)
        && In(new SwitchPortId(id[..dash], port)) is { } cable && cable.Id == id
            ? cable
            : null;
}
