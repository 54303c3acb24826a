using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ValenceCore.Keystone;

namespace ValenceCore.Access;

/// <summary>Asks Keystone (Identity API v3) about callers, as a service user who may validate the tokens of others.</summary>
internal sealed class KeystoneConnection(IHttpClientFactory clients, IOptions<ValenceCoreOptions> options)
{
    private readonly KeystoneOptions keystone = options.Value.Access.Keystone;
    private readonly KeystoneLogin login = new(clients, options.Value.Access.Keystone);

    /// <summary>What Keystone says of a token. Safe to repeat; a login of ours that ran out is renewed once.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Body)> ValidateAsync(string token, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(keystone.Timeout);
        if (keystone.ServiceToken is { } fixedToken)
        {
            return await AskAsync(token, fixedToken, deadline.Token);
        }

        var ours = await login.SessionAsync(stale: null, deadline.Token);
        var answer = await AskAsync(token, ours.Token, deadline.Token);
        return answer.Status == HttpStatusCode.Unauthorized
            ? await AskAsync(token, (await login.SessionAsync(ours, deadline.Token)).Token, deadline.Token)
            : answer;
    }

    private async Task<(HttpStatusCode Status, JsonNode? Body)> AskAsync(string token, string ours, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, keystone.Tokens);
        request.Headers.TryAddWithoutValidation("X-Auth-Token", ours);
        request.Headers.TryAddWithoutValidation("X-Subject-Token", token);
        using var client = clients.CreateClient(KeystoneLogin.Client);
        using var response = await client.SendAsync(request, cancellation);
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return (response.StatusCode, response.IsSuccessStatusCode ? JsonNode.Parse(text) : null);
    }
}

internal static class KeystoneServices
{
    public static IServiceCollection AddKeystone(this IServiceCollection services) => services
        .AddKeystoneClient().AddSingleton<KeystoneConnection>().AddSingleton<KeystoneAuthentication>();
}
