using System.CommandLine;
using Harness.Churn;
using Harness.Conformance;
using Harness.Crashes;
using Harness.Drivers;

namespace Harness;

/// <summary>The commands of the harness: one line each.</summary>
public static class HarnessCommands
{
    /// <returns>The exit code: that of the command, or 2 when the command line is wrong.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Tools of the harness.")
        {
            CheckCommand.Build(),
            DriverCheckCommand.Build(),
            CrashPointsCommand.Build(),
            ChurnCommand.Build(),
            CrashingCore.Build(),
        };
        var parsed = root.Parse(arguments);
        var console = new InvocationConfiguration { Output = output, Error = error };
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync(console);
        }

        foreach (var problem in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
        {
            await error.WriteLineAsync(problem);
        }

        await error.WriteLineAsync("Try check --help, driver-check --help, crash-points --help or churn --help.");
        return CheckCommand.Usage;
    }
}
