using System.Text.Json.Nodes;
using ValenceCore.Composition;
using ValenceCore.Failures;
using ValenceCore.Inventory;
using ValenceCore.Operations;
using ValenceCore.Registration;

namespace ValenceCore.Reconciliation;

/// <summary>Does what a person chose about a discrepancy. What touches pods or Ironic is an operation like any other.</summary>
internal sealed class DiscrepancyResolution(
    DiscrepancyFinder finder, ReconciliationStore store, CompositionController composition, RegistrationController registration, OperationRunner runner)
{
    public const string Free = "free";
    public const string RemoveFromIronic = "remove-from-ironic";
    public const string RemoveAccount = "remove-account";

    /// <summary>The operation that does it; null when it is done already.</summary>
    public async Task<Outcome<Operation?>> ResolveAsync(string id, string offer, CancellationToken cancellation)
    {
        var seen = await finder.LookAsync(cancellation);
        if (seen.Found.FirstOrDefault(one => one.Id == id) is not { } discrepancy)
        {
            return Failure.NotFound(
                seen.NotExamined.Count == 0
                    ? $"There is no discrepancy '{id}'; it may have been sorted out meanwhile."
                    : $"There is no discrepancy '{id}' as far as could be seen; not examined: {string.Join(", ", seen.NotExamined.Select(one => one.Where))}.");
        }

        if (!discrepancy.Offers.Contains(offer))
        {
            return Failure.NotFound($"For '{id}' there is no offer '{offer}'; there is {string.Join(", ", discrepancy.Offers)}.");
        }

        return (discrepancy.Kind, offer) switch
        {
            (DiscrepancyKinds.LostNode or DiscrepancyKinds.ForeignNode, Offer.Adopt) =>
                Nullable(await composition.StartAdoptAsync(discrepancy.PodId!, discrepancy.Place!.Index, discrepancy.NodeId, cancellation)),
            (DiscrepancyKinds.LostNode, Offer.Free) => Nullable(await FreeAsync(discrepancy, cancellation)),
            (DiscrepancyKinds.MissingNode, Offer.Forget) => Nullable(await OnNodeAsync(CompositionController.Forget, discrepancy, cancellation)),
            (DiscrepancyKinds.UnfinishedNode, Offer.Free) => Nullable(await composition.StartReleaseAsync(discrepancy.NodeId!, cancellation)),
            (DiscrepancyKinds.LostRegistration, Offer.Forget) => Nullable(await runner.StartAsync(
                RemoveFromIronic, $"ironic:{discrepancy.IronicUuid}", new JsonObject { [RegistrationKeys.IronicUuid] = discrepancy.IronicUuid }, cancellation)),
            (DiscrepancyKinds.MissingRegistration, Offer.Forget) => Nullable(await registration.StartUnregisterAsync(discrepancy.NodeId!, undeploys: false, cancellation)),
            (DiscrepancyKinds.HeldDevice, Offer.Sync) => Nullable(await runner.StartAsync(
                SyncStep.Kind, $"pod:{discrepancy.PodId}", new JsonObject { [SyncStep.PodId] = discrepancy.PodId }, cancellation)),
            (DiscrepancyKinds.LeftAccount, Offer.Remove) => Nullable(await RemoveAccountAsync(discrepancy, cancellation)),
            (DiscrepancyKinds.LeftClaim, Offer.Free) => await DropClaimAsync(discrepancy.Key, cancellation),
            _ => throw new InvalidOperationException($"{discrepancy.Kind} {offer}"),
        };
    }

    private static Outcome<Operation?> Nullable(Outcome<Operation> started) => started.Failed(out var failure) ? failure : started.Value;

    private async Task<Outcome<Operation?>> DropClaimAsync(string subject, CancellationToken cancellation) =>
        await store.DropClaimAsync(subject, cancellation)
            ? Outcome<Operation?>.Of(null)
            : Failure.Conflict($"The claim on {subject} belongs to an operation that is under way.");

    private Task<Outcome<Operation>> FreeAsync(Discrepancy discrepancy, CancellationToken cancellation) => runner.StartAsync(
        Free, $"pod-node:{discrepancy.Key}",
        new JsonObject
        {
            [ComposeKeys.PodId] = discrepancy.PodId,
            [ComposeKeys.WantedIndex] = discrepancy.Place!.Index,
            [ComposeKeys.DeviceUri] = discrepancy.Place.Uri,
            [ComposeKeys.MarkedAs] = discrepancy.NodeId,
        },
        cancellation);

    /// <summary>On the node where there is one, so that it is not registered meanwhile.</summary>
    private Task<Outcome<Operation>> RemoveAccountAsync(Discrepancy discrepancy, CancellationToken cancellation) => runner.StartAsync(
        RemoveAccount, discrepancy.NodeId is { } node ? ComposedNode.SubjectOf(node) : $"pod-account:{discrepancy.Key}",
        new JsonObject
        {
            [ComposeKeys.PodId] = discrepancy.PodId, [RegistrationKeys.AccountName] = discrepancy.Account, [ComposeKeys.NodeId] = discrepancy.NodeId,
        },
        cancellation);

    private Task<Outcome<Operation>> OnNodeAsync(string kind, Discrepancy discrepancy, CancellationToken cancellation) => runner.StartAsync(
        kind, ComposedNode.SubjectOf(discrepancy.NodeId!), new JsonObject { [ComposeKeys.NodeId] = discrepancy.NodeId }, cancellation);
}
