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

    private readonly Dictionary<string, int> _ends = new(StringComparer.Ordinal);
    private readonly List<string> _leaks = [];
    private CrashBench _bench = null!;
    private CrashClient _client = null!;
    private CoreProcess _core = null!;
    private CoreProcess? _other;
    private string _database = "";
    private string _empty = "";
    private int _life;
    private TimeSpan _longestHandOver;

    /// <param name="choose">Picks numbers out of 1 to the count of points.</param>
    public async Task<CrashFindings> RunAsync(Func<int, IReadOnlyList<int>> choose)
    {
        _bench = await CrashBench.StartAsync(pod);
        _client = new CrashClient(pod, _bench);
        _database = store.Server is { } server ? await CrashStore.NewDatabaseAsync(server) : _bench.File;
        _bench.Aim("none 0");
        _core = await StartAsync();
        _other = store.IsByOther ? await StartAsync() : null;
        _client.Core = _core.Client;
        var registered = await _core.Client.SendAsync(HttpMethod.Post, "v1/pod_managers", _bench.PodBody(pod));
        if (!registered.IsSuccess)
        {
            throw new InvalidOperationException($"The pod cannot be registered: {registered}");
        }

        await _client.Core.SendAsync(HttpMethod.Post, "v1/devices/sync", new JsonObject());
        _empty = await _bench.HeldAsync();
        var points = await DiscoverAsync();
        var chosen = choose(points.Count);
        foreach (var number in chosen)
        {
            await ExploreAsync(number, number <= points.Count ? points[number - 1] : "");
        }

        return new CrashFindings(flow.Name, pod.Name, store.Name, points.Count, chosen.Count, _ends, _leaks, _longestHandOver);
    }

    public async ValueTask DisposeAsync()
    {
        _core?.Dispose();
        _other?.Dispose();
        if (_bench is not null)
        {
            await _bench.DisposeAsync();
        }
    }

    private async Task<IReadOnlyList<string>> DiscoverAsync()
    {
        await flow.PrepareAsync(_client);
        _bench.Aim($"{flow.Kind} 0");
        await flow.BeginAsync(_client);
        if (_client.Last is not { IsSuccess: true })
        {
            throw new InvalidOperationException($"{flow.Name} on {pod.Name} does not work undisturbed: {_client.Last}");
        }

        var points = await File.ReadAllLinesAsync(Path.Combine(_bench.Points, CrashPoints.Noted));
        _bench.Aim("none 0");
        await _client.CleanAsync();
        await LookAsync();
        return points;
    }

    private async Task ExploreAsync(int number, string point)
    {
        try
        {
            await flow.PrepareAsync(_client);
            _bench.Aim($"{flow.Kind} {number}");
            await flow.BeginAsync(_client);
            var end = "not reached";
            if (HasDied())
            {
                _bench.Aim("none 0");
                end = await RecoverAsync(point);
            }

            _bench.Aim("none 0");
            _ends[end] = _ends.GetValueOrDefault(end) + 1;
            await _client.CleanAsync();
            await LookAsync();
        }
        catch (CrashLeakException leak)
        {
            _leaks.Add($"{flow.Name} on {pod.Name} ({store.Name}) at {point}: {leak.Message}");
            await progress.WriteLineAsync($"LEFT    {_leaks[^1]}\n{_core.Log}");
        }
    }

    /// <summary>A request may end before its process does, or have its answer just before the end.</summary>
    private bool HasDied() => _core.EndsWithin(_client.Last is null ? TimeSpan.FromSeconds(30) : TimeSpan.FromMilliseconds(300));

    /// <summary>The state in which the operation ended that was cut short.</summary>
    private async Task<string> RecoverAsync(string point)
    {
        var watch = Stopwatch.StartNew();
        _core.Dispose();
        if (_other is null)
        {
            _core = await StartAsync();
        }

        _client.Core = (_other ?? _core).Client;
        while (await UnfinishedAsync())
        {
            if (watch.Elapsed > Longest)
            {
                throw new CrashLeakException(
                    $"the operation is unfinished after {Longest}: {(await _client.ListAsync("v1/operations?limit=1"))[0]!.ToJsonString()}; {await _bench.ClockAsync()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        _longestHandOver = watch.Elapsed > _longestHandOver ? watch.Elapsed : _longestHandOver;
        if (watch.Elapsed > Slow)
        {
            var steps = (await _client.ListAsync("v1/operations?limit=1")).FirstOrDefault()?["steps"]?.ToJsonString();
            await progress.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"SLOW    {flow.Name} on {pod.Name} ({store.Name}) at {point}: {watch.Elapsed.TotalSeconds:f1} s; {steps}\n{(_other ?? _core).Log}"));
        }

        var operations = await _client.ListAsync($"v1/operations?kind={flow.Kind}&limit=1");
        if (_other is not null)
        {
            // They change places: the one that went on is the next to die.
            _core = _other;
            _other = await StartAsync();
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
            if ((await _client.ListAsync($"v1/operations?state={state}")).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Everything is as it was when the rack was empty: pod, Ironic, and the core's own rows.</summary>
    private async Task LookAsync()
    {
        var held = await _bench.HeldAsync();
        if (held != _empty)
        {
            throw new CrashLeakException($"left in the rack or in Ironic: {held}");
        }

        var disagreed = (await _client.Core.SendAsync(HttpMethod.Get, "v1/discrepancies")).Body!;
        if (disagreed["discrepancies"]!.AsArray().Count + disagreed["not_examined"]!.AsArray().Count > 0)
        {
            throw new CrashLeakException($"the core finds that it disagrees: {disagreed.ToJsonString()}");
        }

        var instances = await _client.ListAsync("v1/instances");
        if (instances.Count > 0)
        {
            throw new CrashLeakException($"the core has instances still: {instances.ToJsonString()}");
        }

        var taken = (await _client.ListAsync("v1/devices")).Where(device => (string)device!["state"]! != "free").Select(device => (string)device!["resource_uri"]!).ToList();
        if (taken.Count > 0)
        {
            throw new CrashLeakException($"the core thinks that devices are taken: {string.Join(", ", taken)}");
        }
    }

    private Task<CoreProcess> StartAsync() => CoreProcess.StartAsync(
        _bench, _database, store.IsByOther ? $"replica-{(++_life).ToString(CultureInfo.InvariantCulture)}" : "replica", drivers);
}
