using System.Collections.Concurrent;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Cables, the ports at their ends, and the VLANs on them.</content>
public sealed partial class Pod
{
    // Only links that differ from the factory.
    private readonly ConcurrentDictionary<LinkId, NetworkLink> _links = new();

    // Only NICs on which something is set.
    private readonly ConcurrentDictionary<(string System, string Nic), IscsiBoot> _iscsiBoots = new();

    public CablePlan Cables { get; }

    public PcieSwitches PcieSwitches { get; }

    public NetworkLink LinkOf(LinkId id) => _links.GetValueOrDefault(id, NetworkLink.Factory);

    public NetworkLink LinkOf(ComputerSystem system, EthernetInterface nic) => LinkOf(LinkId.Of(system, nic));

    public LinkState StateOf(ComputerSystem system, EthernetInterface nic) =>
        nic.SwitchPort is null ? LinkState.None
        : LinkOf(system, nic) is { IsPortEnabled: true, IsNicEnabled: true } ? LinkState.Up
        : LinkState.Down;

    public LinkState StateOf(SwitchPortId port) => Cables.In(port) is { } cable ? StateOf(cable.System, cable.Nic) : LinkState.None;

    public void EnablePort(SwitchPortId port, bool isEnabled) =>
        Change(LinkId.Of(port), link => link with { IsPortEnabled = isEnabled }, isEnabled ? "PortEnabled" : "PortDisabled",
            $"Switch port {port} is {(isEnabled ? "enabled" : "disabled")}.");

    public void EnableNic(ComputerSystem system, EthernetInterface nic, bool isEnabled) =>
        Change(LinkId.Of(system, nic), link => link with { IsNicEnabled = isEnabled }, isEnabled ? "NicEnabled" : "NicDisabled",
            $"{nic.Id} of {system.Name} is {(isEnabled ? "enabled" : "disabled")}.");

    /// <param name="make">Gets the number of the new VLAN.</param>
    /// <returns>Null when the link carries a VLAN of that id already.</returns>
    public Vlan? AddVlan(LinkId id, Func<int, Vlan> make)
    {
        using (Act())
        {
            var link = LinkOf(id);
            var vlan = make(link.LastNumber + 1);
            if (link.Vlans.Exists(v => v.VlanId == vlan.VlanId))
            {
                return null;
            }

            Change(id, l => l with { Vlans = l.Vlans.Add(vlan), LastNumber = vlan.Number }, "VlanAdded", $"Link {id} carries VLAN {vlan.VlanId}.");
            return vlan;
        }
    }

    /// <returns>False when the link carries another VLAN of the new id already, or no VLAN of that number.</returns>
    public bool ChangeVlan(LinkId id, int number, Func<Vlan, Vlan> edit)
    {
        using (Act())
        {
            var link = LinkOf(id);
            if (link.Vlans.Find(v => v.Number == number) is not { } before)
            {
                return false;
            }

            var after = edit(before);
            if (link.Vlans.Exists(v => v.Number != number && v.VlanId == after.VlanId))
            {
                return false;
            }

            Change(id, l => after == before ? l : l with { Vlans = l.Vlans.Replace(before, after) }, "VlanChanged", $"Link {id} carries VLAN {after.VlanId}.");
            return true;
        }
    }

    /// <summary>A VLAN that is gone already stays so.</summary>
    public void RemoveVlan(LinkId id, int number) =>
        Change(id, link => link.Vlans.Find(v => v.Number == number) is { } vlan ? link with { Vlans = link.Vlans.Remove(vlan) } : link, "VlanRemoved",
            $"Link {id} no longer carries its VLAN number {number}.");

    /// <summary>Has the switch port at the other end of a NIC carry what a node asks for.</summary>
    public void CarryVlans(ComputerSystem system, NicVlans wanted) =>
        Change(
            LinkOfNic(system, wanted.NicId), link => link.Carrying(wanted.Vlans, wanted.Primary), "VlansCarried",
            $"The port of {wanted.NicId} of {system.Name} carries VLANs {string.Join(", ", wanted.Vlans.Select(v => v.VlanId))}.");

    /// <summary>Takes all VLANs but the reserved ones from the switch port at the other end of a NIC.</summary>
    public void DropVlans(ComputerSystem system, string nicId) =>
        Change(LinkOfNic(system, nicId), link => link.WithReservedAlone(), "VlansDropped", $"The port of {nicId} of {system.Name} carries reserved VLANs alone.");

    public IscsiBoot IscsiBootOf(ComputerSystem system, EthernetInterface nic) => _iscsiBoots.GetValueOrDefault((system.Id, nic.Id), IscsiBoot.Factory);

    public void SetIscsiBoot(ComputerSystem system, EthernetInterface nic, IReadOnlyList<(IscsiField Field, string? Value)> wanted)
    {
        using (Act(system))
        {
            if (wanted.Count > 0)
            {
                _iscsiBoots[(system.Id, nic.Id)] = wanted.Aggregate(IscsiBootOf(system, nic), (boot, w) => boot.With(w.Field, w.Value));
                Changed?.Invoke(new HardwareChange("network", $"{system.Id}/{nic.Id}", "IscsiBoot", $"{nic.Id} of {system.Name} boots otherwise from iSCSI."));
            }
        }
    }

    private static LinkId LinkOfNic(ComputerSystem system, string nicId) => LinkId.Of(system, system.EthernetInterfaces.Single(e => e.Id == nicId));

    private void Change(LinkId id, Func<NetworkLink, NetworkLink> next, string what, string text)
    {
        using (Act())
        {
            var before = LinkOf(id);
            var after = next(before);
            if (after == before)
            {
                return;
            }

            _links[id] = after;
            Changed?.Invoke(new HardwareChange("network", id.ToString(), what, text));
        }
    }
}
