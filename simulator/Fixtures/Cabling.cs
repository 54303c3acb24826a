using Simulator.Hardware;

namespace Simulator.Fixtures;

/// <summary>Cables NICs to the switches of their rack, port by port, until the ports run out.</summary>
internal sealed class Cabling(IReadOnlyList<EthernetSwitch> switches)
{
    private readonly Queue<SwitchPortId> _free = new(switches.SelectMany(s => Enumerable.Range(1, s.Ports).Select(p => new SwitchPortId(s.Id, p))));

    /// <summary>The next port, or null when none is left: the NIC has no link.</summary>
    public SwitchPortId? NextFreePort() => _free.TryDequeue(out var port) ? port : null;
}
