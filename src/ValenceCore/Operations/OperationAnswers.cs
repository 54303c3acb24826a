using ValenceCore.Failures;

namespace ValenceCore.Operations;

/// <summary>What a waiting caller is told of an operation that did not succeed.</summary>
internal static class OperationAnswers
{
    /// <summary>The original error, never that of the undoing (valence-api 2.4), with a note of what was undone or is left.</summary>
    public static Failure Answer(this Operation operation)
    {
        var failure = operation.Error ?? new Failure(
            503, "Service Unavailable", "Interrupted", operation.Note ?? "The service stops; the operation goes on when it runs again, or on another replica.")
        {
            Fault = Fault.Service,
            Next = $"Look at GET /v1/operations/{operation.Id}.",
        };
        return failure with
        {
            Detail = operation.Note is { } note && operation.Error is not null ? $"{failure.Detail} {note}" : failure.Detail,
            OperationId = operation.Id,
            IsUnsettled = operation.State is OperationStates.NeedsAttention or OperationStates.Interrupted || !operation.IsFinished,
            Next = operation.State == OperationStates.NeedsAttention
                ? $"Look at GET /v1/operations/{operation.Id}; POST /v1/operations/{operation.Id}/retry goes on with the undoing."
                : failure.Next,
        };
    }
}
