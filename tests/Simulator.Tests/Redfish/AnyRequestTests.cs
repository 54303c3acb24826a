using System.Net;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>Any method, body, query and header to any resource and action of the tree: refused in the standard form or done, never a bug, nothing lost.</summary>
public sealed class AnyRequestTests
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "POST", "PATCH", "PATCH", "PATCH", "PUT", "DELETE", "OPTIONS", "BREW"];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("If-Match", "*"), ("If-Match", "\"x\""), ("If-Match", "W/\"0\", \"1\""), ("If-None-Match", "*"), ("If-None-Match", ","), ("OData-Version", "4.0"),
        ("OData-Version", "5"), ("OData-MaxVersion", "1"), ("Accept", "application/json;q=0"), ("Accept", "text/html"), ("Accept", ";;;"), ("Accept", "*/*"),
        ("Origin", "https://elsewhere"), ("Last-Event-ID", "-1"), ("Prefer", "respond-async"), ("X-HTTP-Method-Override", "DELETE"), ("Range", "bytes=0-1"),
        ("Expect", "100-continue"), ("Accept-Language", "xx"), ("Host", "elsewhere"), ("Accept-Encoding", "gzip"),
    ];

    private StartedSimulator _simulator = null!;
    private Dictionary<string, JsonElement> _tree = null!;
    private string[] _targets = null!;

    private RedfishClient Redfish => _simulator.Redfish;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        await Redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """{ "LocalDrives": [ { "FabricSwitch": true } ], "Processors": [ { "ProcessorType": "GPU" } ] }""");
        _tree = await WalkAsync();
        _targets = [.. _tree.Values.SelectMany(Targets).Distinct()];
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public async Task Whatever_is_sent_wherever_is_done_or_refused_in_the_standard_form()
    {
        var before = await ThingsAsync();
        var request =
            from method in Gen.Elements(Methods)
            from path in Gen.Frequency((3, Gen.Elements<string>(_tree.Keys)), (2, Gen.Elements(_targets)))
            from query in Gen.Frequency((4, Gen.Constant("")), (1, SomeQuery.Text.Select(q => "?" + q)))
            from body in Gen.Frequency((1, SomeJson.Value(4)), (3, SomeChange.Of(_tree.GetValueOrDefault(path))))
            from headers in Gen.Elements(Headers).ArrayOf()
            where !ShutsEverybodyOut(method, path)
            select (method, path: path + query, body, headers: headers.Take(2).DistinctBy(h => h.Name).ToArray());

        Prop.ForAll(request.ToArbitrary(), r => AnswerIsWellFormed(r.method, r.path, r.body, r.headers))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_500).WithReplay(20_261_128, 9));

        // What was deleted or composed on the way has come to rest; nothing of the rack appeared or vanished.
        await _simulator.PassAsync(3_600);
        (await ThingsAsync()).ShouldBe(before);
        (await WalkAsync()).ShouldNotBeEmpty();
    }

    // Others would then be 401 and test nothing: the account that is used, its way of logging in, and streams without end.
    private static bool ShutsEverybodyOut(string method, string path) =>
        path == "/redfish/v1/EventService/SSE"
        || (method is "PATCH" or "PUT" or "DELETE" && path is "/redfish/v1/AccountService" or "/redfish/v1/AccountService/Accounts/1");

    private bool AnswerIsWellFormed(string method, string path, string? body, (string Name, string Value)[] headers)
    {
        var content = method is "GET" or "HEAD" or "OPTIONS" || body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        var answer = Redfish.SendAsync(new HttpMethod(method), path, content, headers).GetAwaiter().GetResult();
        var status = (int)answer.Status;
        var isWellFormed = status < 400
            || method == "HEAD"
            || ((status < 500 || status is 501 or 503 or 507) && answer.Problems.Count > 0);
        return isWellFormed
            ? true
            : throw new AssertionException($"{method} {path} {string.Join(", ", headers)} {body} was answered {status}: {answer.Text}");
    }

    // The rack as the control face shows it: what there is, whoever holds it.
    private async Task<string> ThingsAsync()
    {
        var snapshot = JsonElement.Parse(await _simulator.Control.GetByteArrayAsync(new Uri("/sim/v1/snapshot", UriKind.Relative)));
        var ids = new List<string>();
        Collect(snapshot.GetProperty("racks"), ids);
        return string.Join(' ', ids.Order(StringComparer.Ordinal));

        static void Collect(JsonElement value, List<string> ids)
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in value.EnumerateObject())
                {
                    if (property.Name == "id" && property.Value.ValueKind == JsonValueKind.String)
                    {
                        ids.Add(property.Value.GetString()!);
                    }

                    Collect(property.Value, ids);
                }
            }
            else if (value.ValueKind == JsonValueKind.Array)
            {
                value.EnumerateArray().ToList().ForEach(v => Collect(v, ids));
            }
        }
    }

    private async Task<Dictionary<string, JsonElement>> WalkAsync()
    {
        var tree = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        var next = new Queue<string>(["/redfish/v1"]);
        while (next.TryDequeue(out var uri))
        {
            if (!tree.ContainsKey(uri))
            {
                var answer = await Redfish.GetAsync(uri);
                answer.Status.ShouldBe(HttpStatusCode.OK, uri);
                tree[uri] = answer.Body;
                Links(answer.Body).ToList().ForEach(next.Enqueue);
            }
        }

        return tree;
    }

    private static IEnumerable<string> Links(JsonElement value) => Texts(value, "@odata.id").Select(u => u.Split('#')[0].TrimEnd('/')).Where(u => u.Length > 0);

    private static IEnumerable<string> Targets(JsonElement value) => Texts(value, "target");

    private static IEnumerable<string> Texts(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p =>
            p.Name == name && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : Texts(p.Value, name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(v => Texts(v, name)),
        _ => [],
    };
}
