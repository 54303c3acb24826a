using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Simulator.Ironic;

namespace Simulator.Tests.Ironic;

internal sealed class KeystoneTests : IronicTests
{
    private readonly HttpClient _http = new(new SocketsHttpHandler());

    protected override IronicSettings Settings => new() { Auth = IronicAuth.Keystone, Username = "admin", Password = "s3cret", NodeLockedRetries = 0 };

    [OneTimeTearDown]
    public void Close() => _http.Dispose();

    [Test]
    public async Task Without_a_token_nothing_but_discovery_is_shown()
    {
        using var refused = await _http.GetAsync(new Uri(Lab.Address, "/v1/nodes"));

        ((int)refused.StatusCode).ShouldBe(401);
        refused.Headers.WwwAuthenticate.ToString().ShouldStartWith("Keystone uri=");
        (await Lab.GetAsync("/v1")).Status.ShouldBe(200);
        (await Lab.GetAsync("/v1/lookup?addresses=52:54:00:00:00:01")).Status.ShouldBe(404);
    }

    [Test]
    public async Task A_password_gets_a_token_with_the_catalogue_and_the_token_opens_ironic()
    {
        var (status, token, body) = await LogInAsync(Password("s3cret"));

        status.ShouldBe(201);
        body!["token"]!["catalog"]!.AsArray().Select(s => s!["type"]!.GetValue<string>()).ShouldBe(["baremetal", "identity"]);
        body["token"]!["catalog"]![0]!["endpoints"]![0]!["url"]!.GetValue<string>().ShouldBe(Lab.Address.ToString().TrimEnd('/'));
        (await StatusAsync("GET", "/v1/nodes", token)).ShouldBe(200);
        (await LogInAsync(Password("wrong"))).Status.ShouldBe(401);
    }

    [Test]
    public async Task A_token_ends_after_an_hour_or_when_it_is_revoked()
    {
        var (_, first, _) = await LogInAsync(Password("s3cret"));
        var (_, second, _) = await LogInAsync(Password("s3cret"));

        using var revoke = Request("DELETE", "/identity/v3/auth/tokens", first);
        revoke.Headers.Add("X-Subject-Token", second);
        using var revoked = await _http.SendAsync(revoke);
        var after = await StatusAsync("GET", "/v1/nodes", second);
        await Lab.PassAsync(3_601);

        ((int)revoked.StatusCode, after).ShouldBe((204, 401));
        (await StatusAsync("GET", "/v1/nodes", first)).ShouldBe(401);
    }

    [Test]
    public async Task An_application_credential_with_the_role_reader_may_only_look()
    {
        var (_, token, body) = await LogInAsync(Password("s3cret"));
        var user = body!["token"]!["user"]!["id"]!.GetValue<string>();
        using var create = Request("POST", $"/identity/v3/users/{user}/application_credentials", token);
        create.Content = JsonContent.Create(new JsonObject
        {
            ["application_credential"] = new JsonObject { ["name"] = "watcher", ["roles"] = new JsonArray(new JsonObject { ["name"] = "reader" }) },
        });
        using var created = await _http.SendAsync(create);
        var credential = JsonNode.Parse(await created.Content.ReadAsStringAsync())!["application_credential"]!;

        var (status, reader, _) = await LogInAsync(new JsonObject
        {
            ["methods"] = new JsonArray("application_credential"),
            ["application_credential"] = new JsonObject { ["id"] = credential["id"]!.GetValue<string>(), ["secret"] = credential["secret"]!.GetValue<string>() },
        }, isScoped: false);

        status.ShouldBe(201);
        (await StatusAsync("GET", "/v1/nodes", reader)).ShouldBe(200);
        (await StatusAsync("DELETE", "/v1/nodes/x", reader)).ShouldBe(403);
    }

    private static JsonObject Password(string password) => new()
    {
        ["methods"] = new JsonArray("password"),
        ["password"] = new JsonObject { ["user"] = new JsonObject { ["name"] = "admin", ["domain"] = new JsonObject { ["id"] = "default" }, ["password"] = password } },
    };

    private async Task<(int Status, string Token, JsonNode? Body)> LogInAsync(JsonObject identity, bool isScoped = true)
    {
        var auth = new JsonObject { ["identity"] = identity };
        if (isScoped)
        {
            auth["scope"] = new JsonObject { ["project"] = new JsonObject { ["name"] = "admin", ["domain"] = new JsonObject { ["name"] = "Default" } } };
        }

        using var reply = await _http.PostAsJsonAsync(new Uri(Lab.Address, "/identity/v3/auth/tokens"), new JsonObject { ["auth"] = auth });
        return ((int)reply.StatusCode, reply.Headers.TryGetValues("X-Subject-Token", out var tokens) ? tokens.Single() : "", JsonNode.Parse(await reply.Content.ReadAsStringAsync()));
    }

    private async Task<int> StatusAsync(string method, string path, string token)
    {
        using var request = Request(method, path, token);
        using var reply = await _http.SendAsync(request);
        return (int)reply.StatusCode;
    }

    private HttpRequestMessage Request(string method, string path, string token)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Lab.Address, path));
        request.Headers.Add("X-Auth-Token", token);
        return request;
    }
}
