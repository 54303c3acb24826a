using System.Text;
using Simulator.Faces;

namespace Simulator.Redfish;

/// <summary>Lets in who has a session token or Basic credentials; a few documents and the login itself are open (DSP0266, 4.1).</summary>
internal static class RedfishAuthentication
{
    private const string TokenHeader = "X-Auth-Token";

    private static readonly string[] Open = ["/", "/redfish", "/redfish/v1", "/redfish/v1/odata", "/redfish/v1/$metadata", OpenApiFile.Uri];
    private static readonly string[] Login = [SessionUris.Sessions, SessionUris.Sessions + "/Members"];

    public static Task InvokeAsync(
        HttpContext context, RequestDelegate next, LoginSessions sessions, KnownAccounts accounts, RedfishSettings settings)
    {
        if (context.Features.Get<SessionsEnd>() is { } end)
        {
            sessions.End(end.OfCallerOnly ? context.Request.Headers[TokenHeader].ToString() : null);
        }

        if (!settings.Authentication || IsOpen(context.Request))
        {
            return next(context);
        }

        var now = accounts.Now;
        if (Identify(context.Request, sessions, accounts) is { } account && now.Roles.GetValueOrDefault(account.RoleId) is { } role)
        {
            new Caller(account, role).Keep(context);
            return next(context);
        }

        Offer(context, now.Policy);
        return RedfishErrors.Answer(StatusCodes.Status401Unauthorized, [RedfishMessages.NoValidSession()]).ExecuteAsync(context);
    }

    /// <summary>Offers HTTP Basic with a 401, unless the account service keeps it quiet or off.</summary>
    private static void Offer(HttpContext context, AccountPolicy policy)
    {
        if (policy.BasicAuthentication == BasicAuthentication.Enabled)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Redfish\"";
        }
    }

    private static bool IsOpen(HttpRequest request) => IsOpen(request.Method, request.Path.Value is { Length: > 1 } p ? p.TrimEnd('/') : "/");

    /// <summary>Whether that can be asked without credentials.</summary>
    public static bool IsOpen(string method, string path) => HttpMethods.IsPost(method)
        ? Login.Contains(path)
        : (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
            && (Open.Contains(path) || path.StartsWith(OemSchema.Folder, StringComparison.Ordinal));

    private static Account? Identify(HttpRequest request, LoginSessions sessions, KnownAccounts accounts)
    {
        if (request.Headers.TryGetValue(TokenHeader, out var token))
        {
            return sessions.Accept(token.ToString());
        }

        var header = request.Headers.Authorization.ToString();
        return accounts.Now.Policy.BasicAuthentication != BasicAuthentication.Disabled
            && header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            && TryDecode(header["Basic ".Length..], out var user, out var password)
                ? accounts.Verify(user, password)
                : null;
    }

    private static bool TryDecode(string base64, out string user, out string password)
    {
        (user, password) = ("", "");
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return false;
        }

        (user, password) = (text[..colon], text[(colon + 1)..]);
        return true;
    }
}
