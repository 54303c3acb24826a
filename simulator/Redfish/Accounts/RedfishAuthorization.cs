namespace Simulator.Redfish;

/// <summary>
/// Holds a known caller to its privileges. Runs after routing, because routes disregard case and end slashes and the table of
/// privileges must not be passed by another spelling.
/// </summary>
internal static class RedfishAuthorization
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next, LoginSessions sessions) =>
        Caller.Of(context) is { } caller && Refusal(context, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "", caller, sessions) is { } message
            ? RedfishErrors.Answer(StatusCodes.Status403Forbidden, [message]).ExecuteAsync(context)
            : next(context);

    /// <summary>Whether the caller may read what lies at a route, for queries that look into other resources.</summary>
    public static bool MayRead(HttpContext context, string route, LoginSessions sessions) =>
        Caller.Of(context) is not { } caller || Refusal(context, route, caller, sessions) is null;

    private static RedfishMessage? Refusal(HttpContext context, string route, Caller caller, LoginSessions sessions)
    {
        var isOwnAccount = route == AccountUris.AccountRoute && RedfishRoutes.Id(context) == caller.Account.Id;
        if (caller.Account.PasswordChangeRequired)
        {
            // Which properties a PATCH may change is for the one who reads its body.
            return isOwnAccount && (IsRead(context) || HttpMethods.IsPatch(context.Request.Method))
                ? null
                : AccountMessages.PasswordChangeRequired(caller.AccountUri);
        }

        var rule = PrivilegeMap.Find(route);
        var grants = IsRead(context) ? rule.Read : rule.Change;
        var isOwn = isOwnAccount ? !HttpMethods.IsDelete(context.Request.Method) : IsOwnSession(context, route, caller, sessions);
        foreach (var grant in grants)
        {
            if (caller.Role.Has(grant.Privilege) && (isOwn || !grant.OwnOnly))
            {
                return null;
            }
        }

        return AccountMessages.InsufficientPrivilege(string.Join(" or ", grants));
    }

    private static bool IsOwnSession(HttpContext context, string route, Caller caller, LoginSessions sessions) =>
        route == SessionUris.SessionRoute && sessions.Find(RedfishRoutes.Id(context))?.AccountId == caller.Account.Id;

    private static bool IsRead(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method);
}
