namespace Simulator.Hardware.ExpEther;

/// <summary>What becomes of a board's group, as a table: a board in one group goes to another only by leaving first.</summary>
internal static class GroupMoves
{
    private static readonly Dictionary<(Membership Now, Wish Wish), Move> Table = new()
    {
        [(Membership.Free, Wish.Join)] = Move.Enters,
        [(Membership.InThisGroup, Wish.Join)] = Move.Stays,
        [(Membership.InAnotherGroup, Wish.Join)] = Move.Refused,
        [(Membership.Free, Wish.Leave)] = Move.Stays,
        [(Membership.InAnotherGroup, Wish.Leave)] = Move.Leaves,
    };

    public static Move Of(int? now, int? wanted) => Table[
        (now is null ? Membership.Free : now == wanted ? Membership.InThisGroup : Membership.InAnotherGroup,
            wanted is null ? Wish.Leave : Wish.Join)];

    internal enum Move
    {
        Enters,
        Stays,
        Leaves,
        Refused,
    }

    private enum Membership
    {
        Free,
        InThisGroup,
        InAnotherGroup,
    }

    private enum Wish
    {
        Join,
        Leave,
    }
}
