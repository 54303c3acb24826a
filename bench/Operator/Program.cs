using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

// Load for the benchmark of operations: Operator core|bare ADDRESS SECONDS CLIENTS. Each client composes a node and releases it, by turns: through the
// core's API, or with the requests that the core's driver sends to the pod for that, and nothing else (the reference). Prints one line: nodes made and
// deleted per second, and the median and the 99th percentile in ms of making and deleting one.
//
// Operator instances ADDRESS COUNT: has so many instances made, in batches, and deleted, through the core's API. Prints the seconds of either.
if (args[0] == "instances")
{
    using var fleet = new Operator.Fleet(new Uri(args[1]));
    Console.WriteLine(await fleet.RunAsync(Number(args[2])));
    return;
}

var (isCore, address, seconds, clients) = (args[0] == "core", new Uri(args[1]), Number(args[2]), Number(args[3]));
using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = address };
var number = 0;

// A store that has just been made needs a while until all that looks at it now and then has looked once.
await RunAsync(TimeSpan.FromSeconds(8));
var measured = await RunAsync(TimeSpan.FromSeconds(seconds));
measured.Sort();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measured.Count / (double)seconds:F1} {At(0.5):F0} {At(0.99):F0}"));

async Task<List<double>> RunAsync(TimeSpan span)
{
    var begun = Stopwatch.GetTimestamp();
    var all = await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
    {
        var took = new List<double>();
        while (Stopwatch.GetElapsedTime(begun) < span)
        {
            var start = Stopwatch.GetTimestamp();
            await (isCore ? ThroughCoreAsync() : BareAsync());
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return took;
    }));
    return [.. all.SelectMany(one => one)];
}

async Task ThroughCoreAsync()
{
    var made = await PostAsync("/v1/nodes", new JsonObject { ["name"] = $"bench-{Interlocked.Increment(ref number)}" });
    await DeleteAsync($"/v1/nodes/{(string)made.Body["uuid"]!}");
}

// What the driver for RSD sends: a look for a node of the same mark, Allocate, Assemble, looks until it is assembled, the parts of the system; then a
// look and DELETE. Counted on the wire.
async Task BareAsync()
{
    await GetAsync("/redfish/v1/");
    await GetAsync("/redfish/v1/Nodes");
    var mark = $"bench:{Interlocked.Increment(ref number)}";
    var path = (await PostAsync(
        "/redfish/v1/Nodes/Actions/ComposedNodeCollection.Allocate", new JsonObject { ["Name"] = mark, ["Description"] = mark })).Location!;
    await GetAsync(path);
    await PostAsync($"{path}/Actions/ComposedNode.Assemble", []);
    JsonNode node;
    while ((string?)(node = await GetAsync(path))["ComposedNodeState"] != "Assembled")
    {
        await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
    }

    node = await GetAsync(path);
    await GetAsync(Link(node["Links"]!["ComputerSystem"]!));
    var parts = await Task.WhenAll(((string[])["Processors", "Memory", "EthernetInterfaces", "LocalDrives"])
        .SelectMany(kind => node["Links"]![kind]?.AsArray().Select(one => Link(one!)) ?? []).Select(GetAsync));
    var vlans = await Task.WhenAll(parts.Select(part => part["VLANs"]).OfType<JsonNode>().Select(one => GetAsync(Link(one))));
    await Task.WhenAll(vlans.SelectMany(list => list["Members"]!.AsArray()).Select(one => GetAsync(Link(one!))));

    await GetAsync(path);
    await GetAsync(path);
    await DeleteAsync(path);
}

async Task<JsonNode> GetAsync(string path) => (await http.GetFromJsonAsync<JsonNode>(path))!;

async Task<(JsonNode Body, string? Location)> PostAsync(string path, JsonObject body)
{
    using var answer = await http.PostAsJsonAsync(path, body);
    var text = await answer.Content.ReadAsStringAsync();
    return answer.IsSuccessStatusCode
        ? (text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject(), answer.Headers.Location is { } location ? new Uri(address, location).AbsolutePath : null)
        : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
}

async Task DeleteAsync(string path)
{
    using var answer = await http.DeleteAsync(path);
    answer.EnsureSuccessStatusCode();
}

double At(double share) => measured.Count == 0 ? double.NaN : measured[Math.Min(measured.Count - 1, (int)(measured.Count * share))];

static string Link(JsonNode node) => (string)node["@odata.id"]!;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
