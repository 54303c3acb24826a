using ValenceCore.Composition;
using ValenceCore.PodManagers;
using ValenceCore.Registration;

namespace ValenceCore.Reconciliation;

/// <summary>Finds accounts at a pod that were made for Ironic and that no registration needs.</summary>
internal sealed class AccountFinder(NodeDrivers drivers)
{
    public async Task<IReadOnlyList<Discrepancy>> LookAsync(PodManager pod, IReadOnlyList<KnownNode> rows, CancellationToken cancellation)
    {
        var own = rows.Where(row => row.PodId == pod.Uuid).ToDictionary(row => PodAccounts.NameFor(row.Uuid));
        var noted = own.Where(pair => pair.Value is { PodAccount: not null, IronicUuid: null }).Select(pair => pair.Key);
        return [.. (await ListAsync(pod, cancellation)).Where(PodAccounts.IsOurs)
            .Where(name => own.GetValueOrDefault(name) is not { IronicUuid: not null })
            .Union(noted)
            .Where(name => own.GetValueOrDefault(name) is not { IsWorkedOn: true })
            .Select(name => LeftOf(pod, name, own.GetValueOrDefault(name)))];
    }

    private async Task<IReadOnlyList<string>> ListAsync(PodManager pod, CancellationToken cancellation)
    {
        var driver = await drivers.ForAsync<IKeepAccounts>(pod.Uuid, cancellation);
        if (driver.Failure is not null)
        {
            return [];
        }

        try
        {
            return await driver.Value.ListAccountsAsync(cancellation);
        }
        catch (DriverException refused) when (refused.Kind is DriverFault.Refused or DriverFault.CredentialsRefused or DriverFault.Missing)
        {
            // Who may not look at the accounts has made none.
            return [];
        }
    }

    private static Discrepancy LeftOf(PodManager pod, string name, KnownNode? row) => new(
        DiscrepancyKinds.LeftAccount, $"{pod.Uuid}:{name}", pod.Uuid, row?.Uuid,
        $"The pod '{pod.Name}' has the account '{name}', made for Ironic and a node "
        + (row is null ? "that this service does not know." : $"that is not registered: '{row.Name}'."),
        [Offer.Remove]) { Account = name };
}
