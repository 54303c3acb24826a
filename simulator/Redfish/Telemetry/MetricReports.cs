using System.Globalization;

namespace Simulator.Redfish;

/// <summary>
/// The owner of all report definitions and of what was collected for them. A periodic one has a timer of simulated time that
/// is never a reason for virtual time to pass.
/// </summary>
internal sealed class MetricReports : IDisposable
{
    /// <summary>Protects the process, not a limit of a specification.</summary>
    public const int Most = 64;

    /// <summary>Values that a report keeps when collections are appended.</summary>
    public const int AppendLimit = 1_000;

    private readonly Lock _lock = new();
    private readonly Metrics _metrics;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Kept> _all = new(StringComparer.Ordinal);
    private int _lastNumber;
    private bool _isClosed;

    /// <param name="clock">Its timers must be of no weight: see <c>SimulatorClock.Background</c>.</param>
    public MetricReports(Metrics metrics, IEnumerable<ReportDefinition> predefined, TimeProvider clock)
    {
        (_metrics, _clock) = (metrics, clock);
        foreach (var definition in predefined)
        {
            _all[definition.Id] = new Kept(definition);
            Restart_NeedsLock(_all[definition.Id]);
        }
    }

    /// <summary>Raised after a periodic report was made.</summary>
    public event Action<ReportDefinition, MetricReport>? Made;

    public static TimeSpan ShortestInterval => TimeSpan.FromSeconds(10);

    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (_lock)
            {
                return [.. _all.Keys];
            }
        }
    }

    /// <summary>Of the reports that can be read.</summary>
    public IReadOnlyList<string> LoggedIds
    {
        get
        {
            lock (_lock)
            {
                return [.. _all.Where(r => r.Value.Definition.IsLogged).Select(r => r.Key)];
            }
        }
    }

    public ReportDefinition? Find(string id)
    {
        lock (_lock)
        {
            return _all.TryGetValue(id, out var kept) ? kept.Definition : null;
        }
    }

    /// <summary>What was collected last. One on request, and a periodic one before its first time, tells the present.</summary>
    public (ReportDefinition Definition, MetricReport Report)? Report(string id)
    {
        ReportDefinition definition;
        lock (_lock)
        {
            if (!_all.TryGetValue(id, out var kept) || !kept.Definition.IsLogged)
            {
                return null;
            }

            definition = kept.Definition;
            if (kept.Report is { } report && definition.Type == ReportType.Periodic)
            {
                return (definition, report);
            }
        }

        return (definition, Collect(definition));
    }

    /// <summary>The definition under its id; null when that is taken, or when there are <see cref="Most"/> already.</summary>
    /// <param name="id">Null to get one.</param>
    public ReportDefinition? Add(string? id, Func<string, ReportDefinition> create)
    {
        lock (_lock)
        {
            id ??= NextId_NeedsLock();
            if (_all.Count >= Most || _all.ContainsKey(id))
            {
                return null;
            }

            var kept = new Kept(create(id));
            _all[id] = kept;
            Restart_NeedsLock(kept);
            return kept.Definition;
        }
    }

    /// <summary>Starts its interval anew. Null when it is gone.</summary>
    public ReportDefinition? Change(string id, Func<ReportDefinition, ReportDefinition> change)
    {
        lock (_lock)
        {
            if (!_all.TryGetValue(id, out var kept))
            {
                return null;
            }

            var changed = change(kept.Definition);
            if (changed != kept.Definition)
            {
                kept.Definition = changed;
                Restart_NeedsLock(kept);
            }

            return changed;
        }
    }

    /// <summary>False when it is gone already.</summary>
    public bool Remove(string id)
    {
        lock (_lock)
        {
            if (!_all.Remove(id, out var kept))
            {
                return false;
            }

            kept.Timer?.Dispose();
            return true;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var kept in _all.Values)
            {
                kept.Timer?.Dispose();
            }
        }
    }

    private string NextId_NeedsLock()
    {
        string id;
        do
        {
            id = $"report-{(++_lastNumber).ToString(CultureInfo.InvariantCulture)}";
        }
        while (_all.ContainsKey(id));

        return id;
    }

    private void Restart_NeedsLock(Kept kept)
    {
        kept.Timer?.Dispose();
        kept.Timer = null;
        if (!_isClosed && kept.Definition is { IsEnabled: true, Type: ReportType.Periodic, Interval: { } interval })
        {
            kept.Timer = _clock.CreateTimer(_ => Make(kept), null, interval, interval);
        }
    }

    private void Make(Kept kept)
    {
        ReportDefinition definition;
        lock (_lock)
        {
            definition = kept.Definition;
        }

        var report = Collect(definition);
        lock (_lock)
        {
            report = kept.Report is { } before ? report with { Values = Joined(definition.Updates, before.Values, report.Values) } : report;
            kept.Report = report;
        }

        Made?.Invoke(definition, report);
    }

    private static IReadOnlyList<MetricValueJson> Joined(
        ReportUpdates updates, IReadOnlyList<MetricValueJson> before, IReadOnlyList<MetricValueJson> now) => updates switch
        {
            ReportUpdates.AppendWrapsWhenFull => [.. before.Concat(now).TakeLast(AppendLimit)],
            ReportUpdates.AppendStopsWhenFull => [.. before.Concat(now).Take(AppendLimit)],
            _ => now,
        };

    private MetricReport Collect(ReportDefinition definition)
    {
        var now = _clock.GetUtcNow();
        return new MetricReport(now, [.. _metrics.Collect(definition.Selections, definition.Wildcards)
            .Select(s => new MetricValueJson(s.MetricId, s.Property, s.Text, now))]);
    }

    private sealed class Kept(ReportDefinition definition)
    {
        public ReportDefinition Definition { get; set; } = definition;

        public MetricReport? Report { get; set; }

        public ITimer? Timer { get; set; }
    }
}
