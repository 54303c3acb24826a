namespace Valence.DriverContract;

/// <summary>A composed node as its pod shows it now. Sizes as named; null where the pod does not say.</summary>
public sealed record NodeDetails
{
    public required string Index { get; init; }

    public required string Uri { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? PowerState { get; init; }

    public string? NodeState { get; init; }

    public string? Health { get; init; }

    public string? BootTarget { get; init; }

    /// <summary>How long the boot target holds: <c>Once</c>, <c>Continuous</c>, or <c>Disabled</c>.</summary>
    public string? BootEnabled { get; init; }

    /// <summary><c>UEFI</c> or <c>Legacy</c>.</summary>
    public string? BootMode { get; init; }

    /// <summary>Path of the computer system that carries the node.</summary>
    public string? SystemUri { get; init; }

    /// <summary>The pool, zone or group it is in.</summary>
    public string? PoolId { get; init; }

    public IReadOnlyList<NodeProcessor> Processors { get; init; } = [];

    public IReadOnlyList<NodeMemory> Memory { get; init; } = [];

    public IReadOnlyList<NodeInterface> Interfaces { get; init; } = [];

    /// <summary>Capacity of each drive and volume, bytes.</summary>
    public IReadOnlyList<long> DriveBytes { get; init; } = [];

    /// <summary>The same drives and volumes one by one; empty where the driver tells sizes only.</summary>
    public IReadOnlyList<NodeDrive> Drives { get; init; } = [];

    /// <summary>What only this protocol tells, by the name it is answered under beside the rest; a name the core uses itself is the core's.</summary>
    public IReadOnlyDictionary<string, string?> Extra { get; init; } = new Dictionary<string, string?>();
}

public sealed record NodeProcessor(string? Type, string? InstructionSet, string? Model, long? SpeedMHz, long? TotalCores, long? TotalThreads);

public sealed record NodeMemory(long? DataWidthBits, long? SpeedMHz, long? CapacityMiB);

/// <param name="Uri">Its path at the pod manager; null for one that has none of its own.</param>
/// <param name="Type"><c>HDD</c>, <c>SSD</c>, or <c>Volume</c>; null where the pod does not say.</param>
/// <param name="Protocol">How it is reached, e.g. <c>NVMe</c> or <c>iSCSI</c>.</param>
/// <param name="IsPooled">False when it is built into the system; null where the driver cannot tell.</param>
public sealed record NodeDrive(string Id, string? Uri, string? Name, string? Type, long? CapacityBytes, string? Protocol, bool? IsPooled);

public sealed record NodeInterface(string? Mac, long? SpeedMbps, string? State, IReadOnlyList<NodeAddress> Addresses, IReadOnlyList<NodeVlan> Vlans);

public sealed record NodeAddress(string? Address, string? SubnetMask, string? Gateway);

public sealed record NodeVlan(long? Id, string? Status);
