using System.Text.Json;
using System.Text.Json.Nodes;

namespace ValenceCore.Drivers.Redfish;

/// <content>Accounts (ManagerAccount, ManagerAccountCollection; DSP0266 13.3).</content>
internal sealed partial class RedfishDriver : IKeepAccounts
{
    private const string MakeAccount = "make an account";
    private const string RemoveAccount = "remove an account";
    private const string ListAccounts = "list the accounts";

    public async Task<string?> MakeAccountAsync(string name, string password, string role, CancellationToken cancellation)
    {
        if (await AccountsAsync(MakeAccount, cancellation) is not { } accounts)
        {
            return null;
        }

        var account = new JsonObject { ["UserName"] = name, ["Password"] = password, ["RoleId"] = role, ["Enabled"] = true };
        try
        {
            return await PostAsync();
        }
        catch (DriverException refused) when (refused.Kind == DriverFault.Refused && refused.Failure.Status is 400 or 409)
        {
            // It may be there already, made by a request whose answer was lost.
            if (await FindAccountAsync(accounts, name, MakeAccount, cancellation) is not { } old)
            {
                throw;
            }

            await DeleteAsync(old, MakeAccount, cancellation);
            return await PostAsync();
        }

        async Task<string?> PostAsync()
        {
            var reply = await connection.ChangeAsync(HttpMethod.Post, accounts, account.DeepClone().AsObject(), MakeAccount, isLong: false, cancellation);
            return reply.Location ?? reply.Body.Text("@odata.id") ?? name;
        }
    }

    public async Task RemoveAccountAsync(string account, CancellationToken cancellation)
    {
        if (account.StartsWith('/'))
        {
            await DeleteAsync(account, RemoveAccount, cancellation);
        }
        else if (await AccountsAsync(RemoveAccount, cancellation) is { } accounts
            && await FindAccountAsync(accounts, account, RemoveAccount, cancellation) is { } found)
        {
            await DeleteAsync(found, RemoveAccount, cancellation);
        }
    }

    public async Task<IReadOnlyList<string>> ListAccountsAsync(CancellationToken cancellation) =>
        await AccountsAsync(ListAccounts, cancellation) is { } accounts
            ? [.. (await reader.CollectionAsync(accounts, ListAccounts, cancellation)).Select(account => account.Text("UserName")).OfType<string>()]
            : [];

    private async Task<string?> AccountsAsync(string stage, CancellationToken cancellation) =>
        (await connection.KnownRootAsync(stage, cancellation)).Link("AccountService") is { } service
            && await connection.FindAsync(service, stage, cancellation) is { } body
                ? ((JsonElement?)body).Link("Accounts")
                : null;

    private async Task<string?> FindAccountAsync(string accounts, string name, string stage, CancellationToken cancellation)
    {
        foreach (var member in await connection.MembersAsync(accounts, stage, cancellation))
        {
            // One that somebody removes meanwhile is no reason to call the others missing.
            if (await connection.FindAsync(member, stage, cancellation) is { } body && ((JsonElement?)body).Text("UserName") == name)
            {
                return member;
            }
        }

        return null;
    }

    private async Task DeleteAsync(string path, string stage, CancellationToken cancellation)
    {
        try
        {
            await connection.ChangeAsync(HttpMethod.Delete, path, null, stage, isLong: false, cancellation);
        }
        catch (DriverException exception) when (exception.Kind == DriverFault.Missing)
        {
            // Gone already.
        }
    }
}
