using Microsoft.Extensions.FileSystemGlobbing;

namespace Harness.Scenarios.Reading;

/// <summary>Finds and reads feature files.</summary>
public static class FeatureFiles
{
    /// <summary>The cases of all files below the directory that match, in the order of their paths.</summary>
    public static IReadOnlyList<ScenarioCase> Read(string directory, string pattern)
    {
        var paths = new Matcher(StringComparison.Ordinal).AddInclude(pattern).GetResultsInFullPath(directory)
            .Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .ToList();
        // No file is most often a file that was not copied: a run of nothing must not look well.
        return paths.Count == 0
            ? [FeatureReader.Unreadable(pattern, 1, [$"no feature file matches '{pattern}' below the directory of the test assembly"])]
            : [.. paths.SelectMany(path => FeatureReader.Read(path, File.ReadAllText(Path.Combine(directory, path))))];
    }
}
