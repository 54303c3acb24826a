using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Simulator.Hardware.Composition;

/// <summary>Some systems that follow each other.</summary>
/// <param name="End">The place after the last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Run(int First, int End)
{
    public static Run Everywhere { get; } = new(0, int.MaxValue);

    public static Run Nowhere { get; } = new(0, 0);

    public Run And(Run other) => new(Math.Max(First, other.First), Math.Min(End, other.End));
}

/// <summary>The systems of a pod in the order of the rack file, numbered: those of a rack, and of a drawer, follow each other. It never changes.</summary>
internal sealed class SystemPlaces
{
    private readonly ImmutableArray<ComputerSystem> _systems;
    private readonly ImmutableArray<int> _kinds;
    private readonly FrozenDictionary<string, Run> _runs;

    public SystemPlaces(IEnumerable<ComputerSystem> systems)
    {
        _systems = [.. systems];
        var kinds = new Dictionary<(object, string), int>();
        _kinds = [.. _systems.Select(s => kinds.TryAdd(KindOf(s), kinds.Count) ? kinds.Count - 1 : kinds[KindOf(s)])];
        Kinds = kinds.Count;
        _runs = _systems.Index()
            .SelectMany(s => new[] { s.Item.RackId, s.Item.DrawerId, s.Item.Id }.Distinct(StringComparer.Ordinal), (s, chassis) => (chassis, s.Index))
            .GroupBy(s => s.chassis, s => s.Index, StringComparer.Ordinal)
            .ToFrozenDictionary(c => c.Key, c => new Run(c.First(), c.Last() + 1), StringComparer.Ordinal);
    }

    public int Count => _systems.Length;

    /// <summary>So many kinds of systems there are.</summary>
    public int Kinds { get; }

    public ComputerSystem At(int place) => _systems[place];

    /// <summary>The same number for systems that are alike but for their names and where they are.</summary>
    public int KindAt(int place) => _kinds[place];

    /// <summary>Where a system is.</summary>
    public int Of(ComputerSystem system) => _runs[system.Id].First;

    /// <summary>Where the systems of a rack, drawer or sled are.</summary>
    public Run In(string chassisId) => _runs.TryGetValue(chassisId, out var run) ? run : Run.Nowhere;

    // Systems of one model may have other cables: a VLAN can be had only where there is one.
    private static (object, string) KindOf(ComputerSystem system) =>
        (system.Kind ?? system, string.Concat(system.EthernetInterfaces.Select(e => e.SwitchPort is null ? '-' : '+')));
}
