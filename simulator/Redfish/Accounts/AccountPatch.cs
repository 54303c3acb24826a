namespace Simulator.Redfish;

/// <summary>PATCH of an account, all or nothing. Who may not change accounts may change its own password and nothing else.</summary>
internal static class AccountPatch
{
    private static readonly string[] ReadOnlyProperties = ["Id", "Name", "Description", "Links", "AccountTypes"];

    public static async Task<IResult> ApplyAsync(HttpContext context, KnownAccounts accounts)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        if (Caller.Of(context) is { MayChangeAccounts: false } caller
            && body.EnumerateObject().Any(p => !p.Name.StartsWith("@odata.", StringComparison.Ordinal) && !PrivilegeMap.OwnAccountProperties.Contains(p.Name)))
        {
            return RedfishErrors.Answer(
                StatusCodes.Status403Forbidden,
                [caller.Account.PasswordChangeRequired
                    ? AccountMessages.PasswordChangeRequired(caller.AccountUri)
                    : AccountMessages.InsufficientPrivilege(nameof(Privilege.ConfigureUsers))]);
        }

        var id = RedfishRoutes.Id(context);
        var now = accounts.Now;
        if (now.Find(id) is not { } account)
        {
            return RedfishErrors.NotFound(context.Request.Path);
        }

        var reader = new BodyReader(body, []);
        var edit = Read(reader, now, account);
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        return accounts.Edit(id, edit.Apply) switch
        {
            AccountRefusal.None when AccountRoutes.Show(accounts, id) is { } changed =>
                new ResourceResult<AccountJson>(changed, AccountsJsonContext.Default.AccountJson),
            AccountRefusal.NameTaken => RedfishErrors.Conflict(
                AccountMessages.ResourceAlreadyExists("ManagerAccount", "UserName", edit.UserName!)),
            AccountRefusal.NoSuchRole => RedfishErrors.BadRequest(
                RedfishMessages.PropertyValueNotInList("#/RoleId", edit.RoleId!, accounts.Now.Roles.Keys)),
            AccountRefusal.LastAdministrator => RedfishErrors.BadRequest(edit.Enabled == false
                ? AccountMessages.LastAdministrator("#/Enabled", "false", AccountUris.Account(id))
                : AccountMessages.LastAdministrator("#/RoleId", edit.RoleId!, AccountUris.Account(id))),
            _ => RedfishErrors.NotFound(context.Request.Path),
        };
    }

    private static AccountEdit Read(BodyReader reader, AccountsSnapshot now, Account account)
    {
        var password = AccountValues.Password(reader, now.Policy);
        if (password is not null && account.PasswordChangeRequired && account.Password.Matches(password))
        {
            reader.Problem(AccountMessages.PasswordUnchanged(reader.Pointer("Password")));
        }

        var locked = reader.Flag("Locked");
        if (locked == true)
        {
            reader.Problem(RedfishMessages.PropertyValueNotInList(reader.Pointer("Locked"), "true", ["false"]));
        }

        var edit = new AccountEdit(
            AccountValues.UserName(reader), AccountValues.RoleId(reader, now), reader.Flag("Enabled"), reader.Flag("PasswordChangeRequired"), locked == false);
        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        return password is null || reader.Problems.Count > 0 ? edit : edit with { Password = PasswordHash.Of(password) };
    }

    private sealed record AccountEdit(string? UserName, string? RoleId, bool? Enabled, bool? PasswordChangeRequired, bool Unlock)
    {
        public PasswordHash? Password { get; init; }

        // A new password is what the requirement asked for, unless the same request states it anew.
        public Account Apply(Account account) => (Unlock ? account.Unlocked() : account) with
        {
            UserName = UserName ?? account.UserName,
            RoleId = RoleId ?? account.RoleId,
            IsEnabled = Enabled ?? account.IsEnabled,
            Password = Password ?? account.Password,
            PasswordChangeRequired = PasswordChangeRequired ?? (Password is null && account.PasswordChangeRequired),
        };
    }
}
