using System.Text.Json.Nodes;

namespace ValenceCore.Operations;

/// <summary>Decides whether an operation that failed, and is undone, is begun once more.</summary>
internal interface IAttemptPolicy
{
    /// <summary>What the next attempt begins with as the operation's data, or null when the failure stands. <see cref="Attempts.Key"/> is kept besides.</summary>
    JsonObject? Next(Operation failed);
}

/// <summary>The attempts of an operation that came to nothing, as they are kept in its data.</summary>
internal static class Attempts
{
    public const string Key = "attempts";

    public static IReadOnlyList<JsonObject> Of(Operation operation) =>
        [.. (operation.Data[Key] as JsonArray ?? []).OfType<JsonObject>()];

    /// <summary>The list with the one that has just failed.</summary>
    public static JsonArray With(Operation failed, long now)
    {
        var before = Of(failed).Select(one => one.DeepClone());
        var step = failed.Steps.LastOrDefault(one => one.State is StepStates.Failed or StepStates.Reverted);
        return
        [
            .. before,
            new JsonObject
            {
                ["step"] = failed.Error?.Stage ?? step?.Name, ["title"] = failed.Error?.Title, ["detail"] = failed.Error?.Detail, ["ended_at"] = now,
            },
        ];
    }
}
