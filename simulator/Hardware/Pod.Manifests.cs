using Simulator.Hardware.Composition;

namespace Simulator.Hardware;

/// <content>Several compositions as one: tried on paper, held, carried out.</content>
public sealed partial class Pod
{
    /// <summary>
    /// Tries the steps one after the other, each on what the ones before it would leave. When all can be done their blocks are reserved, as
    /// far as the purpose asks for that; otherwise nothing changes.
    /// </summary>
    /// <param name="reservationId">A reservation that is used up by applying it.</param>
    /// <param name="duration">Of a new reservation.</param>
    public ManifestPlan Plan(IReadOnlyList<ManifestStep> steps, PlanPurpose purpose, string? client, string? reservationId, TimeSpan duration)
    {
        ManifestPlan plan;
        using (Act())
        {
            var after = new PlannedHoldings(this);
            plan = new ManifestPlan([.. steps.Select(s => Try_NeedsLock(s, after, reservationId))], Reservation: null);
            if (plan.CanBeDone && purpose != PlanPurpose.Preview)
            {
                if (reservationId is not null)
                {
                    Forget_NeedsLock(reservationId, "is used up");
                }

                return plan with { Reservation = Reserve_NeedsLock(plan.Steps, client, purpose == PlanPurpose.Apply ? null : duration) };
            }
        }

        return plan with { Steps = [.. plan.Steps.Select(Advised)] };
    }

    private static PlannedStep Advised(PlannedStep step) => step.Advice?.Invoke() is not { } nearest ? step
        : step with { Nearest = nearest, Problems = WithNearest(step.Problems, nearest), Unmatched = step.Unmatched is { } refused ? refused with { Nearest = nearest } : null };

    private PlannedStep Try_NeedsLock(ManifestStep step, PlannedHoldings after, string? reservationId)
    {
        switch (step)
        {
            case ManifestStep.Decompose decompose:
                return TryDecompose_NeedsLock(decompose, after);
            case ManifestStep.ComposeBlock { Request: var suppliers, Description: var description }:
                return TryComposeBlock_NeedsLock(step, suppliers with { ReservationId = reservationId }, description, after);
            case ManifestStep.Register { Request: var registration }:
                return TryRegister_NeedsLock(step, registration, after);
            case ManifestStep.DecomposeBlock { BlockId: var id }:
                return TryDecomposeBlock_NeedsLock(step, id, after, reservationId);
            case ManifestStep.Compose { Request: var request, Description: var description }:
                return TryCompose_NeedsLock(step, request with { ReservationId = reservationId }, description, after);
            default:
                throw new InvalidOperationException("A step composes or decomposes.");
        }
    }

    private PlannedStep TryCompose_NeedsLock(ManifestStep step, CompositionRequest request, AllocationRequest? description, PlannedHoldings after)
    {
        var match = description is null ? null : new BlockSearch(this, after, request).Find(description);
        if (match?.Refused is { } refused)
        {
            var before = after.Copy();
            return new PlannedStep(step, [], [], refused) { Match = match, Advice = () => new BlockSearch(this, before, request).Nearest(description!, match) };
        }

        var full = request.With(match);
        var problems = new BlockRules(this, after).OfSystem(full);
        Func<IReadOnlyList<NearestRequest>>? advice = null;
        if (problems.Count > 0)
        {
            var before = after.Copy();
            advice = () => new NearestBlocks(this, before).Find(full, problems);
        }

        after.Take(BlockRules.SystemIdFor(full.Name), full.BlockIds);
        return new PlannedStep(step, full.BlockIds, problems) { Match = match, Advice = advice };
    }

    private PlannedStep TryDecompose_NeedsLock(ManifestStep.Decompose step, PlannedHoldings after)
    {
        if (FindSystem(step.SystemId) is not { ComposedAs: not null } system || after.IsNameTaken(step.SystemId) == false)
        {
            return new PlannedStep(step, [], [new BlockProblem(
                BlockProblemKind.NotFound, step.SystemId, $"There is no composed system {step.SystemId}.", "Read the collection of systems.")]);
        }

        var node = NodeOf(system)!;
        IReadOnlyList<BlockProblem> problems = node.State == ComposedNodeState.Assembled ? [] : [Busy(system, node)];
        var blocks = BlocksOf(system).Select(b => b.Id).ToList();
        after.Free(step.SystemId, node.Id, blocks);
        return new PlannedStep(step, blocks, problems);
    }

    private PlannedStep TryRegister_NeedsLock(ManifestStep step, BlockRegistration request, PlannedHoldings after)
    {
        var problems = new BlockRules(this, after).OfRegistration(request);
        if (problems.Count > 0)
        {
            return new PlannedStep(step, [], problems);
        }

        var made = request.BlockOf(Systems[request.SystemId]);
        after.Add(made);
        return new PlannedStep(step, [made.Id], []) { Made = made };
    }

    // A name that the client gave is held with the blocks; one that the pod chooses is nobody's until then.
    private PlannedStep TryComposeBlock_NeedsLock(ManifestStep step, CompositionRequest request, AllocationRequest? description, PlannedHoldings after)
    {
        var match = description is null ? null : new BlockSearch(this, after, request, needsSled: false).Find(description);
        if (match?.Refused is { } refused)
        {
            var before = after.Copy();
            return new PlannedStep(step, [], [], refused) { Match = match, Advice = () => new BlockSearch(this, before, request, needsSled: false).Nearest(description!, match) };
        }

        var full = request.With(match);
        var (made, problems) = Composite_NeedsLock(full, after);
        if (made is null)
        {
            return new PlannedStep(step, full.BlockIds, problems) { Match = match };
        }

        after.Make(made);
        return new PlannedStep(step, full.Name.Length == 0 ? full.BlockIds : [.. full.BlockIds, made.Id], []) { Made = made, Match = match };
    }

    private PlannedStep TryDecomposeBlock_NeedsLock(ManifestStep step, string id, PlannedHoldings after, string? reservationId)
    {
        var problems = new BlockRules(this, after).OfDecomposition(id, reservationId);
        if (problems.Count > 0)
        {
            return new PlannedStep(step, [], problems);
        }

        var block = after.FindBlock(id)!;
        after.Remove(block);
        return new PlannedStep(step, [id, .. block.Suppliers.Select(s => s.Id)], []);
    }
}
