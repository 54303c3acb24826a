using System.Collections.Frozen;

namespace Simulator.Hardware;

/// <summary>
/// Which racks belong together: those that the cables of a device drawer join, directly or over others. What can be composed together
/// lies in one group, so a group is what one lock protects.
/// </summary>
internal sealed class DeviceGroups
{
    private readonly FrozenDictionary<string, int> _ofRack;

    public DeviceGroups(IReadOnlyList<Rack> racks)
    {
        var ofRack = racks.Select((rack, index) => (rack.Id, index)).ToDictionary(r => r.Id, r => r.index, StringComparer.Ordinal);
        foreach (var reach in racks.SelectMany(r => r.Drawers).SelectMany(d => d.Devices).Select(d => d.ReachedFrom))
        {
            var joined = reach.Select(rack => ofRack[rack]).ToHashSet();
            var first = joined.Min();
            foreach (var rack in ofRack.Keys.Where(r => joined.Count > 1 && joined.Contains(ofRack[r])).ToList())
            {
                ofRack[rack] = first;
            }
        }

        var numbers = ofRack.Values.Distinct().Order().Select((group, number) => (group, number)).ToDictionary(g => g.group, g => g.number);
        _ofRack = ofRack.ToFrozenDictionary(r => r.Key, r => numbers[r.Value], StringComparer.Ordinal);
        Count = numbers.Count;
    }

    public int Count { get; }

    public int OfRack(string rackId) => _ofRack[rackId];
}
