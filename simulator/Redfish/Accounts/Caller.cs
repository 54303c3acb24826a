namespace Simulator.Redfish;

/// <summary>Who sends the request, once authentication knows it.</summary>
internal sealed record Caller(Account Account, AccountRole Role)
{
    public string AccountUri => AccountUris.Account(Account.Id);

    public bool MayChangeAccounts => Role.Has(Privilege.ConfigureUsers) && !Account.PasswordChangeRequired;

    /// <summary>Null on open documents and where authentication is off.</summary>
    public static Caller? Of(HttpContext context) => context.Items[typeof(Caller)] as Caller;

    public void Keep(HttpContext context) => context.Items[typeof(Caller)] = this;
}
