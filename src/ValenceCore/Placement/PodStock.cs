namespace ValenceCore.Placement;

/// <summary>What is known of a pod when a node is placed.</summary>
/// <param name="Match">What its inventory says of the requirements; null where no inventory was read.</param>
/// <param name="Nodes">How many nodes of this service stand in it or are about to.</param>
internal sealed record PodStock(string PodId, bool IsOnline, SystemMatch? Match, int Nodes)
{
    /// <summary>Those that would meet the request come first, then those nobody knows of, then those that would not; among equals, who is online.</summary>
    public int Promise => (IsOnline ? 0 : 3) + (Match is null ? 1 : Match.IsMet ? 0 : 2);
}
