namespace Simulator.Redfish;

internal static class SessionUris
{
    public const string Service = "/redfish/v1/SessionService";
    public const string Sessions = Service + "/Sessions";
    public const string SessionRoute = Sessions + "/{id}";
}

/// <summary>SessionService v1_2_0, Session v1_8_0.</summary>
internal static class SessionsRoutes
{
    public static RedfishRoutes MapSessions(this RedfishRoutes routes, LoginSessions sessions, KnownAccounts accounts) => routes
        .Resource(
            SessionUris.Service, SessionsJson.Default.SessionServiceJson, _ => new SessionServiceJson((int)sessions.Timeout.TotalSeconds),
            patch: context => SessionServicePatch.ApplyAsync(context, sessions))
        .Collection(
            SessionUris.Sessions, "Session",
            _ => ResourceCollection.Of(SessionUris.Sessions, "Session Collection", sessions.All.Select(s => s.Id)),
            context => LoginAsync(context, sessions, accounts))
        .Resource(
            SessionUris.SessionRoute,
            SessionsJson.Default.SessionJson,
            context => sessions.Find(RedfishRoutes.Id(context)) is { } session && sessions.AccountOf(session) is { } account
                ? new SessionJson(session, account)
                : null,
            delete: context =>
            {
                sessions.Close(RedfishRoutes.Id(context));
                return Task.FromResult(Results.NoContent());
            });

    private static async Task<IResult> LoginAsync(HttpContext context, LoginSessions sessions, KnownAccounts accounts)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var (user, password) = (reader.Text("UserName"), reader.Secret("Password"));
        foreach (var missing in new[] { "UserName", "Password" }.Where(n => !reader.Has(n)))
        {
            reader.Problem(RedfishMessages.PropertyMissing($"#/{missing}"));
        }

        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        if (accounts.Verify(user!, password!) is not { } account)
        {
            return RedfishErrors.Answer(StatusCodes.Status401Unauthorized, [RedfishMessages.NoValidSession()]);
        }

        if (accounts.Now.FindRole(account.RoleId)?.Has(Privilege.Login) != true)
        {
            return RedfishErrors.Answer(
                StatusCodes.Status403Forbidden, [AccountMessages.InsufficientPrivilege(nameof(Privilege.Login))]);
        }

        if (sessions.Open(account, context.Connection.RemoteIpAddress) is not { } login)
        {
            return RedfishErrors.TooMany(context, AccountMessages.SessionLimitExceeded(sessions.Limit), sessions.SecondsUntilOneEnds);
        }

        var session = new SessionJson(login.Session, account)
        {
            ExtendedInfo = account.PasswordChangeRequired ? [AccountMessages.PasswordChangeRequired(AccountUris.Account(account.Id))] : null,
        };
        context.Response.Headers["X-Auth-Token"] = login.Token;
        return Created.Answer(context, session, SessionsJson.Default.SessionJson);
    }
}
