namespace Valence.DriverContract;

/// <summary>Where a composed node is in its pod.</summary>
/// <param name="Index">Its id inside the pod; unique there.</param>
/// <param name="Uri">Its path at the pod manager.</param>
/// <param name="Name">As the pod names it; null where it does not.</param>
public sealed record NodePlace(string Index, string Uri, string? Name);
