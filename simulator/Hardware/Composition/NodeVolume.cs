namespace Simulator.Hardware.Composition;

/// <summary>A volume of a pool that goes with a node: first a promise, then made, then shown to the system.</summary>
/// <param name="ServiceId">Whose pool it is of.</param>
/// <param name="Protocol">How the system reaches it.</param>
public sealed record NodeVolume(string ServiceId, RemoteProtocol Protocol)
{
    /// <summary>Null until it is made.</summary>
    public string? VolumeId { get; init; }

    /// <summary>What the pool keeps free until it is made.</summary>
    public long PromisedBytes { get; init; }

    /// <summary>What it is to be made from; null for an empty volume.</summary>
    public VolumeSource? Source { get; init; }

    /// <summary>Name that its target must have; null for any.</summary>
    public string? TargetName { get; init; }

    /// <summary>What shows it to the system; null until then.</summary>
    public string? TargetId { get; init; }

    public bool Is(string serviceId, string volumeId) => ServiceId == serviceId && VolumeId == volumeId;
}

/// <summary>What the switch port at the other end of a NIC is to carry for a node.</summary>
/// <param name="NicId">Of the node's system.</param>
/// <param name="Primary">The VLAN of untagged frames; null leaves that to the port.</param>
public sealed record NicVlans(string NicId, IReadOnlyList<VlanWish> Vlans, int? Primary);
