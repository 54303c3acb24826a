namespace Simulator.Redfish;

/// <summary>PATCH of the account service: lockout, password length, HTTP Basic. All or nothing.</summary>
internal static class AccountServicePatch
{
    private static readonly string[] ReadOnlyProperties =
    [
        "Id", "Name", "Description", "Status", "ServiceEnabled", "MaxPasswordLength", "LocalAccountAuth", "SupportedAccountTypes", "Accounts", "Roles",
    ];

    public static async Task<IResult> ApplyAsync(HttpContext context, KnownAccounts accounts)
    {
        var (body, refusal) = await RequestBody.ReadAsync(context);
        if (refusal is not null)
        {
            return refusal;
        }

        var reader = new BodyReader(body, []);
        var present = accounts.Now.Policy;
        var next = present with
        {
            MinPasswordLength = AccountValues.Number(reader, "MinPasswordLength", 1, AccountPolicy.MaxPasswordLength) ?? present.MinPasswordLength,
            BasicAuthentication = reader.OneOf<BasicAuthentication>("HTTPBasicAuth") ?? present.BasicAuthentication,
            LockoutThreshold = AccountValues.Number(reader, "AccountLockoutThreshold", 0, int.MaxValue) ?? present.LockoutThreshold,
            LockoutSeconds = AccountValues.Number(reader, "AccountLockoutDuration", 0, int.MaxValue) ?? present.LockoutSeconds,
            CounterResetSeconds = AccountValues.Number(reader, "AccountLockoutCounterResetAfter", 0, int.MaxValue) ?? present.CounterResetSeconds,
            IsCounterReset = reader.Flag("AccountLockoutCounterResetEnabled") ?? present.IsCounterReset,
        };
        // The schema asks for it: a count must not outlive the lockout that it leads to.
        if (next.LockoutSeconds > 0 && next.CounterResetSeconds > next.LockoutSeconds)
        {
            reader.Problem(RedfishMessages.PropertyValueConflict(
                reader.Pointer(reader.Has("AccountLockoutCounterResetAfter") ? "AccountLockoutCounterResetAfter" : "AccountLockoutDuration"),
                reader.Has("AccountLockoutCounterResetAfter") ? "AccountLockoutDuration" : "AccountLockoutCounterResetAfter"));
        }

        reader.ReadOnly(ReadOnlyProperties);
        reader.NothingElse();
        if (reader.Problems.Count > 0)
        {
            return RedfishErrors.BadRequest(reader.Problems);
        }

        accounts.SetPolicy(_ => next);
        return new ResourceResult<AccountServiceJson>(new AccountServiceJson(next), AccountsJsonContext.Default.AccountServiceJson);
    }
}
