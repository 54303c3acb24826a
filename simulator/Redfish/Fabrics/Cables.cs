using System.Globalization;
using Simulator.Hardware;

namespace Simulator.Redfish;

/// <summary>Which NIC is at the other end of a port of a switch. Cables do not move, so this is read once.</summary>
internal sealed class Cables(Pod pod)
{
    private const double MbpsPerGbps = 1000;

    private readonly Dictionary<SwitchPortId, (ComputerSystem System, EthernetInterface Nic)> _ends = pod.Systems.Values
        .SelectMany(s => s.EthernetInterfaces, (system, nic) => (System: system, Nic: nic))
        .Where(e => e.Nic.SwitchPort is not null)
        .ToDictionary(e => e.Nic.SwitchPort!.Value);

    public PortJson PortOf(EthernetSwitch made, int number)
    {
        var id = new SwitchPortId(made.Id, number);
        var isCabled = _ends.TryGetValue(id, out var end);
        return new PortJson(FabricUris.Port(id), number.ToString(CultureInfo.InvariantCulture), $"Port {number} of {made.Name}")
        {
            PortType = "DownstreamPort",
            LinkStatus = isCabled ? "LinkUp" : "NoLink",
            MaxSpeedGbps = made.SpeedMbps / MbpsPerGbps,
            LinkSpeedGbps = isCabled ? Math.Min(made.SpeedMbps, end.Nic.SpeedMbps) / MbpsPerGbps : null,
            Status = new Status("Enabled", "OK"),
            Links = isCabled
                ? new PortLinks
                {
                    ConnectedPorts = [new Link(AdapterUris.Port(end.System.Id, end.Nic.Id))],
                    EthernetInterfaces = [new Link($"{SystemUris.EthernetInterfaces(end.System.Id)}/{end.Nic.Id}")],
                }
                : null,
        };
    }
}
