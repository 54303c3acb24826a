namespace Simulator.Redfish;

/// <summary>AccountService v1_18_1, ManagerAccount v1_14_1, Role v1_3_3.</summary>
internal static class AccountRoutes
{
    public static RedfishRoutes MapAccounts(this RedfishRoutes routes, KnownAccounts accounts) => routes
        .Resource(
            AccountUris.Service, AccountsJsonContext.Default.AccountServiceJson, _ => new AccountServiceJson(accounts.Now.Policy),
            patch: context => AccountServicePatch.ApplyAsync(context, accounts))
        .Collection(
            AccountUris.Accounts, "ManagerAccount",
            _ => ResourceCollection.Of(AccountUris.Accounts, "Account Collection", accounts.Now.Accounts.Values.Select(a => a.Id)),
            context => AccountPost.AddAsync(context, accounts))
        .Resource(
            AccountUris.AccountRoute, AccountsJsonContext.Default.AccountJson, context => Show(accounts, RedfishRoutes.Id(context)),
            patch: context => AccountPatch.ApplyAsync(context, accounts),
            delete: context => Task.FromResult(Delete(context, accounts)))
        .MapRoles(accounts);

    public static AccountJson? Show(KnownAccounts accounts, string id) =>
        accounts.Now.Find(id) is { } account ? new AccountJson(account, accounts.IsLocked(account)) : null;

    private static IResult Delete(HttpContext context, KnownAccounts accounts) => accounts.Remove(RedfishRoutes.Id(context)) switch
    {
        AccountRefusal.None => Results.NoContent(),
        AccountRefusal.LastAdministrator => RedfishErrors.BadRequest(
            AccountMessages.ResourceCannotBeDeleted("The account is the last that may change accounts.")),
        _ => RedfishErrors.NotFound(context.Request.Path),
    };
}
