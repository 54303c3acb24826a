using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace ValenceCore.Tests.Peers;

/// <summary>The core on a free port with a database of its own, spoken to over HTTP only.</summary>
internal sealed class CoreUnderTest : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient client;

    private CoreUnderTest(WebApplication app)
    {
        this.app = app;
        client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient("tests");
        client.BaseAddress = new Uri(app.Urls.First());
        client.Timeout = TimeSpan.FromSeconds(30);
    }

    public IServiceProvider Services => app.Services;

    public Uri Address => client.BaseAddress!;

    public static async Task<CoreUnderTest> StartedAsync(
        Action<ValenceCoreOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(new JumpingTime());
        var database = TestStore.New();
        builder.Services.AddValenceCore(options =>
        {
            TestStore.Use(options, database);
            options.Deadlines.Revert = TimeSpan.Zero;
            options.PollInterval = TimeSpan.Zero;
            options.Audit.PruneInterval = TimeSpan.Zero;
            configure?.Invoke(options);
        });
        services?.Invoke(builder.Services);
        var host = builder.Build();
        host.MapValence();
        await host.StartAsync();
        return new CoreUnderTest(host);
    }

    public Task<Answer> GetAsync(string path, string? body = null) => SendAsync(HttpMethod.Get, path, body);

    public Task<Answer> PostAsync(string path, string? body = null, string? prefer = null) =>
        SendAsync(HttpMethod.Post, path, body, prefer);

    public Task<Answer> PatchAsync(string path, string body) => SendAsync(HttpMethod.Patch, path, body);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Answer> SendAsync(HttpMethod method, string path, string? body = null, string? prefer = null) =>
        SendWithAsync(method, path, body, prefer is null ? [] : [("Prefer", prefer)]);

    public Task<Answer> SendWithAsync(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers) =>
        SendUntilAsync(method, path, body, CancellationToken.None, headers);

    /// <summary>Sends a request whose sender goes away when the token is cancelled.</summary>
    public async Task<Answer> SendUntilAsync(
        HttpMethod method, string path, string? body, CancellationToken gone, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await SendAsync(request, gone);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellation = default)
    {
        using var response = await client.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return new Answer(
            response.StatusCode, text.Length == 0 ? null : IsJson(response) ? JsonNode.Parse(text) : JsonValue.Create(text),
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
    }

    private static bool IsJson(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;

    public Task<string> TextAsync(string path) => client.GetStringAsync(new Uri(path, UriKind.Relative));

    public Task<Stream> StreamAsync(string path, CancellationToken cancellation) => client.GetStreamAsync(new Uri(path, UriKind.Relative), cancellation);

    /// <summary>Registers a pod manager and answers its uuid.</summary>
    public async Task<string> RegisterPodAsync(StubPod pod, string name = "pod-a", string verifyCa = "true", string driver = "redfishv1")
    {
        var answer = await PostAsync("/v1/pod_managers", PodBody(name, pod.Url, verifyCa, driver));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return answer.Text("uuid");
    }

    public static string PodBody(string name, string url, string verifyCa = "true", string driver = "redfishv1", string password = "s3cret") =>
        $$$"""
        {"name": "{{{name}}}", "url": "{{{url}}}", "driver": "{{{driver}}}", "verify_ca": {{{verifyCa}}},
         "authentication": [{"type": "basic", "auth_items": {"username": "admin", "password": "{{{password}}}"}}]}
        """;

    /// <summary>Composes node 7 of a pod and answers its uuid.</summary>
    public async Task<string> ComposeAsync(StubPod pod, string name = "db-3")
    {
        pod.ComposesNode();
        var answer = await PostAsync("/v1/nodes", $$"""{"name": "{{name}}"}""");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        return answer.Text("uuid");
    }

    /// <summary>Follows an accepted operation to its end.</summary>
    public async Task<Answer> FollowAsync(Answer accepted)
    {
        accepted.Status.ShouldBe(HttpStatusCode.Accepted, accepted.ToString());
        await Services.GetRequiredService<ValenceCore.Operations.OperationRunner>()
            .WaitAsync(accepted.Text("id"), CancellationToken.None);
        return await GetAsync(accepted.Headers["Location"]);
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>What the core answered.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonNode? Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode this[string key] => Body![key].ShouldNotBeNull($"'{key}' in {Body}");

    public string Detail => Text("detail");

    public JsonArray List => Body.ShouldBeOfType<JsonArray>();

    public string Text(string key) => this[key].GetValue<string>();

    public bool Has(string key) => Body is JsonObject body && body[key] is not null;

    public override string ToString() => $"{(int)Status} {Body?.ToJsonString()}";
}
