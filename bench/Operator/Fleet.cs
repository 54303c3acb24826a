using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Operator;

/// <summary>Many instances at once, made and deleted through the core's API.</summary>
internal sealed class Fleet(Uri core) : IDisposable
{
    private const int BatchSize = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 16 }) { BaseAddress = core, Timeout = TimeSpan.FromMinutes(10) };

    public void Dispose() => http.Dispose();

    /// <returns>Seconds of making and of deleting them.</returns>
    public async Task<string> RunAsync(int count)
    {
        http.DefaultRequestHeaders.Add("Prefer", "respond-async");
        var flavor = (string)(await SendAsync(HttpMethod.Post, "/v1/flavors", new JsonObject { ["name"] = "any", ["properties"] = new JsonObject() }))!["uuid"]!;
        var begun = Stopwatch.GetTimestamp();
        for (var left = count; left > 0; left -= BatchSize)
        {
            var batch = await SendAsync(HttpMethod.Post, "/v1/instances", new JsonObject
            {
                ["name"] = $"fleet-{left}", ["flavor_id"] = flavor, ["max_count"] = Math.Min(left, BatchSize), ["policy"] = "all-or-nothing",
                ["image"] = new JsonObject { ["source"] = "http://images.example/os.qcow2", ["checksum"] = "d41d8cd98f00b204e9800998ecf8427e" },
            });
            await EndAsync((string)batch!["id"]!);
        }

        var made = Stopwatch.GetElapsedTime(begun);
        begun = Stopwatch.GetTimestamp();
        var all = (await SendAsync(HttpMethod.Get, "/v1/instances?fields=uuid"))!.AsArray().Select(one => (string)one!["uuid"]!).ToList();
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (uuid, _) => await SendAsync(HttpMethod.Delete, $"/v1/instances/{uuid}"));
        while ((await SendAsync(HttpMethod.Get, "/v1/instances?limit=1&fields=uuid,state"))!.AsArray().Count > 0)
        {
            await Task.Delay(Pause, TimeProvider.System);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{made.TotalSeconds:F1} {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1}");
    }

    private async Task EndAsync(string operation)
    {
        while (await SendAsync(HttpMethod.Get, $"/v1/operations/{operation}") is { } seen)
        {
            switch ((string)seen["state"]!)
            {
                case "succeeded":
                    return;
                case "running":
                    await Task.Delay(Pause, TimeProvider.System);
                    break;
                default:
                    throw new InvalidOperationException(seen.ToJsonString());
            }
        }
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? text.Length > 0 ? JsonNode.Parse(text) : null
            : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }
}
