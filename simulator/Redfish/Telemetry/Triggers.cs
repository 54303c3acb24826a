using System.Globalization;

namespace Simulator.Redfish;

/// <summary>
/// The owner of all triggers, and who watches them: as long as one is enabled, at an interval of simulated time that is never a
/// reason for virtual time to pass.
/// </summary>
internal sealed class Triggers : IDisposable
{
    /// <summary>Protects the process, not a limit of a specification.</summary>
    public const int Most = 64;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Metrics _metrics;
    private readonly TestEvents _events;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Trigger> _all;
    private readonly Dictionary<(string Trigger, string Property), TriggerZone> _zones = [];
    private ITimer? _timer;
    private int _lastNumber;

    /// <param name="clock">Its timers must be of no weight: see <c>SimulatorClock.Background</c>.</param>
    public Triggers(Metrics metrics, IEnumerable<Trigger> predefined, TestEvents events, TimeProvider clock)
    {
        (_metrics, _events, _clock) = (metrics, events, clock);
        _all = predefined.ToDictionary(t => t.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<Trigger> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all.Values];
            }
        }
    }

    public Trigger? Find(string id)
    {
        lock (_lock)
        {
            return _all.GetValueOrDefault(id);
        }
    }

    /// <summary>The trigger under its id; null when that is taken, or when there are <see cref="Most"/> already.</summary>
    /// <param name="id">Null to get one.</param>
    public Trigger? Add(string? id, Func<string, Trigger> create)
    {
        lock (_lock)
        {
            id ??= NextId_NeedsLock();
            if (_all.Count >= Most || _all.ContainsKey(id))
            {
                return null;
            }

            var trigger = create(id);
            _all[id] = trigger;
            Watch_NeedsLock();
            return trigger;
        }
    }

    /// <summary>What it knew of its metrics is forgotten. Null when it is gone.</summary>
    public Trigger? Change(string id, Func<Trigger, Trigger> change)
    {
        lock (_lock)
        {
            if (!_all.TryGetValue(id, out var trigger))
            {
                return null;
            }

            _all[id] = trigger = change(trigger);
            Forget_NeedsLock(id);
            Watch_NeedsLock();
            return trigger;
        }
    }

    /// <summary>False when it is gone already.</summary>
    public bool Remove(string id)
    {
        lock (_lock)
        {
            var isRemoved = _all.Remove(id);
            Forget_NeedsLock(id);
            Watch_NeedsLock();
            return isRemoved;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _all.Clear();
            Watch_NeedsLock();
        }
    }

    private string NextId_NeedsLock()
    {
        string id;
        do
        {
            id = $"trigger-{(++_lastNumber).ToString(CultureInfo.InvariantCulture)}";
        }
        while (_all.ContainsKey(id));

        return id;
    }

    private void Forget_NeedsLock(string id)
    {
        foreach (var key in _zones.Keys.Where(k => k.Trigger == id).ToList())
        {
            _zones.Remove(key);
        }
    }

    private void Watch_NeedsLock()
    {
        var isNeeded = _all.Values.Any(t => t.IsEnabled);
        if (isNeeded == (_timer is not null))
        {
            return;
        }

        _timer?.Dispose();
        _timer = isNeeded ? _clock.CreateTimer(_ => Look(), null, Interval, Interval) : null;
    }

    private void Look()
    {
        foreach (var trigger in All.Where(t => t.IsEnabled))
        {
            foreach (var sample in _metrics.Collect([new MetricSelection(null, trigger.Pointers)], trigger.Wildcards))
            {
                if (sample.Value.ValueKind == System.Text.Json.JsonValueKind.Number)
                {
                    Judge(trigger, sample.Property, sample.Value.GetDouble());
                }
            }
        }
    }

    private void Judge(Trigger trigger, string property, double value)
    {
        var zone = trigger.Thresholds.ZoneOf(value);
        TriggerZone before;
        lock (_lock)
        {
            before = _zones.GetValueOrDefault((trigger.Id, property), TriggerZone.Normal);
            if (before == zone || !_all.ContainsKey(trigger.Id))
            {
                return;
            }

            _zones[(trigger.Id, property)] = zone;
        }

        var message = Message(trigger, property, value, before, zone);
        _events.Tell(
            new PodEvent(0, _clock.GetUtcNow(), "Alert", message, $"{TelemetryUris.Triggers}/{trigger.Id}", "Triggers"), "Trigger", message.Message);
    }

    private static RedfishMessage Message(Trigger trigger, string property, double value, TriggerZone before, TriggerZone zone)
    {
        var limits = trigger.Thresholds;
        return (before, zone) switch
        {
            (_, TriggerZone.Normal) => Telemetry("TriggerNumericReadingNormal", property, Text(value), trigger.Id),
            (_, TriggerZone.AboveCritical) => Crossed("TriggerNumericAboveUpperCritical", limits.UpperCritical),
            (_, TriggerZone.BelowCritical) => Crossed("TriggerNumericBelowLowerCritical", limits.LowerCritical),
            (TriggerZone.AboveCritical, TriggerZone.AboveWarning) => Crossed("TriggerNumericBelowUpperCritical", limits.UpperCritical),
            (TriggerZone.BelowCritical, TriggerZone.BelowWarning) => Crossed("TriggerNumericAboveLowerCritical", limits.LowerCritical),
            (_, TriggerZone.AboveWarning) => Crossed("TriggerNumericAboveUpperWarning", limits.UpperWarning),
            _ => Crossed("TriggerNumericBelowLowerWarning", limits.LowerWarning),
        };

        RedfishMessage Crossed(string key, double? limit) => Telemetry(key, property, Text(value), Text(limit ?? 0), trigger.Id);
    }

    private static RedfishMessage Telemetry(string key, params string[] args) => MessageRegistries.Telemetry.Message(key, args);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
