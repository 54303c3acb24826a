using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Simulator.Ironic;

/// <summary>A node as the conductor knows it. A snapshot: JSON values inside are never changed in place.</summary>
internal sealed record IronicNode
{
    /// <summary>Order of creation, the default order of lists.</summary>
    public long Order { get; init; }

    public required string Uuid { get; init; }

    public string? Name { get; init; }

    public string Driver { get; init; } = "";

    public JsonObject DriverInfo { get; init; } = [];

    public JsonObject DriverInternalInfo { get; init; } = [];

    public JsonObject Properties { get; init; } = [];

    public JsonObject Extra { get; init; } = [];

    public JsonObject InstanceInfo { get; init; } = [];

    public JsonObject NetworkData { get; init; } = [];

    public string? InstanceUuid { get; init; }

    public string? ChassisUuid { get; init; }

    public string? ResourceClass { get; init; }

    /// <summary>Chosen interface by kind (<c>power</c>, <c>boot</c> …); null stands for the hardware type's default.</summary>
    public ImmutableDictionary<string, string?> Interfaces { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Changed by <see cref="ProvisionMoves"/> alone.</summary>
    public string ProvisionState { get; init; } = Ironic.ProvisionState.Enroll;

    public string? TargetProvisionState { get; init; }

    public DateTimeOffset? ProvisionUpdatedAt { get; init; }

    /// <summary><c>power on</c>, <c>power off</c>, <c>error</c>; null before the BMC was first asked.</summary>
    public string? PowerState { get; init; }

    public string? TargetPowerState { get; init; }

    public bool Maintenance { get; init; }

    public string? MaintenanceReason { get; init; }

    public string? Fault { get; init; }

    public string? LastError { get; init; }

    /// <summary>The conductor that holds the lock.</summary>
    public string? Reservation { get; init; }

    public JsonObject CleanStep { get; init; } = [];

    public JsonObject DeployStep { get; init; } = [];

    public JsonObject ServiceStep { get; init; } = [];

    /// <summary>The volumes that the machine has, as far as RAID steps have read them.</summary>
    public JsonObject RaidConfig { get; init; } = [];

    /// <summary>The volumes that the next RAID step is to make.</summary>
    public JsonObject TargetRaidConfig { get; init; } = [];

    public bool ConsoleEnabled { get; init; }

    public string? AllocationUuid { get; init; }

    /// <summary>The node that this one is a part of.</summary>
    public string? ParentNode { get; init; }

    public bool DisablePowerOff { get; init; }

    public DateTimeOffset? InspectionStartedAt { get; init; }

    public DateTimeOffset? InspectionFinishedAt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public bool? AutomatedClean { get; init; }

    public string ConductorGroup { get; init; } = "";

    public string Conductor { get; init; } = "";

    public string? Owner { get; init; }

    public string? Lessee { get; init; }

    public string? Description { get; init; }

    public string? Shard { get; init; }

    public bool IsProtected { get; init; }

    public string? ProtectedReason { get; init; }

    public bool IsRetired { get; init; }

    public string? RetiredReason { get; init; }

    public ImmutableSortedSet<string> Traits { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public string? BootMode { get; init; }

    public bool? SecureBoot { get; init; }

    /// <summary>Power reads in a row that failed; three put the node into maintenance.</summary>
    public int FailedPowerReads { get; init; }
}
