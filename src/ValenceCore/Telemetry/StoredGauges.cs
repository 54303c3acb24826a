using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using ValenceCore.Store;

namespace ValenceCore.Telemetry;

/// <summary>What is counted of the rows whenever a listener collects; without one the store is not asked.</summary>
internal sealed class StoredGauges(Database database, TimeProvider time, IMeterFactory factory) : IHostedService
{
    /// <summary>A value that was told once is told as zero when no row has it any more, or a graph would keep the last number.</summary>
    private readonly ConcurrentDictionary<(string Tag, string Value), byte> told = new(
        new[] { PodHealth.Online, PodHealth.Offline, PodHealth.Unknown }.Select(status => KeyValuePair.Create((Tags.PodStatus, status), (byte)0)));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The factory owns the meter and ends it with the host.
        var meter = factory.Create(CoreTelemetry.Name);
        meter.CreateObservableGauge(
            "valence.pods", () => Groups(Tags.PodStatus, "SELECT status AS name, COUNT(*) AS number FROM pod_managers GROUP BY status"),
            "{pod}", "Registered pod managers, by status.");
        meter.CreateObservableGauge("valence.pod.read.age", ReadAges, "s", "Since the systems of each pod were read last, or since it was registered.");
        meter.CreateObservableGauge(
            "valence.claims", () => Groups(Tags.ClaimKind, "SELECT subject AS name, COUNT(*) AS number FROM operation_claims GROUP BY subject"),
            "{claim}", "Subjects that unfinished operations hold, by kind of subject.");
        meter.CreateObservableGauge(
            "valence.nodes", () => Groups(Tags.NodeState, "SELECT state AS name, COUNT(*) AS number FROM nodes GROUP BY state"),
            "{node}", "Nodes, by state.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private List<Measurement<long>> Groups(string tag, string sql)
    {
        if (Rows<Group>(sql) is not { } rows)
        {
            return [];
        }

        // Of a subject such as node:UUID only the kind is told.
        var numbers = rows.GroupBy(row => row.Name.Split(':')[0]).ToDictionary(group => group.Key, group => group.Sum(row => row.Number));
        foreach (var value in numbers.Keys)
        {
            told[(tag, value)] = 0;
        }

        return
        [
            .. told.Keys.Where(known => known.Tag == tag).Select(known => new Measurement<long>(
                numbers.GetValueOrDefault(known.Value), new KeyValuePair<string, object?>(tag, known.Value))),
        ];
    }

    private List<Measurement<double>> ReadAges()
    {
        const string sql =
            """
            SELECT pod_managers.name, COALESCE(pod_inventories.read_at, pod_managers.created_at) AS number
            FROM pod_managers LEFT JOIN pod_inventories ON pod_inventories.podm_id = pod_managers.uuid
            """;
        var now = time.Now();
        return
        [
            .. (Rows<Group>(sql) ?? []).Select(pod => new Measurement<double>(
                (now - pod.Number) / 1000.0, new KeyValuePair<string, object?>(Tags.PodName, pod.Name))),
        ];
    }

    /// <summary>Null when the store does not answer; health tells of that. Collectors ask on a thread of theirs and cannot wait otherwise.</summary>
    private IReadOnlyList<T>? Rows<T>(string sql)
    {
        try
        {
            return Task.Run(async () =>
            {
                await using var session = await database.OpenAsync(CancellationToken.None);
                return await session.QueryAsync<T>(sql);
            }).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is DbException or IOException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed class Group
    {
        public string Name { get; init; } = "";

        public long Number { get; init; }
    }
}
