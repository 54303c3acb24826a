namespace ValenceCore.Operations;

/// <summary>The states of an operation and the moves between them. The runner alone moves.</summary>
internal static class OperationStates
{
    public const string Pending = "pending";
    public const string Running = "running";
    public const string Reverting = "reverting";
    public const string Succeeded = "succeeded";

    /// <summary>It did not work out and everything it had done was undone.</summary>
    public const string Failed = "failed";

    /// <summary>It did not work out and something could not be undone; the note says what is left.</summary>
    public const string NeedsAttention = "needs attention";

    /// <summary>The process ended while it was under way; nothing was undone.</summary>
    public const string Interrupted = "interrupted";

    private static readonly Dictionary<string, string[]> Moves = new()
    {
        [Pending] = [Running, Interrupted],
        [Running] = [Succeeded, Reverting, Interrupted],
        [Reverting] = [Failed, NeedsAttention, Interrupted],
        [Succeeded] = [],
        [Failed] = [],
        [NeedsAttention] = [],
        [Interrupted] = [],
    };

    public static bool IsFinal(string state) => Moves[state].Length == 0;

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
