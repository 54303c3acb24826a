namespace ValenceCore.Idempotency;

/// <summary>What is stored under an idempotency key.</summary>
/// <param name="State">One of <see cref="KeyStates"/>.</param>
/// <param name="Fingerprint">Of the request that the key came with first.</param>
/// <param name="RequestId">Of that request.</param>
/// <param name="Headers">Those that belong to the answer, by name.</param>
internal sealed record KeptAnswer(string State, string Fingerprint, int Status, IReadOnlyDictionary<string, string> Headers, string Body, string? RequestId);

internal static class KeyStates
{
    public const string UnderWay = "under way";
    public const string Answered = "answered";

    /// <summary>The process ended before there was an answer.</summary>
    public const string Interrupted = "interrupted";
}
