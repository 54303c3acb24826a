namespace ValenceCore.Operations;

/// <summary>The states of an operation and the moves between them. Whoever holds the operation's fence alone moves.</summary>
internal static class OperationStates
{
    public const string Pending = "pending";
    public const string Running = "running";
    public const string Reverting = "reverting";
    public const string Succeeded = "succeeded";

    /// <summary>It did not work out and everything it had done was undone.</summary>
    public const string Failed = "failed";

    /// <summary>Somebody called it off and everything it had done was undone.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>It did not work out and something could not be undone; the note says what is left. A retry goes on undoing.</summary>
    public const string NeedsAttention = "needs attention";

    /// <summary>A program that did not take operations up again left it; nothing was undone. No operation gets into it any more.</summary>
    public const string Interrupted = "interrupted";

    private static readonly Dictionary<string, string[]> Moves = new()
    {
        [Pending] = [Running, NeedsAttention],
        [Running] = [Succeeded, Reverting, NeedsAttention],
        [Reverting] = [Running, Failed, Cancelled, NeedsAttention],
        [Succeeded] = [],
        [Failed] = [],
        [Cancelled] = [],
        [NeedsAttention] = [Reverting],
        [Interrupted] = [],
    };

    /// <summary>In these a runner has, or is about to get, the operation.</summary>
    public static readonly IReadOnlyList<string> Unfinished = [Pending, Running, Reverting];

    /// <summary>The same for <c>state IN (…)</c>.</summary>
    public const string UnfinishedSql = $"'{Pending}', '{Running}', '{Reverting}'";

    /// <summary>No runner works on it any more.</summary>
    public static bool IsFinal(string state) => !Unfinished.Contains(state);

    public static bool CanMove(string from, string to) => Moves[from].Contains(to);
}

/// <summary>The states of one step of an operation.</summary>
internal static class StepStates
{
    public const string Pending = "pending";
    public const string Running = "running";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";
    public const string Reverted = "reverted";
    public const string RevertFailed = "revert failed";
}
