namespace Simulator.Fixtures;

/// <summary>A rack file or fault file that cannot be used, with everything that is wrong with it.</summary>
public sealed class FixtureFileException(string file, IReadOnlyList<string> problems)
    : Exception($"{file} cannot be used, {problems.Count} {(problems.Count == 1 ? "problem" : "problems")}:{string.Concat(problems.Select(p => $"\n  {p}"))}")
{
    /// <summary>Each as <c>path: what is wrong</c>.</summary>
    public IReadOnlyList<string> Problems => problems;
}
