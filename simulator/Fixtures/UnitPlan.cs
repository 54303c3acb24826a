namespace Simulator.Fixtures;

/// <summary>Which units of a rack are filled by what; two things in one unit are a problem of the file.</summary>
internal sealed class UnitPlan(int units)
{
    private readonly Dictionary<int, string> _filled = [];

    /// <summary>Reads <c>unit</c> (lowest unit, from 1 at the bottom) and <c>height</c> of a thing and takes its place.</summary>
    public (int Unit, int Height) Take(FixtureNode node, int height)
    {
        height = node.Number("height", 1, units, fallback: height);
        var unit = node.Number("unit", 1, units);
        if (unit + height - 1 > units)
        {
            node.Problem("unit", $"units {unit} to {unit + height - 1} do not fit a rack of {units}");
            return (unit, height);
        }

        for (var u = unit; u < unit + height; u++)
        {
            if (!_filled.TryAdd(u, node.Path))
            {
                node.Problem("unit", $"unit {u} is filled by {_filled[u]} already");
                break;
            }
        }

        return (unit, height);
    }
}
