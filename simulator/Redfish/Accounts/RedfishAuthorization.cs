namespace Simulator.Redfish;

/// <summary>
/// Holds a known caller to its privileges. Runs after routing, because routes disregard case and end slashes and the table of
/// privileges must not be passed by another spelling.
/// </summary>
/// <param name="kinds">What lies at which route.</param>
/// <param name="sessions">Whose session is whose.</param>
/// <param name="subscriptions">Likewise.</param>
internal sealed class RedfishAuthorization(RouteKinds kinds, LoginSessions sessions, Subscriptions subscriptions)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        Caller.Of(context) is { } caller && Refusal(context, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "", caller) is { } message
            ? RedfishErrors.Answer(StatusCodes.Status403Forbidden, [message]).ExecuteAsync(context)
            : next(context);

    /// <summary>Whether the caller may read what lies at a route, for queries that look into other resources.</summary>
    public bool MayRead(HttpContext context, string route) => Caller.Of(context) is not { } caller || Refusal(context, route, caller) is null;

    private RedfishMessage? Refusal(HttpContext context, string route, Caller caller)
    {
        var owner = OwnerOf(context, route);
        var isOwn = owner == caller.Account.Id;
        if (caller.Account.PasswordChangeRequired)
        {
            // Which properties a PATCH may change is for the one who reads its body.
            return isOwn && route == AccountUris.AccountRoute && (IsRead(context) || HttpMethods.IsPatch(context.Request.Method))
                ? null
                : AccountMessages.PasswordChangeRequired(caller.AccountUri);
        }

        // Nobody removes an account by being it.
        isOwn &= route != AccountUris.AccountRoute || !HttpMethods.IsDelete(context.Request.Method);
        var rule = PrivilegeMap.Find(kinds.ChainOf(route));
        var grants = IsRead(context) ? rule.Read : rule.Change;
        foreach (var grant in grants)
        {
            if (caller.Role.Has(grant.Privilege) && (isOwn || !grant.OwnOnly))
            {
                return null;
            }
        }

        return AccountMessages.InsufficientPrivilege(string.Join(" or ", grants));
    }

    private string? OwnerOf(HttpContext context, string route) =>
        route == AccountUris.AccountRoute ? RedfishRoutes.Id(context)
        : route == SessionUris.SessionRoute ? sessions.Find(RedfishRoutes.Id(context))?.AccountId
        : route.StartsWith(EventUris.SubscriptionRoute, StringComparison.Ordinal) ? subscriptions.Find(RedfishRoutes.Id(context))?.Owner
        : null;

    private static bool IsRead(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method);
}
