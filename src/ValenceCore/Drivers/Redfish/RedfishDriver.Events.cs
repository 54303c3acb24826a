using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ValenceCore.Drivers.Redfish;

internal sealed partial class RedfishDriver : IWatchPod
{
    private const string WatchEvents = "watch the events";

    /// <summary>The service's stream of server-sent events (DSP0266 12.5, <c>EventService.ServerSentEventUri</c>): nobody has to be let in from
    /// outside for it, as a subscription would need.</summary>
    public async IAsyncEnumerable<PodChange> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var root = await connection.RootAsync(WatchEvents, cancellation);
        var service = root.Link("EventService") is { } path ? await connection.FindAsync(path, WatchEvents, cancellation) : null;
        if (service.Text("ServerSentEventUri") is not { } stream)
        {
            throw new DriverException(DriverFault.Refused, Failure.NotImplemented(
                $"The pod manager '{connection.PodName}' offers no stream of events (EventService.ServerSentEventUri); it is polled instead."));
        }

        await using var events = await connection.StreamAsync(stream, new MediaTypeWithQualityHeaderValue("text/event-stream"), WatchEvents, cancellation);
        await foreach (var item in SseParser.Create(events).EnumerateAsync(cancellation))
        {
            foreach (var change in ChangesIn(item.Data))
            {
                yield return change;
            }
        }
    }

    private static IReadOnlyList<PodChange> ChangesIn(string data)
    {
        try
        {
            using var document = JsonDocument.Parse(data);
            JsonElement? body = document.RootElement;
            return [.. body.Items("Events").Select(entry => new PodChange(
                entry.Child("OriginOfCondition").Id() ?? entry.Text("OriginOfCondition"), entry.Text("Message") ?? entry.Text("MessageId") ?? "an event"))];
        }
        catch (JsonException)
        {
            // Something changed, though nobody can read what.
            return [new PodChange(null, "an event that is not JSON")];
        }
    }
}
