namespace Simulator.Hardware.ExpEther;

/// <summary>What came of a wish to join a group.</summary>
public abstract record JoinResult
{
    private JoinResult()
    {
    }

    /// <summary>The board is in this group, perhaps since before.</summary>
    public sealed record Joined(int Group) : JoinResult;

    /// <summary>It is where it was, and why.</summary>
    public sealed record Refused(string Reason) : JoinResult;
}
