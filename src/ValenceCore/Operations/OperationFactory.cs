using Microsoft.Extensions.Options;
using ValenceCore.Http;
using ValenceCore.Store;

namespace ValenceCore.Operations;

/// <summary>Makes of a wish the operation as it is stored first.</summary>
internal sealed class OperationFactory(OperationCatalog catalog, TimeProvider time, IOptions<ValenceCoreOptions> options)
{
    public NewOperation New(OperationWish wish, string? traceId = null)
    {
        // What is only carried out by its members is under way from the beginning.
        var steps = catalog.StepsOf(wish.Kind);
        var deadline = wish.Deadline ?? options.Value.Deadlines.Operation;
        var asked = wish.IsConsequence ? null : RequestTrail.Current;
        var now = time.Now();
        var operation = new Operation
        {
            Id = wish.Id ?? options.Value.NewId().ToString(),
            TraceId = traceId,
            Actor = asked?.Actor,
            RequestId = asked?.RequestId,
            Kind = wish.Kind,
            Subject = wish.Subject,
            State = steps.Count > 0 ? OperationStates.Pending : OperationStates.Running,
            Input = wish.Input,
            Data = wish.Data ?? [],
            ParentId = wish.ParentId,
            DeadlineAt = now + (long)deadline.TotalMilliseconds,
            DueAt = now + (long)(steps.Count > 0 ? options.Value.Deadlines.Pending : deadline).TotalMilliseconds,
            CreatedAt = now,
            UpdatedAt = now,
        };
        return new NewOperation(operation, steps, wish.AlsoClaimed);
    }
}
