using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Drivers.Wire;

namespace Harness.Drivers.Deviations;

/// <summary>Looks at every answer of a service and collects where it does otherwise than is usual. A deviation is no fault of the driver, and need not be one
/// of the service: it tells where a driver has to be patient.</summary>
public sealed class DeviationList(TimeSpan slow)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Kind, string Seen), Deviation> _found = [];

    /// <summary>Most frequent first.</summary>
    public IReadOnlyList<Deviation> Found
    {
        get
        {
            lock (_gate)
            {
                return [.. _found.Values.OrderByDescending(one => one.Times).ThenBy(one => one.Kind, StringComparer.Ordinal)];
            }
        }
    }

    public void Look(Exchange exchange)
    {
        var body = Parse(exchange.Body);
        foreach (var (kind, seen, usual) in DeviationRules.Judge(exchange, body, slow))
        {
            lock (_gate)
            {
                var example = $"{exchange.Method} {exchange.Path}";
                _found[(kind, seen)] = _found.TryGetValue((kind, seen), out var known)
                    ? known with { Times = known.Times + 1 }
                    : new Deviation(kind, seen, usual, example, 1);
            }
        }
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
