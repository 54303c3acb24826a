using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Simulator.Control;

namespace Simulator.Demo;

/// <summary>
/// What the core's instances are at, for the page: reads the core's API as any client would, and again whenever an operation on an instance moves.
/// It knows of the core what its API says and nothing else.
/// </summary>
internal sealed partial class InstanceWatch(SimulatorWorld world) : IAsyncDisposable
{
    private const string Subject = "instance:";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = world.Loggers.CreateLogger<InstanceWatch>();
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, InstanceRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private Task _following = Task.CompletedTask;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<InstanceRow> Rows
    {
        get
        {
            lock (_gate)
            {
                return [.. _rows.Values];
            }
        }
    }

    public void Start(Uri valence) => _following = FollowAsync(valence);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private async Task FollowAsync(Uri valence)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = valence, Timeout = Timeout.InfiniteTimeSpan };
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await using var stream = await client.GetStreamAsync(new Uri("v1/operations/events", UriKind.Relative), _end.Token);
                await foreach (var news in SseParser.Create(stream).EnumerateAsync(_end.Token))
                {
                    if (news.EventType == "operation" && JsonNode.Parse(news.Data) is JsonObject operation && ((string)operation["subject"]!).StartsWith(Subject, StringComparison.Ordinal))
                    {
                        await SeeAsync(client, operation);
                    }
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or System.Text.Json.JsonException)
            {
                LogLost(_logger, exception.Message);
            }

            // The core stops, or starts: not a matter of the simulated time.
            await Task.Delay(Pause, TimeProvider.System, _end.Token);
        }
    }

    private async Task SeeAsync(HttpClient client, JsonObject operation)
    {
        var uuid = ((string)operation["subject"]!)[Subject.Length..];
        var found = JsonNode.Parse(await client.GetStringAsync(new Uri($"v1/instances?uuid={uuid}", UriKind.Relative), _end.Token))!.AsArray().FirstOrDefault();
        lock (_gate)
        {
            if (found is null)
            {
                _rows.Remove(uuid);
            }
            else
            {
                _rows[uuid] = RowOf(found, operation);
            }
        }

        var state = (string?)found?["state"] ?? "deleted";
        var step = (string?)found?["step"] is { } at ? $", {at}" : "";
        Tell(uuid, $"Instance {(string?)found?["name"] ?? _names.GetValueOrDefault(uuid, uuid)} is {state}{step}.");
        if (found is not null)
        {
            _names[uuid] = (string)found["name"]!;
        }
    }

    /// <summary>Several pieces of news may lead to one and the same reading.</summary>
    private void Tell(string uuid, string text)
    {
        if (_told.GetValueOrDefault(uuid) != text)
        {
            _told[uuid] = text;
            world.Journal.Record("valence", uuid, "InstanceMoved", text);
        }
    }

    private static InstanceRow RowOf(JsonNode instance, JsonObject operation) => new(
        (string)instance["uuid"]!, (string)instance["name"]!, (string)instance["state"]!, (string?)instance["step"], (bool?)instance["composed"],
        (string?)instance["node_id"], (string?)instance["ironic_uuid"], (string?)instance["power_state"], (string?)instance["fault"]?["detail"],
        (string)operation["kind"]!, (string)operation["state"]!, (operation["attempts"]?.AsArray().Count ?? 0) + 1,
        [.. operation["steps"]!.AsArray().Select(step => new InstanceStepRow((string)step!["name"]!, (string)step["state"]!, (string?)step["detail"]))]);

    [LoggerMessage(1, LogLevel.Debug, "The core's news of instances ended: {Reason}")]
    private static partial void LogLost(ILogger logger, string reason);
}
