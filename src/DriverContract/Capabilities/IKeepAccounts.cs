namespace Valence.DriverContract;

/// <summary>Makes and removes accounts of the pod manager, so that nobody else has to be given the account that the core itself uses.</summary>
[Capability("accounts")]
public interface IKeepAccounts
{
    /// <summary>Makes an account. Safe to repeat: one of this name that is there already is replaced, for nobody knows its password any more.</summary>
    /// <param name="name">At most 16 letters, digits and dashes.</param>
    /// <param name="password">20 characters, as service processors take them at most.</param>
    /// <param name="role">E.g. <c>Operator</c>.</param>
    /// <returns>By which it is removed; null where the pod manager keeps no accounts.</returns>
    Task<string?> MakeAccountAsync(string name, string password, string role, CancellationToken cancellation);

    /// <summary>Removes it. "Already gone" is success.</summary>
    /// <param name="account">What making it has answered, or its name where that answer was lost.</param>
    Task RemoveAccountAsync(string account, CancellationToken cancellation);

    /// <summary>Names of all accounts, whoever made them; empty where they cannot be listed. Changes nothing.</summary>
    Task<IReadOnlyList<string>> ListAccountsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<string>>([]);
}
