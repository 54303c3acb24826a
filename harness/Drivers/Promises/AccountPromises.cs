using Valence.DriverContract;

namespace Harness.Drivers.Promises;

internal static class AccountPromises
{
    private const string Make = "IKeepAccounts.MakeAccountAsync";
    private const string Remove = "IKeepAccounts.RemoveAccountAsync";
    private const string List = "IKeepAccounts.ListAccountsAsync";
    private const string Name = "vl-promised";
    private const string Password = "Vl1-x7Qm2Kp9Rt4Wz6Yb";

    public static IReadOnlyList<Promise> All { get; } =
    [
        new("accounts", Make, "An account that is there already is replaced; what making it answered removes it.", async bench =>
        {
            var accounts = bench.Need<IKeepAccounts>();
            var first = await accounts.MakeAccountAsync(Name, Password, "Operator", bench.Never);
            var second = await accounts.MakeAccountAsync(Name, Password, "Operator", bench.Never);
            Seen.That(first is null == second is null, "keeps accounts at one time and none at another");
            if (second is not null)
            {
                await accounts.RemoveAccountAsync(second, bench.Never);
            }
        }) { Changes = true },
        new("accounts", Remove, "An account is removed by its name, too, and one that is gone is no error.", async bench =>
        {
            var accounts = bench.Need<IKeepAccounts>();
            if (await accounts.MakeAccountAsync(Name, Password, "Operator", bench.Never) is { } made)
            {
                var before = bench.Tap.Changes.Count;
                await accounts.RemoveAccountAsync(Name, bench.Never);
                Seen.That(bench.Tap.Changes.Count > before, "nothing was sent to remove it");
                await accounts.RemoveAccountAsync(made, bench.Never);
            }

            await accounts.RemoveAccountAsync(Name, bench.Never);
        }) { Changes = true },
        new("accounts", List, "A list of accounts has what was made and not what was removed; where it has nothing, accounts cannot be listed.", async bench =>
        {
            var accounts = bench.Need<IKeepAccounts>();
            if (await accounts.MakeAccountAsync(Name, Password, "Operator", bench.Never) is { } made)
            {
                var with = await accounts.ListAccountsAsync(bench.Never);
                await accounts.RemoveAccountAsync(made, bench.Never);
                var without = await accounts.ListAccountsAsync(bench.Never);
                Seen.That(with.Count == 0 || with.Contains(Name), "an account that was made is not in the list");
                Seen.That(!without.Contains(Name), "an account that was removed is in the list still");
            }
        }) { Changes = true },
    ];
}
