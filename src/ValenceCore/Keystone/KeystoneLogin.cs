using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace ValenceCore.Keystone;

/// <summary>Logs in at a Keystone (Identity API v3, "Authentication and token management"), once for all who ask, and again when the login has run out.</summary>
#pragma warning disable CA1001 // The gate makes no wait handle, so there is nothing to dispose of.
internal sealed class KeystoneLogin(IHttpClientFactory clients, KeystoneLoginOptions options)
#pragma warning restore CA1001
{
    public const string Client = "valence-keystone";

    private readonly SemaphoreSlim gate = new(1, 1);
    private volatile KeystoneSession? current;

    /// <summary>The login there is, or a new one.</summary>
    /// <param name="stale">The one that a service has refused; null when none was tried.</param>
    /// <exception cref="HttpRequestException">Keystone refuses, or does not answer as it should.</exception>
    public async Task<KeystoneSession> SessionAsync(KeystoneSession? stale, CancellationToken cancellation)
    {
        if (current is { } known && !ReferenceEquals(known, stale))
        {
            return known;
        }

        await gate.WaitAsync(cancellation);
        try
        {
            return current is { } fresh && !ReferenceEquals(fresh, stale) ? fresh : current = await LogInAsync(cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<KeystoneSession> LogInAsync(CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(options.Timeout);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Tokens);
        request.Content = new StringContent(Credentials().ToJsonString(), Encoding.UTF8, "application/json");
        using var client = clients.CreateClient(Client);
        using var response = await client.SendAsync(request, deadline.Token);
        if (!response.IsSuccessStatusCode || !response.Headers.TryGetValues("X-Subject-Token", out var values))
        {
            throw new HttpRequestException($"the login is refused with {(int)response.StatusCode}");
        }

        return new KeystoneSession(values.First(), CatalogueOf(await response.Content.ReadAsStringAsync(deadline.Token)));
    }

    private static JsonArray? CatalogueOf(string text)
    {
        try
        {
            return ((JsonNode.Parse(text) as JsonObject)?["token"] as JsonObject)?["catalog"] as JsonArray;
        }
        catch (JsonException)
        {
            // The token is in a header; who needs the catalogue will miss it by name.
            return null;
        }
    }

    private JsonObject Credentials() => new() { ["auth"] = options.HasApplicationCredential ? ApplicationCredential() : PasswordOfProject() };

    private JsonObject ApplicationCredential() => new()
    {
        ["identity"] = new JsonObject
        {
            ["methods"] = new JsonArray("application_credential"),
            ["application_credential"] = new JsonObject
            {
                ["id"] = options.ApplicationCredentialId, ["secret"] = options.ApplicationCredentialSecret,
            },
        },
    };

    private JsonObject PasswordOfProject() => new()
    {
        ["identity"] = new JsonObject
        {
            ["methods"] = new JsonArray("password"),
            ["password"] = new JsonObject
            {
                ["user"] = new JsonObject
                {
                    ["name"] = options.Username, ["domain"] = Domain(), ["password"] = options.Password,
                },
            },
        },
        ["scope"] = new JsonObject { ["project"] = new JsonObject { ["name"] = options.Project, ["domain"] = Domain() } },
    };

    private JsonObject Domain() => new() { ["name"] = options.Domain };
}

internal static class KeystoneLoginServices
{
    /// <summary>The HTTP client of all that speak to a Keystone.</summary>
    public static IServiceCollection AddKeystoneClient(this IServiceCollection services)
    {
        // Deadlines are over the whole question; and no token of anybody is shown to an outside proxy or after a redirect.
        services.AddHttpClient(KeystoneLogin.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        return services;
    }
}
