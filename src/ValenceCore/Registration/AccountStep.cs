using Microsoft.Extensions.Options;
using ValenceCore.Composition;
using ValenceCore.Operations;
using ValenceCore.PodManagers;
using ValenceCore.Secrets;

namespace ValenceCore.Registration;

/// <summary>Makes an account at the pod that Ironic uses for this node and nobody for anything else, so that the pod manager's own stays here (S-06).
/// A pod that keeps no accounts, or lets us make none, is reached with the pod manager's own, and the step says so.</summary>
internal sealed class AccountStep(
    NodeInspection inspection, NodeStore nodes, IDriverOf<IKeepAccounts> drivers, PodAccounts accounts, SecretBox secrets,
    IOptions<ValenceCoreOptions> options) : IOperationStep
{
    public string Name => "account";

    public async Task<StepResult> ExecuteAsync(OperationData data, CancellationToken cancellation)
    {
        var uuid = data.Need(RegistrationKeys.NodeId);
        if (options.Value.Ironic.AccountRole is not { } role)
        {
            return StepResult.Done("the pod manager's own account, as the options say");
        }

        if (RegistrationBody.Of(data, secrets).BringsAccount)
        {
            return StepResult.Done("the account that the caller gives");
        }

        var (node, pod, preparation) = await inspection.FindAsync(uuid, cancellation);
        if (preparation.Failure is null || drivers.For(pod).Failed(out var none))
        {
            return StepResult.Done("the driver makes no accounts");
        }

        data[RegistrationKeys.AccountName] ??= PodAccounts.NameFor(uuid);
        data[RegistrationKeys.SealedPassword] ??= secrets.Seal(NewPassword());
        await data.SaveAsync();
        var name = data.Need(RegistrationKeys.AccountName);
        var noted = await nodes.SetAccountAsync(uuid, name, cancellation);
        if (noted.Failed(out var missing))
        {
            return StepResult.Failed(missing);
        }

        string? made = null;
        var reason = "the pod keeps no accounts";
        try
        {
            made = await drivers.For(pod).Value.MakeAccountAsync(name, secrets.Open(data.Need(RegistrationKeys.SealedPassword)), role, cancellation);
        }
        catch (DriverException refused) when (refused.Kind is DriverFault.Refused or DriverFault.CredentialsRefused or DriverFault.Missing)
        {
            reason = refused.Failure.Detail;
        }

        if (made is null)
        {
            // Refused at first, it may be there all the same: made by a request whose answer was lost.
            await drivers.For(pod).Value.RemoveAccountAsync(name, cancellation);
            data[RegistrationKeys.AccountName] = data[RegistrationKeys.SealedPassword] = null;
            await nodes.SetAccountAsync(uuid, null, cancellation);
            return StepResult.Done($"the pod manager's own account: {reason}");
        }

        await nodes.SetAccountAsync(uuid, made, cancellation);
        return StepResult.Done($"account '{name}' as {role}");
    }

    public async Task<StepResult> RevertAsync(OperationData data, CancellationToken cancellation) =>
        await accounts.RemoveAsync(data.Need(RegistrationKeys.NodeId), cancellation) is { } done ? StepResult.Done(done) : StepResult.Nothing;

    /// <summary>Letters of both cases, digits and a sign, as password rules ask for them; 20 characters, the most that service processors take.</summary>
    private string NewPassword() =>
        $"Vl1-{Convert.ToBase64String(options.Value.NewId().ToByteArray()).Replace('+', 'x').Replace('/', 'y')[..16]}";
}

/// <summary>The accounts that nodes have at their pods.</summary>
internal sealed class PodAccounts(NodeStore nodes, PodManagerStore pods, IDriverOf<IKeepAccounts> drivers)
{
    private const string Mark = "vl-";
    private const int NameLength = 12;

    /// <summary>Always the same for a node, so that it is found again; service processors take 16 characters.</summary>
    public static string NameFor(string nodeUuid) => $"{Mark}{nodeUuid.Replace("-", "", StringComparison.Ordinal)[..NameLength]}";

    /// <summary>Whether it can be one that this service made.</summary>
    public static bool IsOurs(string account) =>
        account.Length == Mark.Length + NameLength && account.StartsWith(Mark, StringComparison.Ordinal) && account[Mark.Length..].All(char.IsAsciiHexDigitLower);

    /// <summary>Removes that of a node; says so, or null when it has none.</summary>
    public async Task<string?> RemoveAsync(string nodeUuid, CancellationToken cancellation)
    {
        var found = await nodes.FindAsync(nodeUuid, cancellation);
        if (found.Failed(out _) || found.Value is not { PodAccount: { } account, PodId: { } podId })
        {
            return null;
        }

        var pod = await pods.FindAsync(podId, cancellation);
        if (!pod.Failed(out _) && !drivers.For(pod.Value).Failed(out _))
        {
            await drivers.For(pod.Value).Value.RemoveAccountAsync(account, cancellation);
        }

        await nodes.SetAccountAsync(nodeUuid, null, cancellation);
        return "its account at the pod is removed";
    }
}
