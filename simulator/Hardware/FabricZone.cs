using System.Collections.Immutable;

namespace Simulator.Hardware;

/// <summary>
/// A zone of the PCIe fabric that a client made. Devices in it together with a system are attached to that system. Nobody holds what is in
/// it, but composition leaves it alone: a part has one master.
/// </summary>
/// <param name="Id"><c>zone-1</c>, <c>zone-2</c> …; never used again.</param>
/// <param name="EndpointIds">Systems, of which it takes one, and pooled devices, in the order they came.</param>
public sealed record FabricZone(string Id, string Name, string? Description, ImmutableArray<string> EndpointIds);

/// <summary>All zones that clients made, replaced whole.</summary>
/// <param name="ByEndpoint">Which of them an endpoint is in.</param>
public sealed record FabricZones(ImmutableSortedDictionary<int, FabricZone> ByNumber, ImmutableDictionary<string, FabricZone> ByEndpoint)
{
    public static FabricZones None { get; } = new(ImmutableSortedDictionary<int, FabricZone>.Empty, ImmutableDictionary<string, FabricZone>.Empty);

    /// <param name="zone">Null takes the one of that number out.</param>
    public FabricZones With(int number, FabricZone? zone)
    {
        var byNumber = zone is null ? ByNumber.Remove(number) : ByNumber.SetItem(number, zone);
        return new FabricZones(
            byNumber, byNumber.Values.SelectMany(z => z.EndpointIds, (z, id) => (z, id)).ToImmutableDictionary(e => e.id, e => e.z, StringComparer.Ordinal));
    }
}
