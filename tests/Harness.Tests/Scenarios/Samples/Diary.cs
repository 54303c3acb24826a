namespace Harness.Tests.Scenarios.Samples;

/// <summary>What sample bindings have done, in order. Each test has its own, whatever else runs.</summary>
internal static class Diary
{
    private static readonly AsyncLocal<List<string>?> Current = new();

    public static List<string> Begin() => Current.Value = [];

    public static void Note(string line)
    {
        if (Current.Value is { } lines)
        {
            lock (lines)
            {
                lines.Add(line);
            }
        }
    }
}
