namespace Simulator.Hardware;

/// <summary>A change of state, for the journal: see <c>JournalEntry</c> for the meaning of each word.</summary>
public sealed record HardwareChange(string Room, string Subject, string What, string Text);
