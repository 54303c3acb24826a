using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Simulator.Hardware;

/// <summary>One thing that can be set in the firmware of a system.</summary>
/// <param name="Allowed">The words it takes; empty for a whole number from <paramref name="Least"/> to <paramref name="Most"/>.</param>
public sealed record BiosAttribute(string Name, string Default, IReadOnlyList<string> Allowed, int Least = 0, int Most = 0)
{
    private static readonly string[] OnOff = ["Enabled", "Disabled"];

    public bool IsNumber => Allowed.Count == 0;

    /// <summary>All that a system here has, by name.</summary>
    public static FrozenDictionary<string, BiosAttribute> All { get; } = new BiosAttribute[]
    {
        new("BootTimeout", "5", [], 0, 60),
        new("EmbeddedSata", "Ahci", ["Ahci", "Raid", "Off"]),
        new("HyperThreading", "Enabled", OnOff),
        new("NumaNodesPerSocket", "1", [], 1, 4),
        new("PowerProfile", "Balanced", ["Balanced", "Performance", "PowerSaving"]),
        new("SrIov", "Disabled", OnOff),
        new("TurboMode", "Enabled", OnOff),
        new("Virtualization", "Enabled", OnOff),
    }.ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);
}

/// <summary>Values of all attributes; only those that differ from the factory are kept.</summary>
public sealed record BiosSettings
{
    private ImmutableDictionary<string, string> _changed = ImmutableDictionary<string, string>.Empty;

    public static BiosSettings Factory { get; } = new();

    public string this[BiosAttribute attribute] => _changed.GetValueOrDefault(attribute.Name, attribute.Default);

    public BiosSettings With(BiosAttribute attribute, string value) => this with
    {
        _changed = value == attribute.Default ? _changed.Remove(attribute.Name) : _changed.SetItem(attribute.Name, value),
    };
}
