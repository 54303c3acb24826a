using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace ValenceCore.Drivers.Redfish;

/// <content>Logging in: a session, else Basic (redfish-pod 4.10).</content>
internal sealed partial class RedfishConnection
{
    /// <summary>What goes wrong while logging in for a change means that the change was not made.</summary>
    private Task<Login> LogInForAsync(HttpMethod method, Login? stale, CancellationToken cancellation) => method == HttpMethod.Get
        ? LoginAsync(stale, cancellation)
        : RedfishDriver.BeforeChangeAsync(() => LoginAsync(stale, cancellation));

    private async Task<Login> LoginAsync(Login? stale, CancellationToken cancellation)
    {
        await loginGate.WaitAsync(cancellation);
        try
        {
            if (login is { } fresh && fresh != stale)
            {
                return fresh;
            }

            return login = new Login(await OpenSessionAsync(cancellation));
        }
        finally
        {
            loginGate.Release();
        }
    }

    /// <summary>A session token, or null where the pod has no sessions and Basic has to do (redfish-pod 4.10).</summary>
    private async Task<string?> OpenSessionAsync(CancellationToken cancellation)
    {
        const string stage = "log in";
        var nobody = new Login(null) { IsAnonymous = true };
        var root = await ExchangeAsync(HttpMethod.Get, RootPath, null, nobody, stage, host.Timeouts.Request, cancellation);
        var sessions = root.Body.Child("Links").Link("Sessions");
        if (sessions is null && root.Body.Link("SessionService") is { } service)
        {
            // No release of the reference pod manager links its sessions from the root (redfish-pod 1.3).
            var basic = new Login(null);
            var reply = await ExchangeAsync(HttpMethod.Get, PathOf(service), null, basic, stage, host.Timeouts.Request, cancellation);
            sessions = reply.Body.Link("Sessions");
        }

        if (sessions is null)
        {
            return null;
        }

        var credentials = new JsonObject { ["UserName"] = pod.Credentials.Username, ["Password"] = pod.Credentials.Password };
        var (opened, token) = await ExchangeWithTokenAsync(
            HttpMethod.Post, PathOf(sessions), credentials, nobody, stage, host.Timeouts.Request, cancellation);
        return opened.IsSuccess ? token : null;
    }

    private void ShowLogin(HttpRequestMessage request, Login current)
    {
        if (current.Token is { } token)
        {
            request.Headers.Add("X-Auth-Token", token);
        }
        else if (!current.IsAnonymous)
        {
            var pair = Encoding.UTF8.GetBytes($"{pod.Credentials.Username}:{pod.Credentials.Password}");
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "The session with pod manager {PodName} ran out and is renewed")]
    private static partial void LogSessionRenewed(ILogger logger, string podName);

    /// <summary>A token, or Basic when there is none. A class: two logins are the same only if they are one.</summary>
    private sealed class Login(string? token)
    {
        public string? Token => token;

        public bool IsAnonymous { get; init; }
    }
}
