namespace Valence.DriverContract;

/// <summary>A node to be composed.</summary>
/// <param name="Description">For people; holds the marker too.</param>
/// <param name="Marker">The text by which the node is found again when the answer was lost.</param>
/// <param name="TakenIndexes">Ids in this pod of nodes that the core has handed out; for pods that do not know what is taken.</param>
public sealed record NodeWish(
    string Name, string Description, string Marker, Requirements Requirements, IReadOnlyCollection<string> TakenIndexes);

public enum AssemblyState
{
    Underway,
    Stands,
    Broken,
}
