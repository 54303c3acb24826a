using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace ValenceCore.Drivers.Redfish;

/// <content>Logging in: a session, else Basic (redfish-pod 4.10). Logging out, so that the pod need not keep the session until it times out.</content>
internal sealed partial class RedfishConnection
{
    private const string LogOut = "log out";

    /// <summary>By the wall clock: whoever lets go of a pod does not wait for one that is off.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private volatile bool isLeft;

    /// <summary>Deletes the session at the pod, if there is one and the pod answers soon. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        // From now on nobody logs in, and a login under way is undone by who began it.
        isLeft = true;
        using var soon = new CancellationTokenSource(Farewell);
        try
        {
            await loginGate.WaitAsync(soon.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        var left = login;
        login = new Login(null);
        loginGate.Release();
        await LogOutAsync(left, soon.Token);
    }

    private async Task LogOutAsync(Login? left, CancellationToken cancellation)
    {
        try
        {
            if (left is { Session: { } session })
            {
                await ExchangeAsync(HttpMethod.Delete, session, null, left, LogOut, Farewell, cancellation);
            }
        }
        catch (Exception exception) when (exception is DriverException or OperationCanceledException)
        {
            LogSessionLeft(logger, pod.Name, exception.Message);
        }
    }

    /// <summary>What goes wrong while logging in for a change means that the change was not carried out.</summary>
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

            // What is still under way when it was logged out goes on without a session.
            var opened = isLeft ? new Login(null) : await OpenSessionAsync(cancellation);
            if (isLeft)
            {
                await LogOutAsync(opened, cancellation);
                opened = new Login(null);
            }

            return login = opened;
        }
        finally
        {
            loginGate.Release();
        }
    }

    /// <summary>A session, or Basic where the pod has none (redfish-pod 4.10).</summary>
    private async Task<Login> OpenSessionAsync(CancellationToken cancellation)
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
            return new Login(null);
        }

        var credentials = new JsonObject { ["UserName"] = pod.Credentials.Username, ["Password"] = pod.Credentials.Password };
        var (opened, token) = await ExchangeWithTokenAsync(
            HttpMethod.Post, PathOf(sessions), credentials, nobody, stage, host.Timeouts.Request, cancellation);
        return opened.IsSuccess ? new Login(token) { Session = opened.Location ?? opened.Body.Id() } : new Login(null);
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

    [LoggerMessage(EventId = 2, Level = LogLevel.Debug, Message = "The session with pod manager {PodName} is left to run out: {Reason}")]
    private static partial void LogSessionLeft(ILogger logger, string podName, string reason);

    /// <summary>A token, or Basic when there is none. A class: two logins are the same only if they are one.</summary>
    private sealed class Login(string? token)
    {
        public string? Token => token;

        public bool IsAnonymous { get; init; }

        /// <summary>Path of the session; null where there is none, or where the pod does not say it.</summary>
        public string? Session { get; init; }
    }
}
