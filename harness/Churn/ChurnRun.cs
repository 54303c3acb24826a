using System.Diagnostics;
using System.Text.Json.Nodes;
using Harness.Crashes;
using Harness.Histories;
using Harness.Labs;

namespace Harness.Churn;

/// <summary>What is to happen.</summary>
/// <param name="Server">Connection string of a PostgreSQL; null for a SQLite file, which one replica has.</param>
/// <param name="KillAfter">A replica dies after about so many cycles; null: none dies.</param>
internal sealed record ChurnWish(
    CrashPod Pod, int Cycles, int Clients, int Systems, string? Server, int Replicas, int? KillAfter, bool HasFaults, string? Drivers)
{
    /// <summary>A replica dies after about so long, instead of after so many cycles.</summary>
    public TimeSpan? KillEvery { get; init; }

    /// <summary>Clients go on until so many have died, however many cycles that takes; null: until the cycles are done.</summary>
    public int? Kills { get; init; }

    /// <summary>Nothing new is begun after this; null: only the cycles count.</summary>
    public TimeSpan? Longest { get; init; }

    /// <summary>Clients make instances instead of nodes.</summary>
    public bool HasInstances { get; init; }
}

/// <param name="Problems">What was left, lost or doubled.</param>
internal sealed record ChurnFindings(
    int Seed, int Cycles, string Counts, int Kills, long Struck, int Retried, string History, IReadOnlyList<string> Problems, TimeSpan Took);

/// <summary>
/// Clients that compose, register, attach and release against replicas of the core while the rack, Ironic and the replicas themselves fail; then
/// everything is healed, what needs attention is retried as an operator does, and pods, Ironic and store have to be as they were when the rack was
/// empty. What the seed decides are the requests, the faults and the deaths; how they meet is up to the machine.
/// </summary>
internal sealed class ChurnRun(ChurnWish wish, int seed, TextWriter progress)
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);

    private readonly ClaimHistory _history = new();
    private readonly ChurnCounts _counts = new();
    private readonly List<string> _problems = [];
    private readonly List<string> _flavors = [];
    private int _begun;
    private int _cycles;
    private int _kills;
    private int _retried;

    public async Task<ChurnFindings> RunAsync(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await using var bench = await CrashBench.StartAsync(wish.Pod, wish.Systems, drives: wish.Systems / 2);
        bench.Aim("none 0");
        var database = wish.Server is { } server ? await CrashStore.NewDatabaseAsync(server) : bench.File;
        using var cores = new Replicas(bench, database, wish.Drivers);
        await cores.StartAsync(wish.Replicas);
        var registered = await cores.AskAsync(core => core.SendAsync(HttpMethod.Post, "v1/pod_managers", bench.PodBody(wish.Pod), ("Idempotency-Key", "pod")));
        if (!registered.IsSuccess)
        {
            throw new InvalidOperationException($"The pod cannot be registered: {registered}");
        }

        await SyncAsync(cores);
        if (wish.HasInstances)
        {
            await PrepareInstancesAsync(bench, cores);
        }

        var empty = await bench.HeldAsync();
        var faults = new ChurnFaults(bench, new Random(seed));
        using (var late = wish.Longest is { } longest ? new CancellationTokenSource(longest, TimeProvider.System) : new CancellationTokenSource())
        using (var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token))
        using (var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            Task[] around = [OperateAsync(cores, end.Token), KillAsync(cores, new Random(seed + 1), end.Token), wish.HasFaults ? MisfortunesAsync(faults, end.Token) : Task.CompletedTask];
            await Task.WhenAll(Enumerable.Range(1, wish.Clients).Select(number => ClientAsync(number, cores, enough.Token)));
            await end.CancelAsync();
            await Task.WhenAll(around);
        }

        await faults.EndAsync();
        await SettleAsync(cores);
        await LookAsync(bench, cores, empty);
        _problems.AddRange(ClaimCheck.Problems(_history.Calls));
        return new ChurnFindings(seed, _cycles, _counts.ToString(), _kills, faults.Struck, _retried, Described(), _problems, watch.Elapsed);
    }

    /// <summary>What the history consists of, so that a check of nothing is seen as one.</summary>
    private string Described()
    {
        var calls = _history.Calls;
        var verbs = calls.CountBy(call => call.Verb).OrderBy(one => one.Key).Select(one => $"{one.Value} {one.Key}");
        return $"{calls.Select(call => call.Place).Distinct().Count()} places, {string.Join(", ", verbs)}, {calls.Count(call => call is { Verb: ClaimVerb.See, Holder: not null })} of these with a holder";
    }

    /// <summary>Servers that Ironic has anyway, and flavors for both kinds of machines.</summary>
    private async Task PrepareInstancesAsync(CrashBench bench, Replicas cores)
    {
        const string ofClass = "pre-set";
        for (var number = 1; number <= 3; number++)
        {
            await bench.EnrollServerAsync($"{ofClass}-{number}", ofClass);
        }

        foreach (var body in (JsonObject[])
        [
            new() { ["name"] = "composed", ["properties"] = new JsonObject() },
            new() { ["name"] = "with a drive", ["properties"] = wish.Pod.ComposeBody("any")["properties"]?.DeepClone() ?? new JsonObject() },
            new() { ["name"] = "either", ["properties"] = new JsonObject(), ["resource_class"] = ofClass, ["compose"] = "on-demand" },
        ])
        {
            _flavors.Add((string)(await cores.AskAsync(core => core.SendAsync(HttpMethod.Post, "v1/flavors", body.DeepClone()))).Body!["uuid"]!);
        }
    }

    private static Task<LabReply> SyncAsync(Replicas cores) => cores.AskAsync(core => core.SendAsync(HttpMethod.Post, "v1/devices/sync", new JsonObject()));

    private static async Task<IReadOnlyList<string>> OperationsAsync(Replicas cores, string state)
    {
        var reply = await cores.AskAsync(core => core.SendAsync(HttpMethod.Get, $"v1/operations?state={Uri.EscapeDataString(state)}"));
        return reply.IsSuccess ? [.. reply.Body!.AsArray().Select(one => (string)one!["id"]!)] : [];
    }

    private async Task ClientAsync(int number, Replicas cores, CancellationToken cancellation)
    {
        var random = new Random((seed * 1_000) + number);
        IChurnClient client = wish.HasInstances
            ? new InstanceClient($"client-{number}", _flavors, cores, random, _counts)
            : new ChurnClient($"client-{number}", wish.Pod, cores, _history, random, _counts);
        while (!cancellation.IsCancellationRequested && Interlocked.Increment(ref _begun) is var cycle && (wish.Kills is { } kills ? _kills < kills : cycle <= wish.Cycles))
        {
            Interlocked.Increment(ref _cycles);
            try
            {
                await client.CycleAsync(cycle);
            }
            catch (CrashLeakException leak)
            {
                lock (_problems)
                {
                    _problems.Add($"client-{number}, cycle {cycle}: {leak.Message}");
                }
            }

            if (cycle % 500 == 0)
            {
                await progress.WriteLineAsync($"{cycle} of {wish.Cycles} cycles, {_kills} kills: {_counts}");
            }
        }
    }

    private async Task MisfortunesAsync(ChurnFaults faults, CancellationToken end)
    {
        await faults.BeginAsync();
        await faults.RunAsync(end);
    }

    /// <summary>A person who looks now and then what needs attention, and has it tried again.</summary>
    private async Task OperateAsync(Replicas cores, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await RetryAsync(cores);
            await PauseAsync(TimeSpan.FromSeconds(1), end);
        }
    }

    private async Task<int> RetryAsync(Replicas cores)
    {
        var waiting = await OperationsAsync(cores, "needs attention");
        foreach (var operation in waiting)
        {
            await cores.AskAsync(core => core.SendAsync(HttpMethod.Post, $"v1/operations/{operation}/retry", new JsonObject()));
            _retried++;
        }

        return waiting.Count;
    }

    private async Task KillAsync(Replicas cores, Random random, CancellationToken end)
    {
        var next = NextKill(random, 0);
        while (wish.KillEvery is { } mean && !end.IsCancellationRequested)
        {
            await PauseAsync(mean * (0.5 + random.NextDouble()), end);
            if (!end.IsCancellationRequested)
            {
                await cores.KillAsync(random.Next(wish.Replicas));
                _kills++;
            }
        }

        while (!end.IsCancellationRequested)
        {
            if (_begun >= next)
            {
                await cores.KillAsync(random.Next(wish.Replicas));
                _kills++;
                next = NextKill(random, _begun);
            }

            await PauseAsync(TimeSpan.FromMilliseconds(20), end);
        }
    }

    private long NextKill(Random random, int now) => wish.KillAfter is { } mean ? now + random.Next(mean / 2, mean * 3 / 2) + 1 : long.MaxValue;

    private static async Task PauseAsync(TimeSpan pause, CancellationToken end)
    {
        try
        {
            await Task.Delay(pause, TimeProvider.System, end);
        }
        catch (OperationCanceledException)
        {
            // The loop looks.
        }
    }

    /// <summary>Until nothing is under way and nothing needs attention; then every node is given back.</summary>
    private async Task SettleAsync(Replicas cores)
    {
        var watch = Stopwatch.StartNew();
        while (await RetryAsync(cores) + (await OperationsAsync(cores, "pending")).Count + (await OperationsAsync(cores, "running")).Count
            + (await OperationsAsync(cores, "reverting")).Count > 0)
        {
            if (watch.Elapsed > LongestRest)
            {
                _problems.Add($"operations are unfinished {LongestRest} after everything was healed: {(await cores.AskAsync(core => core.SendAsync(HttpMethod.Get, "v1/operations?limit=5"))).Text}");
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }

        await GiveBackAsync(cores, "instance");
        await GiveBackAsync(cores, "node");
    }

    private async Task GiveBackAsync(Replicas cores, string kind)
    {
        foreach (var left in (await cores.AskAsync(core => core.SendAsync(HttpMethod.Get, $"v1/{kind}s"))).Body!.AsArray())
        {
            var gone = await cores.AskAsync(core => core.SendAsync(HttpMethod.Delete, $"v1/{kind}s/{(string)left!["uuid"]!}"));
            _counts.Add("left to the operator", gone.IsSuccess ? "given back" : "not given back");
            if (!gone.IsSuccess)
            {
                _problems.Add($"a {kind} cannot be given back: {gone}; it was {left!.ToJsonString()}");
            }
        }
    }

    private async Task LookAsync(CrashBench bench, Replicas cores, string empty)
    {
        await SyncAsync(cores);
        try
        {
            var held = await bench.HeldAsync();
            if (held != empty)
            {
                _problems.Add($"left in the rack or in Ironic: {held}");
            }
        }
        catch (ConservationException broken)
        {
            _problems.Add(broken.Message);
        }

        var disagreed = (await cores.AskAsync(core => core.SendAsync(HttpMethod.Get, "v1/discrepancies"))).Body!;
        if (disagreed["discrepancies"]!.AsArray().Count + disagreed["not_examined"]!.AsArray().Count > 0)
        {
            _problems.Add($"the core finds that it disagrees: {disagreed.ToJsonString()}");
        }
    }
}
