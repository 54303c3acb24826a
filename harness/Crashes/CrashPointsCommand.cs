using System.CommandLine;
using System.Globalization;

namespace Harness.Crashes;

/// <summary><c>crash-points</c>: kills the core at every point of every kind of operation, and proves that nothing is left.</summary>
public static class CrashPointsCommand
{
    public const int NothingLeft = 0;
    public const int Left = 1;

    public static Command Build()
    {
        var pods = Many("--pod", "Kinds of pods", CrashPod.All.Select(pod => pod.Name));
        var kinds = Many("--kind", "Kinds of operations", CrashFlow.All.Select(flow => flow.Name));
        var server = new Option<string?>("--postgres") { Description = "A PostgreSQL to keep the rows in. Default: a SQLite file.", HelpName = "CONNECTION" };
        var other = new Option<bool>("--other-replica") { Description = "A second replica goes on, not the same one started again; with --postgres." };
        var drivers = new Option<string?>("--drivers") { Description = "The drivers folder, for pods of drivers that are not built in.", HelpName = "DIR" };
        var sample = new Option<int?>("--sample") { Description = "So many points of each kind and pod, drawn by the seed. Default: all.", HelpName = "N" };
        var point = new Option<int[]>("--point") { Description = "Only these points, by their numbers.", HelpName = "N", AllowMultipleArgumentsPerToken = true };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, HelpName = "N" };
        var command = new Command("crash-points", "Kills the core (SIGKILL) at every point of every kind of operation, and looks what is left in pods, Ironic and store.")
        {
            pods, kinds, server, other, drivers, sample, point, seed,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(other) && result.GetValue(server) is null)
            {
                result.AddError("--other-replica: needs --postgres; replicas share no SQLite file.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var random = new Random(parsed.GetValue(seed));
            var store = new CrashStore(parsed.GetValue(server), parsed.GetValue(other));
            var output = parsed.InvocationConfiguration.Output;
            var findings = new List<CrashFindings>();
            foreach (var pod in CrashPod.All.Where(pod => Wanted(parsed.GetValue(pods), pod.Name)))
            {
                foreach (var flow in CrashFlow.All.Where(flow => Wanted(parsed.GetValue(kinds), flow.Name) && flow.Fits(pod)))
                {
                    cancellation.ThrowIfCancellationRequested();
                    await using var exploration = new CrashExploration(flow, pod, store, parsed.GetValue(drivers), output);
                    findings.Add(await exploration.RunAsync(count =>
                        parsed.GetValue(point) is { Length: > 0 } these ? these : Choose(count, parsed.GetValue(sample), random)));
                    await output.WriteLineAsync(Row(findings[^1]));
                }
            }

            await ReportAsync(output, findings);
            return findings.Any(one => one.Leaks.Count > 0) ? Left : NothingLeft;
        });
        return command;
    }

    private static Option<string[]> Many(string name, string what, IEnumerable<string> known)
    {
        var option = new Option<string[]>(name) { Description = $"{what}; all by default: {string.Join(", ", known)}.", AllowMultipleArgumentsPerToken = true };
        option.AcceptOnlyFromAmong([.. known]);
        return option;
    }

    private static bool Wanted(string[]? chosen, string name) => chosen is null or [] || chosen.Contains(name);

    private static IReadOnlyList<int> Choose(int count, int? sample, Random random)
    {
        var all = Enumerable.Range(1, count).ToArray();
        if (sample is not { } few || few >= count)
        {
            return all;
        }

        random.Shuffle(all);
        return [.. all.Take(few).Order()];
    }

    private static string Row(CrashFindings one) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {one.Kind} | {one.Pod} | {one.Store} | {one.Points} | {one.Explored} | {string.Join(", ", one.Ends.OrderBy(end => end.Key, StringComparer.Ordinal).Select(end => $"{end.Value} {end.Key}"))} | {one.LongestHandOver.TotalSeconds:f1} s | {one.Leaks.Count} |");

    private static async Task ReportAsync(TextWriter output, List<CrashFindings> findings)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync("| operation | pod | store | points | killed at | ended | longest until then | left behind |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|");
        foreach (var one in findings)
        {
            await output.WriteLineAsync(Row(one));
        }

        await output.WriteLineAsync();
        foreach (var leak in findings.SelectMany(one => one.Leaks))
        {
            await output.WriteLineAsync($"LEFT    {leak}");
        }

        var (explored, left) = (findings.Sum(one => one.Explored), findings.Sum(one => one.Leaks.Count));
        await output.WriteLineAsync($"{explored - left} of {explored} crashes left nothing behind; {findings.Sum(one => one.Points)} points were found.");
    }
}
