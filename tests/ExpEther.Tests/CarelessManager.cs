using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExpEther.Tests;

/// <summary>
/// A manager of the kind that the driver must be prepared for: it moves a board that is in a group into another without a word. It sits in
/// the place of the network.
/// </summary>
internal sealed class CarelessManager : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, JsonObject> boards = [];
    private int lastGroup = 100;

    /// <summary>Called before each change, with its path: what somebody else does meanwhile, or an answer instead of the change.</summary>
    public Func<string, HttpResponseMessage?> BeforeChange { get; set; } = _ => null;

    public CarelessManager WithServer(string id, int maxDevices = 4) => With(id, new JsonObject { ["status"] = "eesv", ["group_id"] = "4094", ["max_eeio_count"] = $"{maxDevices}" });

    public CarelessManager WithDevice(string id, string pciClass, string group = "4093") =>
        With(id, new JsonObject { ["status"] = "eeio", ["group_id"] = group, ["pcie_class_code"] = pciClass });

    public string GroupOf(string id)
    {
        lock (gate)
        {
            return (string)boards[id]["group_id"]!;
        }
    }

    public void Move(string id, string group)
    {
        lock (gate)
        {
            boards[id]["group_id"] = group;
        }
    }

    public ExpEtherDriver Driver()
    {
        var host = new DriverHost
        {
            CreateClient = () => new HttpClient(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan },
            Time = TimeProvider.System,
            Loggers = NullLoggerFactory.Instance,
            Timeouts = new DriverTimeouts(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)),
        };
        return (ExpEtherDriver)new ExpEtherDriverFactory().Create(
            new PodTarget("p1", "fabric", new Uri("http://eem.example/eem"), new PodCredentials("u", "p")), host);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (request.Method != HttpMethod.Get && BeforeChange(path) is { } instead)
        {
            return instead;
        }

        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
        lock (gate)
        {
            return Answer(request, path["/eem/".Length..].Split('/'), body);
        }
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string[] path, JsonNode? body)
    {
        if (path is ["devices", "detail"])
        {
            var kind = request.RequestUri!.Query["?status=".Length..];
            return Json(HttpStatusCode.OK, new JsonObject
            {
                ["devices"] = new JsonArray([.. boards.Values.Where(b => (string)b["status"]! == kind).Select(b => b.DeepClone())]),
            });
        }

        if (!boards.TryGetValue(path[1], out var board))
        {
            return Json(HttpStatusCode.NotFound, new JsonObject { ["code"] = "40400", ["message"] = "No such device." });
        }

        if (request.Method == HttpMethod.Get)
        {
            return Json(HttpStatusCode.OK, new JsonObject { ["device"] = board.DeepClone() });
        }

        board["group_id"] = request.Method == HttpMethod.Delete ? (string)board["status"]! == "eesv" ? "4094" : "4093"
            : (string?)body!["group_id"] ?? $"{++lastGroup}";
        return Json(HttpStatusCode.OK, new JsonObject { ["group_id"] = (string)board["group_id"]! });
    }

    private CarelessManager With(string id, JsonObject board)
    {
        board["id"] = id;
        boards[id] = board;
        return this;
    }

    private static HttpResponseMessage Json(HttpStatusCode status, JsonObject body) =>
        new(status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
}
