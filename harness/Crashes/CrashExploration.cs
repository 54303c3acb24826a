using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Crashes;

/// <summary>Where the core's rows lie, and who goes on after a crash.</summary>
/// <param name="Server">Connection string of a PostgreSQL; null for a SQLite file.</param>
/// <param name="IsByOther">A second replica goes on; else the same one, started again.</param>
internal sealed record CrashStore(string? Server, bool IsByOther)
{
    public string Name => $"{(Server is null ? "sqlite" : "postgres")}, {(IsByOther ? "other replica" : "same replica")}";

    /// <summary>An empty one on the server; its connection string.</summary>
    public static async Task<string> NewDatabaseAsync(string server)
    {
        var name = $"crash_{Guid.NewGuid():N}";
        await using var connection = new Npgsql.NpgsqlConnection(new Npgsql.NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new Npgsql.NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ToString();
    }
}

/// <summary>What came of one kind of operation on one kind of pod.</summary>
/// <param name="Points">How many were found.</param>
/// <param name="Ends">Of the operations that were cut short, by the state in which they ended.</param>
internal sealed record CrashFindings(
    string Kind, string Pod, string Store, int Points, int Explored, IReadOnlyDictionary<string, int> Ends, IReadOnlyList<string> Leaks, TimeSpan LongestHandOver);

/// <summary>Kills the core at every point of one kind of operation on one kind of pod, and looks what is left.</summary>
internal sealed class CrashExploration(CrashFlow flow, CrashPod pod, CrashStore store, string? drivers, TextWriter progress) : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, int> ends = new(StringComparer.Ordinal);
    private readonly List<string> leaks = [];
    private CrashBench bench = null!;
    private CrashClient client = null!;
    private CoreProcess core = null!;
    private CoreProcess? other;
    private string database = "";
    private string empty = "";
    private int life;
    private TimeSpan longestHandOver;

    /// <param name="choose">Picks numbers out of 1 to the count of points.</param>
    public async Task<CrashFindings> RunAsync(Func<int, IReadOnlyList<int>> choose)
    {
        bench = await CrashBench.StartAsync(pod);
        client = new CrashClient(pod);
        database = store.Server is { } server ? await CrashStore.NewDatabaseAsync(server) : bench.File;
        bench.Aim("none 0");
        core = await StartAsync();
        other = store.IsByOther ? await StartAsync() : null;
        client.Core = core.Client;
        var registered = await core.Client.SendAsync(HttpMethod.Post, "v1/pod_managers", bench.PodBody(pod));
        if (!registered.IsSuccess)
        {
            throw new InvalidOperationException($"The pod cannot be registered: {registered}");
        }

        await client.Core.SendAsync(HttpMethod.Post, "v1/devices/sync", new JsonObject());
        empty = await bench.HeldAsync();
        var points = await DiscoverAsync();
        var chosen = choose(points.Count);
        foreach (var number in chosen)
        {
            await ExploreAsync(number, number <= points.Count ? points[number - 1] : "");
        }

        return new CrashFindings(flow.Kind, pod.Name, store.Name, points.Count, chosen.Count, ends, leaks, longestHandOver);
    }

    public async ValueTask DisposeAsync()
    {
        core?.Dispose();
        other?.Dispose();
        if (bench is not null)
        {
            await bench.DisposeAsync();
        }
    }

    private async Task<IReadOnlyList<string>> DiscoverAsync()
    {
        await flow.PrepareAsync(client);
        bench.Aim($"{flow.Kind} 0");
        await flow.BeginAsync(client);
        if (client.Last is not { IsSuccess: true })
        {
            throw new InvalidOperationException($"{flow.Kind} on {pod.Name} does not work undisturbed: {client.Last}");
        }

        var points = await File.ReadAllLinesAsync(Path.Combine(bench.Points, CrashPoints.Noted));
        bench.Aim("none 0");
        await client.CleanAsync();
        await LookAsync();
        return points;
    }

    private async Task ExploreAsync(int number, string point)
    {
        try
        {
            await flow.PrepareAsync(client);
            bench.Aim($"{flow.Kind} {number}");
            await flow.BeginAsync(client);
            var end = "not reached";
            if (HasDied())
            {
                bench.Aim("none 0");
                end = await RecoverAsync(point);
            }

            bench.Aim("none 0");
            ends[end] = ends.GetValueOrDefault(end) + 1;
            await client.CleanAsync();
            await LookAsync();
        }
        catch (CrashLeakException leak)
        {
            leaks.Add($"{flow.Kind} on {pod.Name} ({store.Name}) at {point}: {leak.Message}");
            await progress.WriteLineAsync($"LEFT    {leaks[^1]}\n{core.Log}");
        }
    }

    /// <summary>A request may end before its process does, or have its answer just before the end.</summary>
    private bool HasDied() => core.EndsWithin(client.Last is null ? TimeSpan.FromSeconds(30) : TimeSpan.FromMilliseconds(300));

    /// <summary>The state in which the operation ended that was cut short.</summary>
    private async Task<string> RecoverAsync(string point)
    {
        var watch = Stopwatch.StartNew();
        core.Dispose();
        if (other is null)
        {
            core = await StartAsync();
        }

        client.Core = (other ?? core).Client;
        while (await UnfinishedAsync())
        {
            if (watch.Elapsed > Longest)
            {
                throw new CrashLeakException(
                    $"the operation is unfinished after {Longest}: {(await client.ListAsync("v1/operations?limit=1"))[0]!.ToJsonString()}; {await bench.ClockAsync()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        longestHandOver = watch.Elapsed > longestHandOver ? watch.Elapsed : longestHandOver;
        if (watch.Elapsed > Slow)
        {
            var steps = (await client.ListAsync("v1/operations?limit=1")).FirstOrDefault()?["steps"]?.ToJsonString();
            await progress.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"SLOW    {flow.Kind} on {pod.Name} ({store.Name}) at {point}: {watch.Elapsed.TotalSeconds:f1} s; {steps}\n{(other ?? core).Log}"));
        }

        var operations = await client.ListAsync($"v1/operations?kind={flow.Kind}&limit=1");
        if (other is not null)
        {
            // They change places: the one that went on is the next to die.
            core = other;
            other = await StartAsync();
        }

        if ((string?)operations.FirstOrDefault()?["state"] is "needs attention")
        {
            throw new CrashLeakException($"the operation needs attention: {operations[0]!["note"]}");
        }

        return (string?)operations.FirstOrDefault()?["state"] ?? "not begun";
    }

    private async Task<bool> UnfinishedAsync()
    {
        foreach (var state in (string[])["pending", "running", "reverting"])
        {
            if ((await client.ListAsync($"v1/operations?state={state}")).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Everything is as it was when the rack was empty: pod, Ironic, and the core's own rows.</summary>
    private async Task LookAsync()
    {
        var held = await bench.HeldAsync();
        if (held != empty)
        {
            throw new CrashLeakException($"left in the rack or in Ironic: {held}");
        }

        var disagreed = (await client.Core.SendAsync(HttpMethod.Get, "v1/discrepancies")).Body!;
        if (disagreed["discrepancies"]!.AsArray().Count + disagreed["not_examined"]!.AsArray().Count > 0)
        {
            throw new CrashLeakException($"the core finds that it disagrees: {disagreed.ToJsonString()}");
        }

        var taken = (await client.ListAsync("v1/devices")).Where(device => (string)device!["state"]! != "free").Select(device => (string)device!["resource_uri"]!).ToList();
        if (taken.Count > 0)
        {
            throw new CrashLeakException($"the core thinks that devices are taken: {string.Join(", ", taken)}");
        }
    }

    private Task<CoreProcess> StartAsync()
    {
        var arguments = new List<string>
        {
            "--database", database, "--keys", bench.Keys, "--ironic", bench.Ironic.ToString(), "--points", bench.Points,
            "--replica", store.IsByOther ? $"replica-{(++life).ToString(CultureInfo.InvariantCulture)}" : "replica",
        };
        if (drivers is not null)
        {
            arguments.AddRange(["--drivers", drivers]);
        }

        return CoreProcess.StartAsync(arguments);
    }
}
