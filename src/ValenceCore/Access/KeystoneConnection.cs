using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ValenceCore.Access;

/// <summary>Speaks to Keystone (Identity API v3), as a service user who may validate the tokens of others.</summary>
#pragma warning disable CA1001 // The gate makes no wait handle, so there is nothing to dispose of.
internal sealed class KeystoneConnection(IHttpClientFactory clients, IOptions<ValenceCoreOptions> options)
#pragma warning restore CA1001
{
    public const string Client = "valence-keystone";

    private readonly KeystoneOptions keystone = options.Value.Access.Keystone;
    private readonly SemaphoreSlim loginGate = new(1, 1);
    private volatile string? login = options.Value.Access.Keystone.ServiceToken;

    /// <summary>What Keystone says of a token. Safe to repeat; a login of ours that ran out is renewed once.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Body)> ValidateAsync(string token, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(keystone.Timeout);
        var ours = login ?? await LogInAsync(stale: null, deadline.Token);
        var answer = await AskAsync(token, ours, deadline.Token);
        return answer.Status == HttpStatusCode.Unauthorized && keystone.ServiceToken is null
            ? await AskAsync(token, await LogInAsync(ours, deadline.Token), deadline.Token)
            : answer;
    }

    private async Task<(HttpStatusCode Status, JsonNode? Body)> AskAsync(string token, string ours, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Tokens());
        request.Headers.TryAddWithoutValidation("X-Auth-Token", ours);
        request.Headers.TryAddWithoutValidation("X-Subject-Token", token);
        using var client = clients.CreateClient(Client);
        using var response = await client.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return (response.StatusCode, response.IsSuccessStatusCode ? JsonNode.Parse(text) : null);
    }

    private async Task<string> LogInAsync(string? stale, CancellationToken cancellation)
    {
        await loginGate.WaitAsync(cancellation);
        try
        {
            if (login is { } fresh && fresh != stale)
            {
                return fresh;
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, Tokens());
            request.Content = new StringContent(Credentials().ToJsonString(), Encoding.UTF8, "application/json");
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(request, cancellation);
            return login = response.IsSuccessStatusCode && response.Headers.TryGetValues("X-Subject-Token", out var values)
                ? values.First()
                : throw new HttpRequestException($"the service user is refused with {(int)response.StatusCode}");
        }
        finally
        {
            loginGate.Release();
        }
    }

    private Uri Tokens()
    {
        var address = keystone.Url!.TrimEnd('/');
        return new Uri($"{address}{(address.EndsWith("/v3", StringComparison.Ordinal) ? "" : "/v3")}/auth/tokens");
    }

    /// <summary>Identity API v3, "Password authentication with scoped authorization".</summary>
    private JsonObject Credentials() => new()
    {
        ["auth"] = new JsonObject
        {
            ["identity"] = new JsonObject
            {
                ["methods"] = new JsonArray("password"),
                ["password"] = new JsonObject
                {
                    ["user"] = new JsonObject
                    {
                        ["name"] = keystone.Username, ["domain"] = Domain(), ["password"] = keystone.Password,
                    },
                },
            },
            ["scope"] = new JsonObject { ["project"] = new JsonObject { ["name"] = keystone.Project, ["domain"] = Domain() } },
        },
    };

    private JsonObject Domain() => new() { ["name"] = keystone.Domain };
}

internal static class KeystoneServices
{
    public static IServiceCollection AddKeystone(this IServiceCollection services)
    {
        // Our deadline is over the whole question; and no token of anybody is shown to an outside proxy or after a redirect.
        services.AddHttpClient(KeystoneConnection.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        return services.AddSingleton<KeystoneConnection>().AddSingleton<KeystoneAuthentication>();
    }
}
