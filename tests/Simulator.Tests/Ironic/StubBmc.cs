using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Simulator.Tests.Ironic;

/// <summary>A BMC in this process that answers what it was told to and remembers every request nobody announced.</summary>
internal sealed class StubBmc : IAsyncDisposable
{
    public const string SystemPath = "/redfish/v1/Systems/1";
    public const string User = "admin";
    public const string Password = "calvin";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, JsonNode?, Task>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _unannounced = new();
    private int _tokens;

    private StubBmc(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public string Power { get; set; } = "Off";

    /// <summary>Power as it becomes some looks after a reset.</summary>
    public Queue<string> PowerToCome { get; } = new();

    public JsonObject Overrides { get; } = new()
    {
        ["BootSourceOverrideTarget"] = "None",
        ["BootSourceOverrideEnabled"] = "Disabled",
        ["BootSourceOverrideMode"] = "UEFI",
        ["BootSourceOverrideTarget@Redfish.AllowableValues"] = new JsonArray("None", "Pxe", "Hdd", "Cd", "BiosSetup"),
    };

    public string? ETag { get; set; }

    public string ValidToken { get; private set; } = "";

    public bool HasSessions { get; set; } = true;

    public JsonArray ResetTypes { get; } = ["On", "ForceOff", "GracefulShutdown", "GracefulRestart"];

    /// <summary>Each as <c>METHOD /path body</c>.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public IReadOnlyList<string> Unannounced => [.. _unannounced];

    public static async Task<StubBmc> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var bmc = new StubBmc(app);
        app.Run(bmc.ServeAsync);
        await app.StartAsync();
        bmc.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        bmc.AnnounceSystem();
        return bmc;
    }

    public void Announce(string method, string path, Func<HttpContext, JsonNode?, Task> answer) => _answers[$"{method} {path}"] = answer;

    public void Announce(string method, string path, int status, JsonNode? body = null) =>
        Announce(method, path, (context, _) => WriteAsync(context, status, body?.DeepClone()));

    public void ExpireSessions() => ValidToken = "";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void AnnounceSystem()
    {
        Announce("GET", "/redfish/v1/", (context, _) => WriteAsync(context, 200, new JsonObject
        {
            ["Id"] = "RootService",
            ["Links"] = new JsonObject { ["Sessions"] = Link("/redfish/v1/SessionService/Sessions") },
        }));
        Announce("POST", "/redfish/v1/SessionService/Sessions", LogInAsync);
        Announce("GET", "/redfish/v1/Systems", (context, _) => Guarded(context, () => WriteAsync(context, 200, new JsonObject
        {
            ["Members"] = new JsonArray(Link(SystemPath)),
        })));
        Announce("GET", SystemPath, (context, _) => Guarded(context, () =>
        {
            if (PowerToCome.TryDequeue(out var next))
            {
                Power = next;
            }

            if (ETag is not null)
            {
                context.Response.Headers.ETag = ETag;
            }

            return WriteAsync(context, 200, System());
        }));
        Announce("PATCH", SystemPath, (context, body) => Guarded(context, () =>
        {
            if (ETag is not null && context.Request.Headers.IfMatch.ToString() is { Length: > 0 } tag && tag != ETag)
            {
                return WriteAsync(context, 412, body: null);
            }

            foreach (var (key, value) in body!["Boot"]!.AsObject())
            {
                Overrides[key] = value?.DeepClone();
            }

            return WriteAsync(context, 204, body: null);
        }));
        Announce("POST", $"{SystemPath}/Actions/ComputerSystem.Reset", (context, body) => Guarded(context, () =>
        {
            if (PowerToCome.Count == 0)
            {
                Power = body!["ResetType"]!.GetValue<string>() is "On" or "GracefulRestart" ? "On" : "Off";
            }

            return WriteAsync(context, 204, body: null);
        }));
    }

    private JsonObject System() => new()
    {
        ["@odata.id"] = SystemPath,
        ["Id"] = "1",
        ["PowerState"] = Power,
        ["Manufacturer"] = "Stub Works",
        ["MemorySummary"] = new JsonObject { ["TotalSystemMemoryGiB"] = 64 },
        ["Processors"] = Link($"{SystemPath}/Processors"),
        ["EthernetInterfaces"] = Link($"{SystemPath}/EthernetInterfaces"),
        ["Boot"] = Overrides.DeepClone(),
        ["Actions"] = new JsonObject
        {
            ["#ComputerSystem.Reset"] = new JsonObject
            {
                ["target"] = $"{SystemPath}/Actions/ComputerSystem.Reset",
                ["ResetType@Redfish.AllowableValues"] = ResetTypes.DeepClone(),
            },
        },
    };

    private Task LogInAsync(HttpContext context, JsonNode? body)
    {
        if (!HasSessions)
        {
            return WriteAsync(context, 404, body: null);
        }

        if (body?["UserName"]?.GetValue<string>() != User || body["Password"]?.GetValue<string>() != Password)
        {
            return WriteAsync(context, 401, body: null);
        }

        ValidToken = $"token-{Interlocked.Increment(ref _tokens)}";
        context.Response.Headers["X-Auth-Token"] = ValidToken;
        context.Response.Headers.Location = "/redfish/v1/SessionService/Sessions/1";
        return WriteAsync(context, 201, new JsonObject());
    }

    private Task Guarded(HttpContext context, Func<Task> answer)
    {
        var basic = Convert.ToBase64String(global::System.Text.Encoding.UTF8.GetBytes($"{User}:{Password}"));
        var isKnown = (ValidToken.Length > 0 && context.Request.Headers["X-Auth-Token"].ToString() == ValidToken)
            || context.Request.Headers.Authorization.ToString() == $"Basic {basic}";
        return isKnown ? answer() : WriteAsync(context, 401, new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = "Log in first." },
        });
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        var key = $"{context.Request.Method} {context.Request.Path}";
        _requests.Enqueue($"{key} {text}".TrimEnd());
        if (_answers.TryGetValue(key, out var answer))
        {
            await answer(context, text.Length == 0 ? null : JsonNode.Parse(text));
            return;
        }

        _unannounced.Enqueue(key);
        context.Response.StatusCode = 418;
    }

    public static JsonObject Link(string path) => new() { ["@odata.id"] = path };

    private static Task WriteAsync(HttpContext context, int status, JsonNode? body)
    {
        context.Response.StatusCode = status;
        return body is null ? Task.CompletedTask : context.Response.WriteAsync(body.ToJsonString());
    }
}
