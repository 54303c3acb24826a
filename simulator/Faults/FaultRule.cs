namespace Simulator.Faults;

/// <summary>When in a request a connection is dropped.</summary>
public enum DropMoment
{
    /// <summary>Nothing was done.</summary>
    Before,

    /// <summary>The work was done, only the answer is lost.</summary>
    After,
}

/// <summary>Whose sessions end.</summary>
public enum SessionScope
{
    /// <summary>Everybody's.</summary>
    All,

    /// <summary>That of the request alone.</summary>
    Caller,
}

/// <summary>
/// A fault as data: where it strikes, what it does, when. Where and what need at least one member each; <c>null</c> matches
/// everything. Of what it does there is one thing, which a delay may go before (see <see cref="FaultRuleCheck"/>).
/// </summary>
public sealed record FaultRule
{
    /// <summary>Chosen by the caller, or <c>fault-N</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Where: one of <see cref="FaultRuleCheck.FaceNames"/>.</summary>
    public string? Face { get; init; }

    /// <summary>Where: an HTTP method in upper case.</summary>
    public string? Method { get; init; }

    /// <summary>Where: a path pattern; <c>*</c> is any text without a slash, <c>**</c> any text.</summary>
    public string? Path { get; init; }

    /// <summary>Where: a step of work as <c>kind/step</c>, pattern as in <see cref="Path"/>. Not together with face, method, path.</summary>
    public string? Step { get; init; }

    /// <summary>Where: with <see cref="Step"/>, the id of what the work is done to; pattern as in <see cref="Path"/>.</summary>
    public string? Subject { get; init; }

    /// <summary>What: answer with this status (400 to 599) instead of doing the request.</summary>
    public int? Status { get; init; }

    /// <summary>What: with <see cref="Status"/>, the value of <c>Retry-After</c> in seconds.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>What: simulated seconds to wait first, alone or before another effect.</summary>
    public double? DelaySeconds { get; init; }

    /// <summary>What: cut the connection.</summary>
    public DropMoment? Drop { get; init; }

    /// <summary>
    /// What: the first request it strikes is dropped, and from then on for so many simulated seconds every request to that face. With
    /// <see cref="Drop"/>: whether the work of the first was done.
    /// </summary>
    public double? DarkSeconds { get; init; }

    /// <summary>What: do the work, promise the whole answer in its headers, cut the connection in the middle of its body.</summary>
    public bool? CutBody { get; init; }

    /// <summary>What: do the work and change its JSON answer, one edit after the other. Headers, the ETag among them, stay.</summary>
    public IReadOnlyList<BodyEdit>? Edit { get; init; }

    /// <summary>What: do the work and answer this text, which is not JSON, under the headers of the answer. With <see cref="Status"/>: under those of the error.</summary>
    public string? Malformed { get; init; }

    /// <summary>What: sessions end, then the request is served as if they had been over before: one that came with such a session is answered 401.</summary>
    public SessionScope? ExpireSessions { get; init; }

    /// <summary>What: the request is not answered, or the step does not end, until the rule is healed; then it goes on. A request also ends when its client gives up.</summary>
    public bool? Hang { get; init; }

    /// <summary>What: fail the step. Only with <see cref="Step"/>.</summary>
    public bool? Fail { get; init; }

    /// <summary>The text that an error answer or a failed step shows.</summary>
    public string? Message { get; init; }

    /// <summary>When: only the so-many-th match, counted from 1.</summary>
    public int? Nth { get; init; }

    /// <summary>When: at most so many times. Without <see cref="Nth"/> and this, until healed (deleted).</summary>
    public int? Count { get; init; }

    /// <summary>When: with this probability, 0 to 1, drawn from the seed.</summary>
    public double? Probability { get; init; }
}
