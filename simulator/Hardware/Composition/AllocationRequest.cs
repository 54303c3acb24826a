namespace Simulator.Hardware.Composition;

/// <summary>What a client asks of a composed node. Everything is optional; numbers are lower bounds.</summary>
public sealed record AllocationRequest
{
    public string Name { get; init; } = "Composed Node";

    public string? Description { get; init; }

    public int? TotalCores { get; init; }

    public int? TotalMemoryMiB { get; init; }

    /// <summary>Ways of setting its speed that the system must offer, all of them.</summary>
    public IReadOnlyList<string> PerformanceConfigurations { get; init; } = [];

    public IReadOnlyList<ProcessorRequest> Processors { get; init; } = [];

    public IReadOnlyList<MemoryRequest> Memory { get; init; } = [];

    public IReadOnlyList<DriveRequest> LocalDrives { get; init; } = [];

    public RemoteDriveRequest? RemoteDrive { get; init; }

    public IReadOnlyList<EthernetRequest> EthernetInterfaces { get; init; } = [];

    public SecurityRequest Security { get; init; } = new();

    /// <summary>The sled that it must be; null for any.</summary>
    public string? SystemId { get; init; }

    /// <summary>Pooled devices that go with it whatever else is asked for.</summary>
    public IReadOnlyList<string> DeviceIds { get; init; } = [];

    /// <summary>Where all of it must be found; null for anywhere.</summary>
    public string? RackId { get; init; }

    /// <summary>Whether pooled memory and network cards may serve where what is built in does not do: Intel's pod managers knew of none.</summary>
    public bool MayPool { get; init; }

    /// <summary>Where a client described each item, by the name of the list; empty where it wrote the items themselves.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<DescribedPlace>> Places { get; init; } = new Dictionary<string, IReadOnlyList<DescribedPlace>>(StringComparer.Ordinal);

    public bool ClearTpmOnDelete { get; init; } = true;

    public bool ClearPersistentMemoryOnDelete { get; init; } = true;
}

/// <summary>A description that stands for as many items as it counts.</summary>
/// <param name="Pointer">To it, in what the client sent.</param>
/// <param name="IsCounted">Its own count says how many there are; false where something around it is counted too.</param>
public sealed record DescribedPlace(string Pointer, bool IsCounted);

/// <summary>Where an item must be found: this very part, or any part of a system in this chassis.</summary>
/// <param name="SystemId">System of a named built-in part.</param>
/// <param name="PartId">The named part: unique within its system, or the id of a pooled device.</param>
/// <param name="ChassisId">A rack, drawer or sled.</param>
public sealed record Placement(string? SystemId = null, string? PartId = null, string? ChassisId = null);

/// <param name="Type"><c>CPU</c> (also when null), <c>GPU</c> or <c>FPGA</c>; the last two are pooled. There is nothing of any other type.</param>
public sealed record ProcessorRequest(
    string? Model = null,
    string? Brand = null,
    string? Type = null,
    string? InstructionSet = null,
    int? TotalCores = null,
    int? SpeedMHz = null,
    Placement? At = null)
{
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>How it may be connected to the system: one of these; empty for anyhow.</summary>
    public IReadOnlyList<string> Connectivity { get; init; } = [];

    public bool IsBuiltIn => Type is null or "CPU";
}

/// <summary>A group of modules that have the capacity together.</summary>
/// <param name="MemoryType">Redfish <c>MemoryType</c>, for example <c>DRAM</c>.</param>
public sealed record MemoryRequest(
    int? CapacityMiB = null, string? DeviceType = null, int? SpeedMHz = null, string? Manufacturer = null, Placement? At = null, string? MemoryType = null,
    int? DataWidthBits = null);

/// <param name="Pooled">True: behind the fabric. False: built in. Null: either, built in first.</param>
public sealed record DriveRequest(
    double? CapacityGiB = null,
    string? MediaType = null,
    string? Protocol = null,
    double? MinRpm = null,
    string? SerialNumber = null,
    bool? Pooled = null,
    Placement? At = null);

public sealed record EthernetRequest(int? SpeedMbps = null, string? MacAddress = null, Placement? At = null)
{
    /// <summary>To be carried by the switch port at the other end.</summary>
    public IReadOnlyList<VlanWish> Vlans { get; init; } = [];

    /// <summary>One of <see cref="Vlans"/>: what untagged frames belong to.</summary>
    public int? PrimaryVlan { get; init; }
}

public sealed record VlanWish(int VlanId, bool IsEnabled, bool IsTagged);

/// <param name="TpmPresent">Whether the system must have a trusted module, or must not; null for either.</param>
/// <param name="TpmInterface">Redfish <c>InterfaceType</c> of the module, for example <c>TPM2_0</c>.</param>
/// <param name="TxtEnabled">Whether trusted execution must be on, or must not; null for either.</param>
public sealed record SecurityRequest(bool? TpmPresent = null, string? TpmInterface = null, bool? TxtEnabled = null);
