using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Harness.Fixtures;

/// <summary>What a stub is about to answer; a test may change it.</summary>
public sealed class StubAnswer
{
    public required string Method { get; init; }

    /// <summary>Path without a trailing slash.</summary>
    public required string Path { get; init; }

    public required string Query { get; init; }

    public required bool IsLoggedIn { get; init; }

    public int Status { get; set; } = 200;

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null is no body.</summary>
    public string? Body { get; set; }
}

/// <summary>
/// A small Redfish service of documents, which keeps to the protocol for reading: login, headers, errors, ETags. Made to be broken
/// by changing a document or an answer.
/// </summary>
public sealed class RedfishStub : IAsyncDisposable
{
    public const string User = "admin";
    public const string Password = "stub-secret";

    private const string Root = "/redfish/v1";
    private const string Token = "stub-token";

    private WebApplication? _app;

    /// <summary>Documents by path without a trailing slash.</summary>
    public Dictionary<string, JsonObject> Documents { get; } = new(StringComparer.Ordinal);

    /// <summary>Called with every answer before it is sent.</summary>
    public Action<StubAnswer>? Twist { get; set; }

    /// <summary>Told of every answer as it was before the twist.</summary>
    public Action<StubAnswer>? Asked { get; set; }

    public Uri Address { get; private set; } = null!;

    /// <summary>A document to change.</summary>
    public JsonObject this[string path] => Documents[path];

    /// <param name="certificate">Serves https with it; null serves http.</param>
    public async Task<RedfishStub> StartAsync(X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, l =>
        {
            if (certificate is not null)
            {
                l.UseHttps(certificate);
            }
        }));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value!.TrimEnd('/');
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        var answer = new StubAnswer
        {
            Method = request.Method,
            Path = path,
            Query = request.QueryString.Value ?? "",
            IsLoggedIn = request.Headers["X-Auth-Token"] == Token || request.Headers.Authorization == basic,
        };
        answer.Headers["OData-Version"] = "4.0";
        answer.Headers["Cache-Control"] = "no-cache";
        Answer(answer, request);
        Asked?.Invoke(answer);
        Twist?.Invoke(answer);
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Body is { } body && request.Method != "HEAD")
        {
            await context.Response.WriteAsync(body);
        }
    }

    private void Answer(StubAnswer answer, HttpRequest request)
    {
        var isOpen = answer.Path is "/redfish" or Root or Root + "/odata" or Root + "/$metadata";
        if (answer is { Method: "POST", Path: Root + "/SessionService/Sessions" })
        {
            answer.Status = 201;
            answer.Headers["X-Auth-Token"] = Token;
            answer.Headers["Location"] = Root + "/SessionService/Sessions/1";
        }
        else if (!isOpen && !answer.IsLoggedIn)
        {
            answer.Headers["WWW-Authenticate"] = "Basic realm=\"stub\"";
            Refuse(answer, 401, "NoValidSession");
        }
        else if (request.Headers["OData-Version"] is [not null and not "4.0"])
        {
            Refuse(answer, 412, "PreconditionFailed");
        }
        else if (answer.Query.Contains('$', StringComparison.Ordinal))
        {
            Refuse(answer, 501, "QueryNotSupported");
        }
        else if (answer.Path == Root + "/$metadata")
        {
            answer.Headers["Content-Type"] = "application/xml";
            answer.Body = Metadata();
        }
        else if (Documents.TryGetValue(answer.Path, out var document))
        {
            Serve(answer, document, request);
        }
        else
        {
            Refuse(answer, 404, "GeneralError");
        }
    }

    private static void Serve(StubAnswer answer, JsonObject document, HttpRequest request)
    {
        answer.Headers["Allow"] = "GET, HEAD";
        if (answer.Method is not ("GET" or "HEAD"))
        {
            answer.Status = answer.Method is "OPTIONS" or "DELETE" ? 204 : 405;
            return;
        }

        answer.Body = document.ToJsonString();
        answer.Headers["Content-Type"] = "application/json; charset=utf-8";
        var etag = $"\"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(answer.Body)))[..16]}\"";
        answer.Headers["ETag"] = etag;
        if ((string?)document["@odata.type"] is { } type)
        {
            answer.Headers["Link"] = $"</redfish/v1/JsonSchemas/{type.TrimStart('#')[..(type.LastIndexOf('.') - 1)]}.json>; rel=describedby";
        }

        if (request.Headers.IfNoneMatch == etag)
        {
            (answer.Status, answer.Body) = (304, null);
        }
    }

    private static void Refuse(StubAnswer answer, int status, string key)
    {
        answer.Status = status;
        answer.Headers["Content-Type"] = "application/json; charset=utf-8";
        answer.Body = JsonSerializer.Serialize(new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = $"Base.1.22.{key}",
                ["message"] = "Refused by the stub.",
                ["@Message.ExtendedInfo"] = new JsonArray(new JsonObject { ["MessageId"] = $"Base.1.22.{key}", ["Message"] = "Refused by the stub." }),
            },
        });
    }

    private string Metadata()
    {
        var includes = Documents.Values.Select(d => (string?)d["@odata.type"]).OfType<string>()
            .Select(t => t.TrimStart('#')).Select(t => t[..t.LastIndexOf('.')]).Distinct(StringComparer.Ordinal)
            .Select(space => $"<edmx:Reference Uri=\"/schemas/{space}.xml\"><edmx:Include Namespace=\"{space}\"/></edmx:Reference>");
        return "<edmx:Edmx xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\" Version=\"4.0\">" + string.Concat(includes)
            + "<edmx:DataServices><Schema xmlns=\"http://docs.oasis-open.org/odata/ns/edm\" Namespace=\"Service\">"
            + "<EntityContainer Name=\"Service\"/></Schema></edmx:DataServices></edmx:Edmx>";
    }
}
