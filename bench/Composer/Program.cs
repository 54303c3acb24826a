using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

// Load for the composition benchmark: Composer ADDRESS HELD SECONDS COMPOSERS [pooled]. First holds so many nodes, then allocates and
// deletes nodes by turns, with a drive that is built in or pooled, and between them sends a request that is refused before anything is searched: the same way through
// HTTP, and so the reference. Prints one line: nodes per second, and the medians and 99th percentiles in ms of the two.
var (address, held, seconds, composers) = (new Uri(args[0]), Number(args[1]), Number(args[2]), Number(args[3]));
using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = address };
const string Allocate = "/redfish/v1/Nodes/Actions/Allocate";
const string Wanted = """{"TotalSystemCoreCount":16,"Processors":[{"TotalCores":8}],"Memory":[{"CapacityMiB":16384}],"LocalDrives":[{"CapacityGiB":400}]}""";
var measuredWish = args.Length > 4 ? Wanted.Replace("\"CapacityGiB\":400", "\"CapacityGiB\":400,\"FabricSwitch\":true", StringComparison.Ordinal) : Wanted;

for (var i = 0; i < held; i++)
{
    using var answer = await PostAsync(Wanted);
    answer.EnsureSuccessStatusCode();
}

await RunAsync(TimeSpan.FromSeconds(1));
var measured = await RunAsync(TimeSpan.FromSeconds(seconds));
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{measured.Allocations.Count / (double)seconds:F0} {At(measured.Allocations, 0.5):F3} {At(measured.Allocations, 0.99):F3} {At(measured.Refusals, 0.5):F3} {At(measured.Refusals, 0.99):F3}"));

async Task<(List<double> Allocations, List<double> Refusals)> RunAsync(TimeSpan span)
{
    var until = Stopwatch.GetTimestamp() + (long)(span.TotalSeconds * Stopwatch.Frequency);
    var all = await Task.WhenAll(Enumerable.Range(0, composers).Select(_ => ComposeAsync(until)));
    return ([.. all.SelectMany(a => a.Allocations)], [.. all.SelectMany(a => a.Refusals)]);
}

async Task<(List<double> Allocations, List<double> Refusals)> ComposeAsync(long until)
{
    var (allocations, refusals) = (new List<double>(), new List<double>());
    while (Stopwatch.GetTimestamp() < until)
    {
        var start = Stopwatch.GetTimestamp();
        using var allocated = await PostAsync(measuredWish);
        allocations.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        allocated.EnsureSuccessStatusCode();
        using var deleted = await http.DeleteAsync(allocated.Headers.Location);
        deleted.EnsureSuccessStatusCode();
        start = Stopwatch.GetTimestamp();
        using var refused = await PostAsync("""{"Name":7}""");
        refusals.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    return (allocations, refusals);
}

Task<HttpResponseMessage> PostAsync(string body)
{
    var content = new StringContent(body, Encoding.UTF8);
    content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
    return http.PostAsync(Allocate, content);
}

static double At(List<double> values, double share)
{
    values.Sort();
    return values[Math.Min(values.Count - 1, (int)(values.Count * share))];
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
