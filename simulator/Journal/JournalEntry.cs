namespace Simulator.Journal;

/// <summary>One thing that happened in the simulated world.</summary>
/// <param name="Sequence">1, 2, 3 … without gaps, in the order in which things happened.</param>
/// <param name="At">Simulated time.</param>
/// <param name="Room">Who reports: <c>power</c>, <c>node</c>, <c>work</c>, <c>fault</c>, <c>ironic</c>, <c>clock</c>, <c>health</c>, <c>event</c>,
/// <c>firmware</c>, <c>media</c>, <c>bmc</c>, <c>boot</c>, <c>network</c>, <c>chassis</c>, <c>outlet</c>, <c>mains</c>, <c>limit</c>, <c>resource</c>,
/// <c>system</c>, <c>block</c>, <c>reservation</c>, <c>zone</c>, <c>storage</c>, <c>battery</c>, <c>expether</c>, <c>invariant</c>.</param>
/// <param name="Subject">Id of the thing it happened to: a system, a composed node, an Ironic node, a fault rule,
/// a piece of work, a part with firmware, a URI.</param>
/// <param name="What">The new state or the verb, one word where the field has one: <c>PoweringOn</c>, <c>Assembled</c>.</param>
/// <param name="Text">One sentence for people.</param>
public sealed record JournalEntry(long Sequence, DateTimeOffset At, string Room, string Subject, string What, string Text);
