using System.Collections.Immutable;
using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <summary>A VLAN that a port carries.</summary>
/// <param name="Number">1, 2, 3 … per link; never used again.</param>
/// <param name="VlanId">From 1 to 4094 (IEEE 802.1Q), once per link.</param>
/// <param name="Priority">From 0 to 7; null when none is set.</param>
public sealed record Vlan(int Number, int VlanId, bool IsEnabled, bool IsTagged, string Name, int? Priority = null)
{
    /// <summary>Untagged on every port as delivered.</summary>
    public const int Default = 1;

    /// <summary>Those that no node may ask for (Intel RSD, configuration of the reference pod manager).</summary>
    public static IReadOnlyList<int> Reserved { get; } = [Default, 170, 4088, 4091, 4094];
}

/// <summary>Names a cable with its two ends, or the one end of a port without a cable.</summary>
public readonly record struct LinkId
{
    private readonly string _value;

    private LinkId(string value) => _value = value;

    public static LinkId Of(SwitchPortId port) => new(port.ToString());

    public static LinkId Of(ComputerSystem system, EthernetInterface nic) =>
        nic.SwitchPort is { } port ? Of(port) : new LinkId($"{system.Id}/{nic.Id}");

    public override string ToString() => _value;
}

public enum LinkState
{
    Up,

    /// <summary>There is a cable, and one end of it is switched off.</summary>
    Down,

    /// <summary>There is no cable.</summary>
    None,
}

/// <summary>What is set at the two ends of a cable. Both ends show the same VLANs: a system asks, its switch port carries.</summary>
public sealed record NetworkLink(bool IsPortEnabled, bool IsNicEnabled, ImmutableList<Vlan> Vlans, int LastNumber)
{
    /// <summary>As delivered: enabled, with the default VLAN of IEEE 802.1Q untagged.</summary>
    public static NetworkLink Factory { get; } = new(
        IsPortEnabled: true, IsNicEnabled: true, [new Vlan(1, Vlan.Default, IsEnabled: true, IsTagged: false, "Default VLAN")], LastNumber: 1);

    /// <summary>The VLAN that a node has made the one of untagged frames; null when none has.</summary>
    public int? ChosenPrimary { get; init; }

    /// <summary>What untagged frames belong to; null when no VLAN is untagged.</summary>
    public Vlan? Primary => Vlans.Find(v => v.VlanId == ChosenPrimary) ?? Vlans.Find(v => !v.IsTagged);

    /// <summary>With the VLANs that a node asks for beside those that it carries. An untagged one takes the place of that which was.</summary>
    public NetworkLink Carrying(IReadOnlyList<VlanWish> wishes, int? primary)
    {
        var carried = Vlans.RemoveAll(v => wishes.Any(w => w.VlanId == v.VlanId));
        if (wishes.Any(w => !w.IsTagged))
        {
            carried = [.. carried.Select(v => v with { IsTagged = true })];
        }

        var made = wishes.Select((w, i) => new Vlan(LastNumber + i + 1, w.VlanId, w.IsEnabled, w.IsTagged, $"VLAN {w.VlanId}"));
        return this with { Vlans = carried.AddRange(made), LastNumber = LastNumber + wishes.Count, ChosenPrimary = primary };
    }

    /// <summary>Without all that nodes may ask for.</summary>
    public NetworkLink WithReservedAlone() => this with
    {
        Vlans = [.. Vlans.Where(v => Vlan.Reserved.Contains(v.VlanId)).Select(v => v.VlanId == Vlan.Default ? v with { IsTagged = false } : v)],
        ChosenPrimary = null,
    };
}
