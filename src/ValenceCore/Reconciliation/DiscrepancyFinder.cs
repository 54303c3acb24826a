using ValenceCore.Composition;
using ValenceCore.PodManagers;
using ValenceCore.Registration;

namespace ValenceCore.Reconciliation;

/// <summary>Compares store, pods and Ironic, in all directions. Changes nothing.</summary>
internal sealed class DiscrepancyFinder(
    PodManagerStore pods, ReconciliationStore store, NodeDrivers drivers, AccountFinder accounts, IRegisterNodes ironic)
{
    public async Task<Discrepancies> LookAsync(CancellationToken cancellation)
    {
        var rows = await store.NodesAsync(cancellation);
        var notExamined = new List<(string, string)>();
        var found = new List<Discrepancy>();
        foreach (var pod in await pods.ListAsync(cancellation))
        {
            try
            {
                found.AddRange(await InPodAsync(pod, rows, cancellation));
                found.AddRange(await accounts.LookAsync(pod, rows, cancellation));
            }
            catch (DriverException exception)
            {
                notExamined.Add((pod.Uuid, exception.Failure.Detail));
            }
        }

        try
        {
            found.AddRange(await InIronicAsync(rows, cancellation));
        }
        catch (DriverException exception)
        {
            notExamined.Add(("ironic", exception.Failure.Detail));
        }

        found.AddRange(await InStoreAsync(rows, cancellation));
        return new Discrepancies(found, notExamined);
    }

    private async Task<IReadOnlyList<Discrepancy>> InPodAsync(PodManager pod, IReadOnlyList<KnownNode> rows, CancellationToken cancellation)
    {
        var lister = await drivers.ForAsync<IListNodes>(pod.Uuid, cancellation);
        if (lister.Failure is not null)
        {
            // A driver that cannot list its nodes leaves nothing to compare.
            return [];
        }

        var standing = await lister.Value.ListNodesAsync(cancellation);
        var own = rows.Where(row => row.PodId == pod.Uuid && row.Index is not null).ToList();
        var known = own.Select(row => row.Index).ToHashSet();
        var there = standing.Select(place => place.Index).ToHashSet();
        var found = own.Where(row => !there.Contains(row.Index!) && !row.IsWorkedOn)
            .Select(row => new Discrepancy(
                DiscrepancyKinds.MissingNode, row.Uuid, pod.Uuid, row.Uuid,
                $"The node '{row.Name}' ({row.Index}) is not in the pod '{pod.Name}'.", [Offer.Forget])).ToList();
        foreach (var place in standing.Where(place => !known.Contains(place.Index)))
        {
            if (await UnknownAsync(pod, place, rows, cancellation) is { } unknown)
            {
                found.Add(unknown);
            }
        }

        found.AddRange((await store.HeldDevicesAsync(pod.Uuid, cancellation))
            .Where(device => !known.Contains(device.NodeIndex) && !there.Contains(device.NodeIndex))
            .Select(device => new Discrepancy(
                DiscrepancyKinds.HeldDevice, device.Uuid, pod.Uuid, null,
                $"The device {device.Uri} is held by node {device.NodeIndex}, which neither the pod '{pod.Name}' nor this service has.", [Offer.Sync])));
        return found;
    }

    private async Task<Discrepancy?> UnknownAsync(PodManager pod, NodePlace place, IReadOnlyList<KnownNode> rows, CancellationToken cancellation)
    {
        var show = await drivers.ForAsync<IShowNodes>(pod.Uuid, cancellation);
        var details = show.Failure is null ? await show.Value.ShowAsync(place, cancellation) : null;
        var key = $"{pod.Uuid}:{place.Index}";
        if ((ComposedNode.UuidIn(details?.Description) ?? ComposedNode.UuidIn(details?.Name)) is { } uuid)
        {
            // What is being composed has its marker before its row has its place.
            return rows.Any(row => row.Uuid == uuid && row.IsWorkedOn)
                ? null
                : new Discrepancy(
                    DiscrepancyKinds.LostNode, key, pod.Uuid, uuid,
                    $"Node {place.Index} of the pod '{pod.Name}' was made by this service as '{uuid}', "
                    + (rows.Any(row => row.Uuid == uuid) ? "which stands elsewhere." : "which it does not know any more."),
                    rows.Any(row => row.Uuid == uuid) ? [Offer.Free] : [Offer.Adopt, Offer.Free]) { Place = place };
        }

        // A system is no node because it is there; a composed node of Intel's is.
        return place.Uri.Contains("/Systems/", StringComparison.Ordinal)
            ? null
            : new Discrepancy(
                DiscrepancyKinds.ForeignNode, key, pod.Uuid, null,
                $"Node {place.Index} of the pod '{pod.Name}' was made by somebody else.", [Offer.Adopt]) { Place = place };
    }

    private async Task<IReadOnlyList<Discrepancy>> InIronicAsync(IReadOnlyList<KnownNode> rows, CancellationToken cancellation)
    {
        if (!ironic.IsConfigured)
        {
            return [];
        }

        var enrolled = await ironic.ListAsync(cancellation);
        var lost = enrolled.Where(one => one.NodeUuid is not null && !rows.Any(row => row.IronicUuid == one.IronicUuid) && !rows.Any(row => row.Uuid == one.NodeUuid && row.IsWorkedOn))
            .Select(one => new Discrepancy(
                DiscrepancyKinds.LostRegistration, one.IronicUuid, null, one.NodeUuid,
                $"The Ironic node '{one.IronicUuid}' was enrolled by this service for node '{one.NodeUuid}', which has no such registration.",
                [Offer.Forget]) { IronicUuid = one.IronicUuid });
        var ids = enrolled.Select(one => one.IronicUuid).ToHashSet();
        var missing = rows.Where(row => row.IronicUuid is { } uuid && !ids.Contains(uuid) && !row.IsWorkedOn)
            .Select(row => new Discrepancy(
                DiscrepancyKinds.MissingRegistration, row.Uuid, row.PodId, row.Uuid,
                $"The node '{row.Name}' is registered as Ironic node '{row.IronicUuid}', which Ironic does not have."
                + (row.PodAccount is null ? "" : " Its account at the pod goes with the registration."),
                [Offer.Forget]) { IronicUuid = row.IronicUuid });
        return [.. lost, .. missing];
    }

    private async Task<IReadOnlyList<Discrepancy>> InStoreAsync(IReadOnlyList<KnownNode> rows, CancellationToken cancellation) =>
    [
        .. rows.Where(row => row.State is NodeStates.Composing or NodeStates.Failed && !row.IsWorkedOn).Select(row => new Discrepancy(
            DiscrepancyKinds.UnfinishedNode, row.Uuid, row.PodId, row.Uuid,
            $"The node '{row.Name}' is '{row.State}' and nobody works on it.", [Offer.Free])),
        .. (await store.LeftClaimsAsync(cancellation)).Select(subject => new Discrepancy(
            DiscrepancyKinds.LeftClaim, subject, null, null, $"The claim on {subject} belongs to no operation that is under way.", [Offer.Free])),
    ];
}
