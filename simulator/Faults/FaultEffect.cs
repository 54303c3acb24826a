using System.Text.Json;

namespace Simulator.Faults;

/// <summary>What a rule does to a request, besides a delay.</summary>
public abstract record FaultEffect
{
    private FaultEffect()
    {
    }

    /// <summary>As the journal and the page say it.</summary>
    public abstract string Words { get; }

    /// <param name="rule">Checked.</param>
    /// <param name="healed">Completes when the rule is healed.</param>
    public static FaultEffect? Of(FaultRule rule, Task healed) => rule switch
    {
        { Status: { } status } => new Answer(status, rule.RetryAfterSeconds, rule.Malformed is { } text ? new Malformed(text) : null),
        { DarkSeconds: not null } => new Drop(rule.Drop ?? DropMoment.Before),
        { Drop: { } moment } => new Drop(moment),
        { CutBody: true } => new CutBody(),
        { Edit: { } edits } => new Edit(edits),
        { Malformed: { } text } => new Malformed(text),
        { ExpireSessions: { } scope } => new ExpireSessions(scope),
        { Hang: true } => new Hang(healed),
        _ => null,
    };

    /// <summary>An error instead of the work.</summary>
    /// <param name="Body">Text in the place of the error that the face would write; null leaves that.</param>
    public sealed record Answer(int Status, int? RetryAfterSeconds, Malformed? Body) : FaultEffect
    {
        public override string Words => Body is null ? $"answered {Status}" : $"answered {Status}, not in JSON";
    }

    /// <summary>The connection is cut without an answer.</summary>
    public sealed record Drop(DropMoment Moment) : FaultEffect
    {
        public override string Words => Moment == DropMoment.Before ? "connection dropped before the work" : "answer lost after the work";
    }

    /// <summary>Sessions end before the request is served.</summary>
    public sealed record ExpireSessions(SessionScope Scope) : FaultEffect
    {
        public override string Words => Scope == SessionScope.All ? "all sessions expired" : "session of the caller expired";
    }

    /// <summary>Nothing happens until the rule is healed.</summary>
    /// <param name="Healed">Completes then.</param>
    public sealed record Hang(Task Healed) : FaultEffect
    {
        /// <summary>A step says it in the same words.</summary>
        public const string InWords = "hangs until it is healed";

        public override string Words => InWords;
    }

    /// <summary>The answer is another than the one to the work. Whether it can be is known when that is there.</summary>
    public abstract record ChangedAnswer : FaultEffect;

    /// <summary>Half of the body, under headers that promise all of it.</summary>
    public sealed record CutBody : ChangedAnswer
    {
        public override string Words => "cut in the middle of the body";
    }

    /// <summary>JSON with other values, or without some.</summary>
    public sealed record Edit(IReadOnlyList<BodyEdit> Edits) : ChangedAnswer
    {
        public override string Words => $"body edited at {string.Join(", ", Edits.Select(e => e.Path!.Length == 0 ? "its root" : e.Path))}";
    }

    /// <summary>A text that is not JSON.</summary>
    public sealed record Malformed(string Text) : ChangedAnswer
    {
        public override string Words => "answered something that is not JSON";

        public static bool IsJson(string text)
        {
            try
            {
                using var document = JsonDocument.Parse(text);
                return true;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
