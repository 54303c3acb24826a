using System.CommandLine;
using System.Globalization;
using Harness.Crashes;

namespace Harness.Churn;

/// <summary><c>churn</c>: clients, faults and deaths for thousands of cycles, and proof that nothing is left.</summary>
public static class ChurnCommand
{
    public const int NothingLeft = 0;
    public const int Left = 1;

    public static Command Build()
    {
        var pod = new Option<string>("--pod") { Description = "Kind of pod.", DefaultValueFactory = _ => "rsd-2.4", HelpName = "NAME" };
        pod.AcceptOnlyFromAmong([.. CrashPod.All.Select(one => one.Name)]);
        var cycles = Number("--cycles", "How many times something is composed, registered and released, over all clients.", 1_000);
        var clients = Number("--clients", "At the same time.", 4);
        var systems = Number("--systems", "In the rack.", 12);
        var replicas = Number("--replicas", "Cores at the same time; more than one with --postgres.", 1);
        var killAfter = Number("--kill-after", "A core is killed (SIGKILL) after about so many cycles; 0: none.", 25);
        var killEvery = new Option<double?>("--kill-every") { Description = "A core is killed after about so many seconds instead.", HelpName = "SECONDS" };
        var kills = new Option<int?>("--kills") { Description = "Goes on until so many cores were killed, however many cycles that takes.", HelpName = "N" };
        var minutes = new Option<int?>("--minutes") { Description = "Nothing new is begun after so long; what comes then is the end as ever.", HelpName = "N" };
        var server = new Option<string?>("--postgres") { Description = "A PostgreSQL to keep the rows in. Default: a SQLite file.", HelpName = "CONNECTION" };
        var drivers = new Option<string?>("--drivers") { Description = "The drivers folder, for pods of drivers that are not built in.", HelpName = "DIR" };
        var calm = new Option<bool>("--no-faults") { Description = "Nothing breaks but the cores." };
        var work = new Option<string>("--work") { Description = "What clients make: nodes (composed, registered, released) or instances (created, switched, rebuilt, deleted).", DefaultValueFactory = _ => "nodes" }
            .AcceptOnlyFromAmong("nodes", "instances");
        var seeds = new Option<int[]>("--seed") { Description = "One run for each. Default: 1.", HelpName = "N", AllowMultipleArgumentsPerToken = true };
        var command = new Command("churn", "Composes, registers and releases while pods, Ironic and cores fail, and looks what is left.")
        {
            pod, cycles, clients, systems, replicas, killAfter, killEvery, kills, minutes, server, drivers, calm, work, seeds,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(replicas) > 1 && result.GetValue(server) is null)
            {
                result.AddError("--replicas: more than one need --postgres; replicas share no SQLite file.");
            }

            foreach (var option in (Option<int>[])[cycles, clients, systems, replicas])
            {
                if (result.GetResult(option) is { } given && given.GetValueOrDefault<int>() < 1)
                {
                    result.AddError($"{option.Name}: must be at least 1.");
                }
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var kill = parsed.GetValue(killAfter);
            var wish = new ChurnWish(
                CrashPod.All.Single(one => one.Name == parsed.GetValue(pod)), parsed.GetValue(cycles), parsed.GetValue(clients), parsed.GetValue(systems),
                parsed.GetValue(server), parsed.GetValue(replicas), kill > 0 ? kill : null, !parsed.GetValue(calm), parsed.GetValue(drivers))
            {
                KillEvery = parsed.GetValue(killEvery) is { } life ? TimeSpan.FromSeconds(life) : null,
                Kills = parsed.GetValue(kills),
                Longest = parsed.GetValue(minutes) is { } longest ? TimeSpan.FromMinutes(longest) : null,
                HasInstances = parsed.GetValue(work) == "instances",
            };
            var findings = new List<ChurnFindings>();
            foreach (var seed in parsed.GetValue(seeds) is { Length: > 0 } given ? given : [1])
            {
                findings.Add(await new ChurnRun(wish, seed, output).RunAsync(cancellation));
                await ReportAsync(output, wish, findings[^1]);
            }

            var left = findings.Sum(one => one.Problems.Count);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{findings.Sum(one => one.Cycles)} cycles with {findings.Sum(one => one.Kills)} deaths left {(left == 0 ? "nothing" : $"{left} problems")} behind."));
            return left > 0 ? Left : NothingLeft;
        });
        return command;
    }

    private static Option<int> Number(string name, string what, int usual) => new(name) { Description = what, DefaultValueFactory = _ => usual, HelpName = "N" };

    private static async Task ReportAsync(TextWriter output, ChurnWish wish, ChurnFindings one)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {one.Seed}, {wish.Pod.Name}, {(wish.Server is null ? "sqlite" : "postgres")}, {wish.Replicas} replicas, {wish.Clients} clients: {one.Cycles} cycles in {one.Took.TotalSeconds:f0} s, {one.Kills} killed, {one.Struck} faults struck, {one.Retried} retried by the operator"));
        await output.WriteLineAsync($"    {one.Counts}");
        await output.WriteLineAsync($"    history: {one.History}");
        foreach (var problem in one.Problems)
        {
            await output.WriteLineAsync($"LEFT    {problem}");
        }
    }
}
