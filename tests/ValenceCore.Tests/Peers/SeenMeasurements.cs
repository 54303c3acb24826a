using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace ValenceCore.Tests.Peers;

/// <summary>Keeps every measurement of one core.</summary>
internal sealed class SeenMeasurements : IDisposable
{
    private readonly ConcurrentQueue<Measured> rows = new();
    private readonly MeterListener listener;

    public SeenMeasurements(CoreUnderTest core)
    {
        var factory = core.Services.GetRequiredService<IMeterFactory>();
        listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == ValenceCoreApp.TelemetryName && ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
    }

    public IReadOnlyCollection<Measured> Rows => [.. rows];

    /// <summary>Sum of what was added under these tags, written as <c>value value</c> in the order of the tags' names.</summary>
    public double Sum(string name, string tags) => rows.Where(row => row.Name == name && row.Values == tags).Sum(row => row.Value);

    /// <summary>What the gauges say now: by name, then by tags.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Collect()
    {
        var before = rows.Count;
        listener.RecordObservableInstruments();
        return rows.Skip(before).GroupBy(row => row.Name).ToDictionary(
            group => group.Key, IReadOnlyDictionary<string, double> (group) => group.ToDictionary(row => row.Values, row => row.Value));
    }

    public void Dispose() => listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => rows.Enqueue(new Measured(
        instrument.Name, instrument.Unit ?? "", value, [.. tags.ToArray().OrderBy(tag => tag.Key).Select(tag => (tag.Key, $"{tag.Value}"))]));
}

internal sealed record Measured(string Name, string Unit, double Value, IReadOnlyList<(string Name, string Value)> Tags)
{
    public string Values => string.Join(' ', Tags.Select(tag => tag.Value));
}
