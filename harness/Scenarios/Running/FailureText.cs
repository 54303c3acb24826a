using System.Text;

namespace Harness.Scenarios.Running;

/// <summary>An exception as the reader of a story wants it: what it says, what caused it, where in the bindings.</summary>
internal static class FailureText
{
    private const int MostFrames = 8;

    // Frames between the binding and the failure, and between the runner and the binding, say nothing.
    private static readonly string[] NoiseBegins =
        ["at System.", "at Harness.Scenarios.", "at Shouldly.", "at NUnit.", "at InvokeStub_", "--- "];

    public static string Of(Exception failure)
    {
        var text = new StringBuilder();
        text.Append(failure.GetType().FullName).Append(": ").AppendLine(failure.Message.Trim());
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            text.Append("  caused by ").Append(cause.GetType().FullName).Append(": ").AppendLine(cause.Message.Trim());
        }

        foreach (var frame in Frames(failure).Take(MostFrames))
        {
            text.Append("    ").AppendLine(frame);
        }

        return text.ToString();
    }

    private static IEnumerable<string> Frames(Exception failure) => (failure.StackTrace ?? "")
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !NoiseBegins.Any(noise => line.StartsWith(noise, StringComparison.Ordinal)));
}
