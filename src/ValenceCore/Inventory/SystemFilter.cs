using System.Globalization;
using ValenceCore.Failures;

namespace ValenceCore.Inventory;

/// <summary>Filters of the systems list, all of them at once (D-10): equality for texts, a minimum for <c>ram</c>, <c>nw</c>, <c>storage</c>.</summary>
internal static class SystemFilter
{
    private static readonly Dictionary<string, Func<PodSystem, string?>> Texts = new()
    {
        ["id"] = system => system.Id,
        ["uuid"] = system => system.Uuid,
        ["Name"] = system => system.Name,
        ["Description"] = system => system.Description,
        ["health"] = system => system.Health,
        ["location"] = system => system.Location,
    };

    private static readonly Dictionary<string, Func<PodSystem, long>> Minimums = new()
    {
        ["ram"] = system => system.MemoryGiB,
        ["nw"] = system => system.Interfaces,
        ["storage"] = system => system.StorageGiB,
    };

    public static Outcome<Func<PodSystem, bool>> Parse(IReadOnlyDictionary<string, string> filters)
    {
        var problems = new List<string>();
        var tests = new List<Func<PodSystem, bool>>();
        foreach (var (name, value) in filters)
        {
            if (Texts.TryGetValue(name, out var text))
            {
                tests.Add(system => string.Equals(text(system), value, StringComparison.OrdinalIgnoreCase));
            }
            else if (!Minimums.TryGetValue(name, out var number))
            {
                problems.Add($"{name}: unknown filter, allowed are podm_id, {string.Join(", ", Texts.Keys.Concat(Minimums.Keys))}");
            }
            else if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var minimum))
            {
                tests.Add(system => number(system) >= minimum);
            }
            else
            {
                problems.Add($"{name}: '{value}' is not a whole number");
            }
        }

        return problems.Count > 0
            ? Failure.Invalid(problems)
            : Outcome<Func<PodSystem, bool>>.Of(system => tests.TrueForAll(test => test(system)));
    }
}
