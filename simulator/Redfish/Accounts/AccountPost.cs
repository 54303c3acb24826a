namespace Simulator.Redfish;

/// <summary>POST to the accounts: a new user.</summary>
internal static class AccountPost
{
    private static readonly string[] ReadOnlyProperties = ["Id", "Name", "Description", "Links", "Locked", "AccountTypes"];

    public static async Task<IResult> AddAsync(HttpContext context, KnownAccounts accounts)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var now = accounts.Now;
        var reader = new BodyReader(body, []);
        var (userName, password, roleId) = (AccountValues.UserName(reader), AccountValues.Password(reader, now.Policy), AccountValues.RoleId(reader, now));
        var isEnabled = reader.Flag("Enabled") ?? true;
        var mustChange = reader.Flag("PasswordChangeRequired") ?? false;
        foreach (var missing in new[] { "UserName", "Password", "RoleId" }.Where(n => !reader.Has(n)))
        {
            reader.Problem(RedfishMessages.PropertyMissing($"#/{missing}"));
        }

        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        var hash = PasswordHash.Of(password!);
        var (account, problem) = accounts.Add(number => new Account(number, userName!, hash, roleId!)
        {
            IsEnabled = isEnabled, PasswordChangeRequired = mustChange,
        });
        if (account is null)
        {
            return problem == AccountRefusal.NameTaken
                ? RedfishErrors.Conflict(AccountMessages.ResourceAlreadyExists("ManagerAccount", "UserName", userName!))
                : RedfishErrors.BadRequest(RedfishMessages.PropertyValueNotInList("#/RoleId", roleId!, accounts.Now.Roles.Keys));
        }

        return Created.Answer(context, new AccountJson(account, isLocked: false), AccountsJsonContext.Default.AccountJson);
    }
}
