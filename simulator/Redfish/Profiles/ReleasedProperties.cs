using System.Collections.Frozen;

namespace Simulator.Redfish;

/// <summary>
/// Which release of the Intel RSD pod manager brought a property of a request, and which was the last to take it (contract of the pod manager, Allocate, PATCH
/// on a node, ComputerSystem). What is not in the tables is as old as the pod manager.
/// </summary>
internal sealed class ReleasedProperties
{
    private static readonly FrozenDictionary<string, Lifetime> Allocation = Read(
        since: "2.1 TotalSystemCoreCount TotalSystemMemoryMiB LocalDrives/*/FabricSwitch EthernetInterfaces/*/VLANs/*/VLANEnable; "
            + "2.2 Processors/*/ProcessorType Security; "
            + "2.3 RemoteDrives/*/Protocol RemoteDrives/*/Resource Security/ClearTPMOnDelete; "
            + "2.4 SupportedPerformanceConfigurations Processors/*/Connectivity Processors/*/Oem/Intel_RackScale Memory/*/MemoryType EthernetInterfaces/*/MACAddress "
            + "Security/ClearOptaneDCPersistentMemoryOnDelete",
        until: "2.2 RemoteDrives/*/iSCSIAddress; 2.3 Processors/*/Oem/Brand Processors/*/Oem/Capabilities");

    // The boot menu of a node is the standard's, and no release had it.
    private static readonly FrozenDictionary<string, Lifetime> NodeChange = Read(
        since: "2.3 ClearTPMOnDelete; 2.4 ClearOptaneDCPersistentMemoryOnDelete Oem/Intel_RackScale/TaggedValues; "
            + "9.0 Boot/BootNext Boot/BootOrder Boot/HttpBootUri",
        until: "");

    private static readonly FrozenDictionary<string, Lifetime> SystemChange = Read(
        since: "2.1 Boot/BootSourceOverrideMode; 2.2 Oem/Intel_RackScale/UserModeEnabled; 2.4 Oem/Intel_RackScale/TaggedValues; "
            + "2.5 Oem/Intel_RackScale/PerformanceConfiguration; 9.0 Boot/BootNext Boot/BootOrder Boot/HttpBootUri",
        until: "");

    private readonly Version _release;
    private readonly FrozenDictionary<string, Lifetime> _table;

    private ReleasedProperties(Version release, FrozenDictionary<string, Lifetime> table) => (_release, _table) = (release, table);

    /// <summary>Of the body of Allocate. Null for a profile that is no release, and takes them all.</summary>
    public static ReleasedProperties? OfAllocation(RedfishProfile profile) => Of(profile, Allocation);

    /// <summary>Of a PATCH of a node.</summary>
    public static ReleasedProperties? OfNode(RedfishProfile profile) => Of(profile, NodeChange);

    /// <summary>Of a PATCH of a system.</summary>
    public static ReleasedProperties? OfSystem(RedfishProfile profile) => Of(profile, SystemChange);

    /// <summary>Why the release does not take a property, in one sentence; null when it does.</summary>
    /// <param name="pointer">For example <c>#/Memory/0/MemoryType</c>.</param>
    public string? WhyNot(string pointer)
    {
        var pattern = string.Join('/', pointer.Split('/').Skip(1).Select(s => s.All(char.IsAsciiDigit) ? "*" : s));
        var (since, until) = _table.GetValueOrDefault(pattern, Lifetime.Always);
        var name = pointer.Split('/')[^1];
        return since > _release ? $"{name} is unknown to release {_release}{(since.Major < 9 ? $": it came with {since}" : "")}."
            : until < _release ? $"{name} is unknown to release {_release}: {until} was the last that took it."
            : null;
    }

    private static ReleasedProperties? Of(RedfishProfile profile, FrozenDictionary<string, Lifetime> table) =>
        profile.Release is { } release ? new ReleasedProperties(release, table) : null;

    // "2.1 Name Name; 2.2 Name": a release and what it brought, or was the last to take.
    private static FrozenDictionary<string, Lifetime> Read(string since, string until) =>
        Rows(since).Select(r => (r.Path, Lifetime.Always with { Since = r.Release }))
            .Concat(Rows(until).Select(r => (r.Path, Lifetime.Always with { Until = r.Release })))
            .ToFrozenDictionary(r => r.Item1, r => r.Item2, StringComparer.Ordinal);

    private static IEnumerable<(string Path, Version Release)> Rows(string text) =>
        from row in text.Split("; ", StringSplitOptions.RemoveEmptyEntries)
        let words = row.Split(' ')
        from path in words[1..]
        select (path, Version.Parse(words[0]));

    private sealed record Lifetime(Version Since, Version Until)
    {
        public static Lifetime Always { get; } = new(new Version(0, 0), new Version(int.MaxValue, 0));
    }
}
