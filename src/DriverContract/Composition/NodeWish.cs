namespace Valence.DriverContract;

/// <summary>A node to be composed.</summary>
/// <param name="Description">For people; holds the marker too.</param>
/// <param name="Marker">The text by which the node is found again when the answer was lost.</param>
/// <param name="TakenIndexes">Ids in this pod of nodes that the core has handed out; for pods that do not know what is taken.</param>
public sealed record NodeWish(
    string Name, string Description, string Marker, Requirements Requirements, IReadOnlyCollection<string> TakenIndexes)
{
    /// <summary>
    /// For pods that keep no marker: to be called with the place chosen, before anything is changed there. True: it is this node's from now
    /// on, and stored, so that whatever happens next is undone by a release of that place. False: it is another node's; choose again.
    /// </summary>
    public Func<NodePlace, CancellationToken, Task<bool>> ClaimAsync { get; init; } = static (_, _) => Task.FromResult(true);
}

public enum AssemblyState
{
    Underway,
    Stands,
    Broken,
}
