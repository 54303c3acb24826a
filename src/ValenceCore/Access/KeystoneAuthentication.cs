using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ValenceCore.Failures;

namespace ValenceCore.Access;

/// <summary>Tokens that Keystone knows (Identity API v3, "Validate and show information for token").</summary>
internal sealed partial class KeystoneAuthentication(
    KeystoneConnection keystone, RememberedCallers remembered, IOptions<ValenceCoreOptions> options,
    ILogger<KeystoneAuthentication> logger) : IAuthenticate
{
    public string Challenge => $"Keystone uri=\"{options.Value.Access.Keystone.Url}\"";

    public bool IsShownByBrowsers => false;

    public async Task<Outcome<Caller>> AuthenticateAsync(HttpRequest request, CancellationToken cancellation)
    {
        var token = request.Headers["X-Auth-Token"].ToString();
        if (token.Length == 0)
        {
            return Refusals.NotKnown("A token of Keystone is needed: X-Auth-Token.");
        }

        if (remembered.Find(token) is { } caller)
        {
            return caller;
        }

        try
        {
            return await AskAsync(token, cancellation);
        }
        catch (Exception exception) when (
            exception is HttpRequestException or IOException or SocketException or JsonException
            || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogUnreachable(logger, exception.Message);
            return Refusals.CannotAsk("Keystone cannot be asked who the caller is; try again later.");
        }
    }

    private async Task<Outcome<Caller>> AskAsync(string token, CancellationToken cancellation)
    {
        var (status, body) = await keystone.ValidateAsync(token, cancellation);
        if (status == HttpStatusCode.NotFound)
        {
            return Refusals.NotKnown("Keystone does not know the token, or it has run out.");
        }

        if (status != HttpStatusCode.OK || KeystoneToken.Read(body) is not { } known)
        {
            // Our own credentials, most often; the log is for those who can mend that.
            LogAnswer(logger, (int)status);
            return Refusals.CannotAsk("Keystone did not say who the caller is; the log of this service has its answer.");
        }

        var caller = new Caller(known.Name, known.BestRole(options.Value.Access.Keystone));
        remembered.Remember(token, caller, known.ExpiresAt);
        return caller;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Keystone cannot be asked: {Reason}")]
    private static partial void LogUnreachable(ILogger logger, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "Keystone answered {Status} to the question who a caller is")]
    private static partial void LogAnswer(ILogger logger, int status);
}
