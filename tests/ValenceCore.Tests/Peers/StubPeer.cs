using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ValenceCore.Tests.Peers;

/// <summary>A foreign HTTP service on a free port. It answers what a test announced and remembers everything else as a fault.</summary>
internal class StubPeer : IAsyncDisposable
{
    private readonly Dictionary<string, Queue<StubReply>> announced = [];
    private readonly List<SeenRequest> seen = [];
    private readonly List<string> unannounced = [];
    private readonly WebApplication app;

    protected StubPeer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public string Url => app.Urls.First();

    public IReadOnlyList<SeenRequest> Seen
    {
        get
        {
            lock (seen)
            {
                return [.. seen];
            }
        }
    }

    public IReadOnlyList<string> Unannounced
    {
        get
        {
            lock (seen)
            {
                return [.. unannounced];
            }
        }
    }

    /// <summary>Announces a request, with <c>*</c> for any part of a path; the last of several replies is given again and again. Announcing anew replaces.</summary>
    public void On(string request, params StubReply[] replies)
    {
        lock (seen)
        {
            announced[request] = new Queue<StubReply>(replies);
        }
    }

    public int Count(string request) => Seen.Count(one => one.Name == request);

    public SeenRequest Only(string request) => Seen.Single(one => one.Name == request);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task StartAsync() => app.StartAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        var one = new SeenRequest(
            $"{request.Method} {request.Path}{request.QueryString}", text.Length == 0 ? null : JsonNode.Parse(text),
            request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()));
        var reply = Choose(one);
        if (reply.Arrived is { } arrived)
        {
            arrived.TrySetResult();
            await reply.Held!.Task.WaitAsync(context.RequestAborted);
        }

        if (reply.IsCut)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if ((reply.BodyOf?.Invoke() ?? reply.Body) is { } body)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
        }
    }

    private static bool Matches(string pattern, string name) =>
        Regex.IsMatch(name, $"^{Regex.Escape(pattern).Replace("\\*", "[^/?]+", StringComparison.Ordinal)}$");

    private StubReply Choose(SeenRequest one)
    {
        lock (seen)
        {
            seen.Add(one);
            var replies = announced.GetValueOrDefault(one.Name)
                ?? announced.Where(pair => pair.Key.Contains('*', StringComparison.Ordinal) && Matches(pair.Key, one.Name)).Select(pair => pair.Value).FirstOrDefault();
            if (replies is null)
            {
                unannounced.Add(one.Name);
                return new StubReply(418);
            }

            return replies.Count > 1 ? replies.Dequeue() : replies.Peek();
        }
    }
}

internal sealed record SeenRequest(string Name, JsonNode? Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>One answer of a stub.</summary>
internal sealed record StubReply(int Status, string? Body = null)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The connection is cut in the place of an answer.</summary>
    public bool IsCut { get; init; }

    /// <summary>A body that depends on what was asked before.</summary>
    public Func<string>? BodyOf { get; init; }

    /// <summary>Set when the request has come in, for a reply that is held back.</summary>
    public TaskCompletionSource? Arrived { get; init; }

    /// <summary>The reply goes out when this is set.</summary>
    public TaskCompletionSource? Held { get; init; }

    public static StubReply Cut() => new(0) { IsCut = true };

    public static StubReply Json(JsonNode body) => new(200, body.ToJsonString());

    public static StubReply File(string path) => new(200, Fixture.Text(path));

    public StubReply With(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };
}

internal static class Fixture
{
    public static string Text(string path) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", path));

    public static JsonObject Object(string path) => (JsonObject)JsonNode.Parse(Text(path))!;
}
